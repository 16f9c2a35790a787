import type { PageDefinition, Question } from '../../forms/index.ts';
import type { Language, PaperAnswer, PaperFormData, PaperQuestion, PaperSection } from '../../platform/index.ts';
import { withoutSignIn } from '../anonymous/allowed.ts';
import { applicantPages } from '../definition/index.ts';
import { texts } from '../texts.ts';
import { inLanguage, type ServiceVersion } from '../versions.ts';
import { conditionWords, type OnPaper } from './conditions.ts';

/** Whom the form goes to and who answers questions about it. */
export interface PaperSender {
  organisation: PaperFormData['organisation'];
  /** lines of the address it is sent to */
  sendTo: readonly string[];
  phone: string;
  hours: string;
}

/** One printed form: its code, the file with the square, and its number when it is one of a series. */
export interface PaperCopy {
  printed: string;
  file: string;
  number?: number;
}

/** Rows to write in, where a table says nothing of how many there may be. */
const usualRows = 4;

/**
 * A service as a paper form: every question of every page, numbered in order; conditions in words; room for each kind of answer. From
 * the same definition as the pages on the web.
 */
export function buildPaper(version: ServiceVersion, language: Language, sender: PaperSender, copies: readonly PaperCopy[]): PaperFormData {
  const { definition } = inLanguage(version, language);
  const { form } = version.compiled;
  const pages = applicantPages(version.compiled.folder.definition);
  const t = (key: string, params = {}) => texts(language, `paper.${key}`, params);
  const numbers = new Map(pages.flatMap(({ questions }) => questions.filter(({ type }) => type !== 'info').map(({ id }) => id)).map((id, index) => [id, index + 1]));
  const paper: OnPaper = { form, language, numbers, organisation: sender.organisation.name };
  const nobody = withoutSignIn(version.compiled.folder.definition) !== undefined;
  const named = pages.some(({ questions }) => questions.some((question) => 'confirm' in question && question.confirm?.from === 'population.name'));
  return {
    organisation: sender.organisation, name: definition.name, lead: definition.summary, codeLabel: t('codeLabel'),
    copies: copies.map(({ printed, file, number }) => ({ printed, file, alt: t('codeAlt', { code: printed }), ...(number !== undefined && { number: t('number', { number }) }) })),
    help: t('help', { phone: sender.phone, hours: sender.hours }),
    how: { heading: t('howHeading'), points: [t('howWrite'), t('howTick'), t('howSkip'), t('howUnsure'), ...(nobody ? [t('howAnonymous')] : [])] },
    bring: definition.start.bring.length ? { heading: t('bringHeading'), points: definition.start.bring.map(({ sv }) => sv) } : undefined,
    sections: [
      whoSection(version, { named, nobody, t }),
      ...pages.map((page) => sectionOf(page, paper, t)),
      ...(nobody ? [] : [signSection(version, t)]),
    ],
    send: { heading: t('sendHeading'), text: t('sendText'), address: [...sender.sendTo] },
    after: { heading: texts(language, 'service.after'), points: definition.start.after.map(({ sv }) => sv) },
    privacy: { heading: texts(language, 'service.privacy'), text: definition.privacy.purpose, points: definition.privacy.receivers.map(({ sv }) => sv), receivers: texts(language, 'service.receivers') },
    words: { page: t('page'), ofPages: t('ofPages') },
  };
}

type T = (key: string, params?: Record<string, string | number>) => string;

/** Who it is for: what a sign-in says on the web. */
function whoSection({ compiled }: ServiceVersion, { named, nobody, t }: { named: boolean; nobody: boolean; t: T }): PaperSection {
  const { parties, case: kind } = compiled.folder.definition;
  // What is taken care of and answered is not applied for; whoever reports a fault is asked who they are, not whom it is about.
  const of = kind === 'handling' ? '-handling' : '';
  const them = nobody ? '-anonymous' : '';
  const fields = [...(named ? [] : [{ label: t('yourName') }]), { label: t('yourNumber'), boxes: [8, 4] }, ...(nobody ? [{ label: t('yourContact') }] : [])];
  return {
    title: t(`whoHeading${them}`), notes: [...(nobody ? [t('whoOptional')] : []), ...(parties.applicant.proxies.length ? [t(`whoFor${of}`)] : [])],
    questions: [{ ask: t(`who${them || of}`), answer: { kind: 'fields', fields } }, ...(parties.applicant.proxies.length && !nobody
      ? [{ ask: t('proxy'), note: t(`proxyNote${of}`), answer: { kind: 'fields' as const, fields: [{ label: t('yourName') }, { label: t('yourNumber'), boxes: [8, 4] }, { label: t('proxyGround') }] } }] : [])],
  };
}

function signSection({ compiled }: ServiceVersion, t: T): PaperSection {
  const { parties } = compiled.folder.definition;
  const one = (ask: string, note?: string): PaperQuestion => ({ ask, ...(note !== undefined && { note }),
    answer: { kind: 'fields', fields: [{ label: t('signature'), tall: true }, { label: t('printedName') }, { label: t('day'), boxes: [4, 2, 2] }] } });
  return {
    title: t('signHeading'), notes: [t('signText')],
    questions: [
      one(t(compiled.folder.definition.case === 'handling' ? 'signApplicant-handling' : 'signApplicant')), ...(parties.coApplicant ? [one(t('signCoApplicant'), t('signCoApplicantNote'))] : []),
      ...(parties.signs.includes('allGuardians') ? [one(t('signGuardian'), t('signGuardianNote'))] : []),
    ],
  };
}

function sectionOf(page: PageDefinition, paper: OnPaper, t: T): PaperSection {
  const { form, language } = paper;
  const when = page.when === undefined ? undefined : conditionWords(page.when, paper);
  const repeated = page.repeat === undefined ? undefined : t('repeat', { number: paper.numbers.get(page.repeat) ?? '' });
  const within = { ...paper, ...(page.repeat !== undefined && { table: page.repeat }) };
  const exit = page.exit && (page.when === undefined ? undefined : t('exit', { when: when ?? t('ifFits') }));
  return {
    title: form.text(`pages.${page.id}.title`, language),
    ...introOf(page, paper),
    notes: [
      ...(exit ? [exit] : page.when === undefined ? [] : [t('pageOnlyIf', { when: when ?? t('ifFits') })]), ...(repeated ? [repeated] : []),
      ...(page.part === 'own' ? [t('ownPart')] : []), ...(page.exit?.phone ? [t('exitPhone', { phone: page.exit.phone })] : []),
    ],
    warning: page.exit !== undefined,
    questions: page.questions.map((question) => questionOf(question, within, t)),
  };
}

function questionOf(question: Question, paper: OnPaper, t: T): PaperQuestion {
  const { form, language, numbers } = paper;
  const key = `questions.${question.id}`;
  const when = question.when === undefined ? undefined : conditionWords(question.when, paper);
  const note = question.when === undefined ? undefined : t(question.type === 'info' ? 'readOnlyIf' : 'onlyIf', { when: when ?? t('ifFits') });
  const number = numbers.get(question.id);
  const hint = hintOf(question, key, paper);
  return {
    ...(number !== undefined && { number }), ask: 'ask' in question && question.ask !== undefined ? form.text(`${key}.ask`, language) : '',
    ...(hint !== undefined && { hint }),
    ...(note !== undefined && { note }), ...('optional' in question && question.optional && { optional: t('optional') }),
    answer: withoutRepeating(answerOf(question, key, paper, t), hint ?? ''),
  };
}

/** The text of a page, or what it says on paper instead. */
function introOf({ id, intro, paperIntro }: PageDefinition, { form, language }: OnPaper): { intro?: string } {
  const name = paperIntro === undefined ? intro && 'intro' : paperIntro && 'paperIntro';
  return name ? { intro: form.text(`pages.${id}.${name}`, language) } : {};
}

/** The hint of a question, or what it says on paper instead. */
function hintOf(question: Question, key: string, { form, language }: OnPaper): string | undefined {
  const [hint, onPaper] = ['hint' in question ? question.hint : undefined, 'paperHint' in question ? question.paperHint : undefined];
  const name = onPaper === undefined ? hint && 'hint' : onPaper && 'paperHint';
  return name ? form.text(`${key}.${name}`, language) : undefined;
}

/** A hint that tells how to tick says it better than we do. */
function withoutRepeating(answer: PaperAnswer, hint: string): PaperAnswer {
  if (answer.kind !== 'boxes' || !/kryss|cross/i.test(hint)) return answer;
  const { say: _said, ...rest } = answer;
  return rest;
}

function answerOf(question: Question, key: string, paper: OnPaper, t: T): PaperAnswer {
  const { form, language } = paper;
  const text = (rest: string) => form.text(`${key}.${rest}`, language);
  const options = () => ('options' in question ? question.options : []).map(({ id, hint }) => ({ label: text(`options.${id}`), ...(hint !== undefined && { hint: text(`optionHints.${id}`) }) }));
  const dontKnow = 'dontKnow' in question && question.dontKnow ? [{ label: t('dontKnow') }] : [];
  switch (question.type) {
    case 'info': return { kind: 'text', text: text('text') };
    case 'yesNo': return { kind: 'boxes', inline: true, options: [{ label: t('yes') }, { label: t('no') }, ...dontKnow] };
    case 'choice': return { kind: 'boxes', say: t('tickOne'), options: [...options(), ...dontKnow] };
    case 'choices': return { kind: 'boxes', say: t('tickAll'), options: [...options(), ...dontKnow] };
    case 'choiceOrOther': return { kind: 'boxes', say: t('tickOne'), options: [...options(), { label: question.other === undefined ? t('other') : text('other'), write: true }, ...dontKnow] };
    case 'scale': return { kind: 'boxes', inline: true, say: t('scale', { low: text('low'), high: text('high') }),
      options: Array.from({ length: question.max - question.min + 1 }, (_, index) => ({ label: String(question.min + index) })) };
    case 'file': return { kind: 'boxes', options: [{ label: t('enclosed') }, ...(question.later ? [{ label: t('later') }] : []), ...(question.optional ? [{ label: t('notEnclosed') }] : [])] };
    case 'table': return tableOf(question, key, paper, t);
    case 'measurement': return { kind: 'fields', fields: [{ label: t('value'), short: true }], options: question.units.map(({ id }) => ({ label: text(`units.${id}`) })) };
    default: return { kind: 'fields', fields: fieldsOf(question, text, t), ...(dontKnow.length && { options: dontKnow }) };
  }
}

type Field = Extract<PaperAnswer, { kind: 'fields' }>['fields'][number];

/** Lines and squares to write in, by the kind of question. */
function fieldsOf(question: Exclude<Question, { type: 'info' | 'table' }>, text: (key: string) => string, t: T): Field[] {
  const part = (name: string): Field => ({ label: t(`part.${name}`), ...(name === 'personalNumber' && { boxes: [8, 4] }), ...(name === 'birthDate' && { boxes: [4, 2, 2] }) });
  const day = (label: string): Field => ({ label, boxes: [4, 2, 2] });
  switch (question.type) {
    case 'longText': return [{ lines: Math.min(12, Math.max(4, Math.round((question.maxLength ?? 1_000) / 150))) }];
    case 'text': return [{ lines: (question.maxLength ?? 100) > 150 ? 2 : 1 }];
    case 'number': return [{ short: true, ...(question.unit !== undefined && { unit: text('unit') }) }];
    case 'money': return [{ short: true, unit: 'kr' }];
    case 'date': return [day(t('dayMonthYear'))];
    case 'time': return [{ label: t('clock'), boxes: [2, 2] }];
    case 'period': return question.bounds === 'month' ? [{ label: t('yearMonth'), boxes: [4, 2] }] : [
      ...(question.bounds === 'end' ? [] : [day(t('from'))]), ...(question.bounds === 'start' ? [] : [day(t('until'))]),
    ];
    case 'person': return (question.fields ?? ['givenName', 'familyName', 'personalNumber']).map(part);
    case 'organisation': return (question.fields ?? ['name', 'number']).map((name) => part(name === 'number' ? 'organisationNumber' : name));
    case 'organisationNumber': return [{ boxes: [6, 4] }];
    case 'address': return ['street', 'postalCode', 'city'].map(part);
    case 'bankAccount': return ['clearing', 'account', 'bank'].map(part);
    case 'position': return [{ label: t('describePlace'), lines: 2 }];
    case 'email': case 'phone': case 'property': return [{ lines: 1 }];
    default: return [{ lines: 1 }];
  }
}

/** A table as rows to write in; columns with boxes name their choices above, so that the cells have room. */
function tableOf(question: Extract<Question, { type: 'table' }>, key: string, paper: OnPaper, t: T): PaperAnswer {
  const { form, language } = paper;
  const within = { ...paper, table: question.id };
  const columns = question.columns.map((column) => {
    const at = `${key}.columns.${column.id}`;
    const when = column.when === undefined ? undefined : conditionWords(column.when, within);
    const choices = 'options' in column ? column.options.map(({ id }) => form.text(`${at}.options.${id}`, language)) : column.type === 'yesNo' ? [t('yes'), t('no')] : [];
    return {
      label: form.text(`${at}.ask`, language), ...(column.type === 'money' && { unit: 'kr' }),
      notes: [
        ...(choices.length ? [t('oneOf', { choices: choices.join(', ') })] : []), ...(column.when === undefined ? [] : [t('onlyIf', { when: when ?? t('ifFits') })]),
        ...(column.type === 'file' ? [t('encloseRow')] : []),
      ],
    };
  });
  const rows = Math.min(Math.max(question.min ?? 1, Math.min(question.max ?? usualRows, usualRows)), 12);
  // More columns than a paper is wide: each row stands as lines of its own, under the name of the row.
  return { kind: 'table', rowName: form.text(`${key}.rowName`, language), rows, columns, stacked: columns.length > 4, more: t('moreRows') };
}
