import type { Check } from '../check.ts';
import { decisionId } from '../decision-id.ts';
import { questionsOf } from '../questions.ts';
import type { Problem } from '../problem.ts';

/** Decisions the delegation order may name besides those of the service. */
const ofTheLaw = ['dismissal', 'writingOff', 'correction', 'reconsideration', 'delay', 'extension', 'fee', 'appeal'];

/** A service either decides, with all that a decision needs, or handles; what it names in its decisions, fees and clocks exists. */
export const handlingProblems: Check = ({ definition }, { service }) => {
  const problems: Problem[] = [];
  const problem = (path: (string | number)[], message: string, remedy: string) => problems.push(service.at(path, message, remedy));
  const { decisions, delegation, deadlines, fee, automatic, handling, anonymous, parties, pages, renews } = definition;
  const ids = new Set(decisions.map(decisionId));
  if (definition.case === 'none') {
    if (!definition.booking) problem(['case'], 'Utan ärende finns det ingenstans att ta vägen med svaren', 'Lägg till booking, eller skriv case: handling.');
    if (decisions.length || handling || delegation.length) problem(['case'], 'En tjänst utan ärende har varken beslut, delegation eller handling', 'Ta bort dem, eller skriv case: decision eller handling.');
    if (deadlines.length) problem(['deadlines'], 'En tjänst utan ärende har inga klockor', 'Ta bort deadlines.');
  } else if (!deadlines.length) problem([], 'Tjänsten har ingen tidsfrist', 'Lägg till deadlines.');
  if (definition.case !== 'none' && !definition.register) problem([], 'Det sägs inte hur ärendet står i diariet', 'Lägg till register med in och title.');
  if (definition.case === 'handling') {
    if (!handling) problem([], 'Det sägs inte hur ett ärende kan sluta', 'Lägg till handling med ends.');
    if (decisions.length) problem(['decisions'], 'En tjänst med case: handling fattar inga beslut', 'Ta bort decisions, eller skriv case: decision.');
  } else if (definition.case === 'decision') {
    if (handling) problem(['handling'], 'handling hör till tjänster utan beslut', 'Skriv case: handling, eller ta bort handling.');
    if (!decisions.length) problem([], 'Tjänsten har inga beslut', 'Lägg till decisions, eller skriv case: handling.');
    if (!delegation.length) problem([], 'Det sägs inte vem som beslutar', 'Lägg till delegation med punkter i delegationsordningen.');
  }
  if (anonymous && anonymous.follow === 'none' && parties.coApplicant) {
    problem(['anonymous'], 'Den som är anonym kan inte söka tillsammans med någon', 'Ta bort coApplicant eller anonymous.');
  }
  // Nothing is kept on the way: files are chosen last, all at once, and there no row of a table is to be seen.
  if (anonymous || definition.information.confidentiality === 0) pages.forEach((one, index) => one.questions.forEach((question, number) => {
    if (question.type === 'table' && question.columns.some(({ type }) => type === 'file')) {
      problem(['pages', index, 'questions', number], 'En tabell i en tjänst utan inloggning kan inte ta emot filer', 'Fråga efter filerna i en egen fråga på samma sida.');
    }
  }));
  const types = new Set<string>(decisions.map(({ type }) => type));
  delegation.forEach((rule, index) => rule.decisions.forEach((name, number) => {
    if (!ids.has(name) && !types.has(name) && !ofTheLaw.includes(name)) {
      problem(['delegation', index, 'decisions', number], `Tjänsten fattar inga beslut som heter "${name}"`, `Skriv något av: ${[...ids, ...ofTheLaw].join(', ')}.`);
    }
  }));
  decisions.forEach((decision, index) => {
    if ('after' in decision && decision.after !== undefined && (!ids.has(decision.after) || decision.after === decisionId(decision))) {
      problem(['decisions', index, 'after'], `Beslutet "${decision.after}" finns inte`, `Skriv något av: ${[...ids].join(', ')}.`);
    }
  });
  const clocks = new Set(deadlines.map(({ id }) => id));
  deadlines.forEach(({ askedWithin, from }, index) => {
    if (askedWithin && from !== 'complete') problem(['deadlines', index, 'askedWithin'], 'askedWithin hör till en klocka som går från complete', 'Skriv from: complete.');
  });
  if (fee) {
    if (!definition.calculate.some(({ id }) => id === fee.amount)) problem(['fee', 'amount'], `Beräkningen "${fee.amount}" finns inte`, 'Skriv id på en rad i calculate.');
    for (const wanted of [fee.decidedWith].flat()) if (!ids.has(wanted)) problem(['fee', 'decidedWith'], `Beslutet "${wanted}" finns inte`, `Skriv något av: ${[...ids].join(', ')}.`);
    if (fee.late?.law && definition.law.sections[fee.late.law] === undefined) problem(['fee', 'late', 'law'], `Lagrummet "${fee.late.law}" finns inte`, `Skriv något av: ${Object.keys(definition.law.sections).join(', ')}.`);
    if (fee.late && !clocks.has(fee.late.deadline)) problem(['fee', 'late', 'deadline'], `Tidsfristen "${fee.late.deadline}" finns inte`, `Skriv något av: ${[...clocks].join(', ')}.`);
  }
  if (automatic) {
    if (!ids.has(automatic.decision)) problem(['automatic', 'decision'], `Beslutet "${automatic.decision}" finns inte`, `Skriv något av: ${[...ids].join(', ')}.`);
    if (!renews) problem(['automatic'], 'Bara en oförändrad förnyelse kan beviljas automatiskt', 'Lägg till renews, eller ta bort automatic.');
  }
  const asked = new Map(questionsOf(definition).filter(({ column }) => !column).map(({ question }) => [question.id, question.type]));
  fee?.payer?.forEach((id, index) => {
    if (!asked.has(id)) problem(['fee', 'payer', index], `Frågan "${id}" finns inte`, 'Skriv id på en fråga på någon av sidorna.');
  });
  parties.others.forEach((other, index) => {
    const here = ['parties', 'others', index];
    if (other.addedBy === 'applicant' && other.question === undefined) problem(here, 'Det sägs inte vilken fråga som nämner dem', 'Lägg till question, eller skriv addedBy: staff.');
    if (other.question !== undefined && !['person', 'organisation', 'table'].includes(asked.get(other.question) ?? '')) {
      problem([...here, 'question'], `"${other.question}" är ingen fråga om person eller organisation, och ingen tabell`, 'Skriv id på en sådan fråga.');
    }
    if (other.undertaking !== undefined && other.asked !== 'consent') problem([...here, 'undertaking'], 'Ett åtagande hör till den som samtycker', 'Skriv asked: consent, eller ta bort undertaking.');
    other.sees.forEach((page, number) => {
      if (!pages.some(({ id }) => id === page)) problem([...here, 'sees', number], `Sidan "${page}" finns inte`, 'Skriv id på en av sidorna.');
    });
  });
  return problems;
};
