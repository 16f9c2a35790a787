import type { Check } from '../check.ts';
import { questionsOf } from '../questions.ts';
import type { Problem } from '../problem.ts';

/** Kinds, fields and codes of a booking point at one another, and what is sent in with a time can be kept with it. */
export const bookingProblems: Check = ({ definition }, { service }) => {
  const { booking } = definition;
  if (!booking) return [];
  const problems: Problem[] = [];
  const problem = (path: (string | number)[], message: string, remedy: string) => problems.push(service.at(['booking', ...path], message, remedy));
  const kinds = booking.kinds.map(({ id }) => id);
  booking.kinds.forEach(({ id, after }, index) => {
    if (after && (!kinds.includes(after.kind) || after.kind === id)) problem(['kinds', index, 'after', 'kind'], `Tiden "${after.kind}" finns inte`, `Skriv någon av: ${kinds.filter((one) => one !== id).join(', ')}.`);
    if (after && !booking.outcome) problem(['kinds', index, 'after'], 'Ingen kan veta att det första är gjort', 'Lägg till outcome.');
  });
  booking.kinds.forEach(({ once }, index) => {
    if (once && !booking.outcome) problem(['kinds', index, 'once'], 'Ingen kan veta att det är gjort', 'Lägg till outcome.');
  });
  const { outcome } = booking;
  outcome?.fields.forEach(({ type, options, batch }, index) => {
    if ((type === 'choice') !== options.length > 0) problem(['outcome', 'fields', index], 'Alternativ hör till den som är choice, och bara till den', 'Lägg till options, eller ta bort dem.');
    if (batch && type !== 'text') problem(['outcome', 'fields', index, 'batch'], 'Ett batchnummer är en text', 'Skriv type: text.');
  });
  if (outcome && outcome.fields.filter(({ batch }) => batch).length > 1) problem(['outcome', 'fields'], 'Bara en uppgift kan vara batch', 'Ta bort batch från de andra.');
  for (const field of outcome?.certificate?.fields ?? []) {
    if (!outcome!.fields.some(({ id, told }) => id === field && told)) problem(['outcome', 'certificate', 'fields'], `Uppgiften "${field}" finns inte, eller visas inte för personen`, 'Skriv en uppgift som personen får veta.');
  }
  if (outcome?.report) {
    const { to, fields } = outcome.report;
    if (!definition.privacy.receivers.some(({ id }) => id === to)) problem(['outcome', 'report', 'to'], `Mottagaren "${to}" står inte i privacy.receivers`, 'Lägg till den där, så att personen får veta det.');
    for (const field of fields) if (!outcome.fields.some(({ id }) => id === field)) problem(['outcome', 'report', 'fields'], `Uppgiften "${field}" finns inte`, `Skriv någon av: ${outcome.fields.map(({ id }) => id).join(', ')}.`);
  }
  if (outcome?.laboratory) {
    const { field, codes } = outcome.laboratory;
    const answers = outcome.fields.find(({ id, type }) => id === field && type === 'choice')?.options.map(({ id }) => id);
    if (!answers) problem(['outcome', 'laboratory', 'field'], `"${field}" är ingen uppgift att välja svar på`, 'Skriv id på en uppgift av typen choice.');
    for (const [code, option] of Object.entries(codes)) {
      if (answers && !answers.includes(option)) problem(['outcome', 'laboratory', 'codes', code], `Alternativet "${option}" finns inte`, `Skriv något av: ${answers.join(', ')}.`);
    }
  }
  if (definition.case === 'none') {
    if (questionsOf(definition).some(({ question }) => question.type === 'file')) problem([], 'Utan ärende finns ingen akt för filer', 'Ta bort frågan, eller skriv case: handling.');
    if (definition.parties.coApplicant || definition.parties.others.length || definition.anonymous || definition.channels.includes('paper')) {
      problem([], 'En tid bokas av en person, med inloggning, på telefon eller vid besök', 'Ta bort coApplicant, others, anonymous och paper.');
    }
  }
  return problems;
};
