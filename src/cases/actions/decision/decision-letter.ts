import { staffNames } from '../../../identity/index.ts';
import { listUnits, tableVersions } from '../../../organisation/index.ts';
import { formatDate, formatMoney, swedishDay, type Language, type LetterData, type Staff, type Tx } from '../../../platform/index.ts';
import { decisionId, inLanguage, type Outcome, type Service } from '../../../services/index.ts';
import { itemOf, overall } from '../../model/decision/decision-draft.ts';
import { mainDecisions, ruleOf, type DecisionRule } from '../../model/decision/decision-rule.ts';
import { lawReference } from '../../model/decision/law-reference.ts';
import type { CalculatedRow, DecisionContent, NewItem } from '../../store/decision/decisions.ts';
import type { ItemDraft } from '../../store/inquiry/inquiries.ts';
import { calculatedRows } from '../application/calculated-rows.ts';
import { workOutFee } from '../application/work-out-fee.ts';
import { letterHead } from './letter.ts';
import { letterWords } from './letter-words.ts';
import type { DecidedBy } from './make-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { amountOf, type DecisionPlan } from './propose-decision.ts';

/** A decision in words: what is kept, and the letter that is made of it. */
export interface WordedDecision {
  outcome: Outcome;
  content: DecisionContent;
  items: NewItem[];
  language: Language;
  title: string;
  template: string | undefined;
  data: LetterData & Record<string, unknown>;
}

/** Puts a draft into words, in the language of the application: yes, partly or no first, then why, then how to appeal. */
export async function wordDecision(tx: Tx, opened: OpenedCase, plan: DecisionPlan, by: DecidedBy): Promise<WordedDecision> {
  const { version, file } = opened;
  const language = plan.basis.submission.language;
  const { definition } = inLanguage(version, language);
  const main = ruleOf(definition, plan.target.kind, language);
  const words = letterWords(language);
  const total = amountOf(plan);
  const decided = plan.draft.items.filter(({ left }) => !left);
  const outcome = overall(decided);
  const items = decided.map((draft): NewItem => {
    const rule = main.items.find(({ id }) => id === itemOf(draft.item))!;
    const planned = plan.items.find(({ key }) => key === draft.item);
    const given = draft.outcome !== 'refused';
    const dated = given && (main.ends ? 'last' : main.valid.length ? 'both' : 'none');
    return {
      item: rule.id, ...(planned?.rowId && { rowId: planned.rowId }), outcome: draft.outcome ?? 'refused', reasons: draft.reasons,
      validFrom: dated === 'both' ? draft.validFrom ?? null : null, validUntil: dated && dated !== 'none' && !draft.further ? draft.validUntil ?? null : null,
      further: given && draft.further, amountOre: draft.amountOre === undefined ? null : given ? draft.amountOre : 0,
      content: {
        name: planned?.rowId ? planned.sv : rule.sv, reasonTexts: main.reasons.filter(({ id }) => draft.reasons.includes(id)).map(({ sv }) => sv),
        conditions: given ? conditionsOf(main, draft.conditions, words, plan.draft.writtenIn === 'en') : [], chosen: draft.conditions, ...(given && rule.given && !main.against && { given: words.within(rule.given, draft) }),
      },
    };
  });
  const calculation = plan.basis.calculation && definition.calculate.length && !plan.target.matter ? calculatedRows(version, plan.basis.calculation, language) : undefined;
  const summary = plan.draft.summary || words.followingSummary(main.type, outcome, {
    ...(plan.about && { day: swedishDay(plan.about.decidedAt) }), lastDay: items[0]?.validUntil ?? null, ...(total !== undefined && { amountOre: total }),
  }) || words.summary(outcome, items.map(({ content, outcome: one }) => ({ name: content.name, outcome: one })), total);
  const notes = notesOf(plan, main, words);
  const { head, officer, unit, authority } = await letterHead(tx, file, by.decider === 'automation' ? undefined : by.staffId, language);
  const fee = await workOutFee(tx, opened, plan);
  const automation = by.decider === 'automation' ? words.automation({ ...by, phone: unit.phone, authority: authority.name }) : undefined;
  const content: DecisionContent = {
    text: summary, laws: lawsOf(definition, main, decided), ...(calculation && { calculation }), ...(notes.length && { notes }), ...(automation && { automation }), ...(fee && { fee }),
    ...(total !== undefined && { amountOre: total }),
    language,
    reasons: decided.map(({ item, text }, at) => {
      const { name, reasonTexts } = items[at]!.content;
      const typed = text.split(/\r?\n\s*\r?\n/).map((one) => one.trim()).filter((one) => one && !reasonTexts.includes(one));
      const swedish = language === 'en' && plan.draft.writtenIn !== 'en' && typed.length > 0;
      return { item, title: name, paragraphs: [...reasonTexts, ...typed], ...(swedish && { typed: { from: reasonTexts.length, language: 'sv' as const } }) };
    }),
  };
  const second = by.decider === 'delegation' && by.confirmedBy ? (await staffNames(tx, [by.confirmedBy])).get(by.confirmedBy) : undefined;
  const booking = (await listUnits(tx)).find(({ role }) => role === 'bookingCentre');
  const title = words.headingOf(main.type, nameOf(definition, main));
  const data: WordedDecision['data'] = {
    ...head, ...(officer.name && { officer: officer.name }), heading: title,
    answer: { summary, paragraphs: [...notes, ...items.flatMap(({ content: { given } }) => given ?? [])] },
    items: items.map((one) => ({
      name: one.content.name, conditions: [...one.content.conditions], valid: words.valid(one),
      outcome: `${main.against ? '' : words.outcome[one.outcome]}${one.amountOre !== null && one.outcome !== 'refused' ? `${main.against ? '' : ', '}${formatMoney(one.amountOre, language)}` : ''}`,
    })),
    sections: [
      ...reasonSections(content, words.swedish),
      ...(fee ? [{ heading: words.feeHeading, paragraphs: words.fee(fee) }] : []),
      ...(automation ? [{ heading: words.automationHeading, paragraphs: [...automation] }] : []),
    ],
    ...(automation && { automated: true }),
    laws: content.laws.map((reference) => ({ reference, ...(language === 'en' && { language: 'sv' }) })),
    signatures: signatures(by, { officer, second, unit: unit.name, authority: authority.name }, language),
    ...(definition.appeal.to !== 'notAppealable' && {
      appeal: { paragraphs: words.appeal(authority.name, authority.court), to: authority.court, send: authority.address.join(', '), by: words.appealBy(definition.appeal.within) },
    }),
    ...(calculation && { calculation: calculationData(definition.breakdown, calculation, total, language) }),
    ...(booking && { facts: { bookingPhone: booking.phone } }),
    ...(await readsExample(tx, definition.tables, plan.basis.within.tableDay ?? swedishDay(tx.now)) && { example: true }),
  };
  return { outcome, content, items, language, title, template: templateOf(definition.letter, main.type, outcome), data };
}

/** The reasons as sections of a letter; what is in another language than the letter stands by itself, and is marked for those who hear it read. */
export function reasonSections({ reasons }: DecisionContent, swedish: string): NonNullable<LetterData['sections']> {
  return reasons.filter(({ paragraphs }) => paragraphs.length).map(({ title, paragraphs, typed }) => ({
    heading: title, paragraphs: [...paragraphs.slice(0, typed?.from)],
    ...(typed && { foreign: { language: typed.language, says: swedish, paragraphs: [...paragraphs.slice(typed.from)] } }),
  }));
}

/** Whether the amounts are invented: the organisation has not put in its own for the day that holds. */
async function readsExample(tx: Tx, tables: readonly string[], day: string): Promise<boolean> {
  return [...(await tableVersions(tx, tables)).values()].some((versions) => versions.findLast(({ validFrom }) => validFrom <= day)?.facts['example'] === true);
}

/** Whoever writes a decision, as the letter would be signed if they made it: for the preview. */
export function drafter(who: Staff): DecidedBy {
  return { decider: 'delegation', staffId: who.staffId, delegationId: who.staffId, point: '', reported: false };
}

/** Who stands behind the decision: officers by delegation, the authority with its paragraph, or the unit when a rule decided. */
function signatures(
  by: DecidedBy, of: { officer: { name: string; title: string }; second: string | undefined; unit: string; authority: string }, language: Language,
): NonNullable<LetterData['signatures']> {
  const { unit, authority, officer, second } = of;
  const english = language === 'en';
  switch (by.decider) {
    case 'delegation': return [{ ...officer, unit, authority }, ...(second ? [{ name: second, title: english ? 'Also decided' : 'Har också beslutat', unit, authority }] : [])];
    case 'authority': return [{ name: authority, title: `${by.paragraph}, ${formatDate(by.day, language)}` }];
    case 'automation': return [{ name: unit, title: english ? 'Automated decision' : 'Automatiserat beslut', authority }];
  }
}

/** What stands before the reasons: why a decision is changed to a disadvantage, what the authority waits with. */
function notesOf(plan: DecisionPlan, main: DecisionRule, words: ReturnType<typeof letterWords>): string[] {
  const left = main.leave === 'later' ? plan.items.filter(({ key }) => plan.draft.items.some(({ item, left: later }) => later && item === key)) : [];
  return [
    ...(plan.court ? [words.court(plan.court, main.type === 'enforcement')] : []),
    ...(plan.draft.ground ? [words.ground[plan.draft.ground]] : []),
    ...(left.length ? [`${words.left}${words.listed(left.map(({ sv }) => sv))}.`] : []),
  ];
}

/** What the decision is about: the service, or what the decision itself is called when a service has several after one another. */
function nameOf(definition: Pick<Service, 'name' | 'decisions'>, main: DecisionRule): string {
  const own = mainDecisions(definition).find((one) => decisionId(one) === main.main);
  return own?.after !== undefined && main.items[0] ? main.items[0].sv : definition.name;
}

/** The service's own letter for the kind of decision, else for its outcome; a decision that takes away has no letter but its own. */
function templateOf(letters: Service['letter'], type: DecisionRule['type'], outcome: Outcome): string | undefined {
  switch (type) {
    case 'revocation': case 'recovery': return letters[type];
    case 'renewal': case 'change': return outcome === 'refused' ? letters.refused : letters[type] ?? letters[outcome];
    default: return letters[outcome];
  }
}

/** Conditions as they stand in the decision. What an officer has typed in Swedish says so in an English one. */
function conditionsOf(main: DecisionRule, chosen: Readonly<Record<string, string>>, words: Pick<ReturnType<typeof letterWords>, 'yes' | 'typedInSwedish'>, writtenInEnglish: boolean): string[] {
  return main.conditions.flatMap(({ id, sv, type, options }) => {
    const value = chosen[id];
    if (!value) return [];
    if (type === 'yesNo') return [value === 'yes' ? sv : ''].filter(Boolean);
    const said = options?.find((option) => option.id === value)?.sv ?? (value === 'yes' ? words.yes : undefined);
    if (said !== undefined || type === 'number') return [`${sv}: ${said ?? value}`];
    return [`${sv}: ${value}${writtenInEnglish ? '' : words.typedInSwedish}`];
  });
}

/** The sections a decision rests on: those of its reasons and of its items, each once. */
function lawsOf({ law }: { law: { act: string; sections: Readonly<Record<string, string>> } }, main: DecisionRule, decided: readonly ItemDraft[]): string[] {
  const words = new Set(decided.flatMap(({ item, reasons }) => [
    main.items.find(({ id }) => id === itemOf(item))?.law, ...main.reasons.filter(({ id }) => reasons.includes(id)).map((reason) => reason.law),
  ]).filter((word) => word !== undefined));
  return [...words].flatMap((word) => (law.sections[word] ? [lawReference(law.sections[word], law.act)] : []));
}

function calculationData(breakdown: readonly { id: string; as: string }[], rows: readonly CalculatedRow[], totalOre: number | undefined, language: Language) {
  const kindOf = new Map(breakdown.map(({ id, as }) => [id, as]));
  const used = [...new Map(rows.flatMap(({ tableRows }) => tableRows).map((row) => [`${row.table}/${row.key}`, row])).values()];
  const words = letterWords(language);
  return {
    rows: rows.filter(({ amount }) => amount !== undefined).map((row) => ({
      name: row.label, kind: kindOf.get(row.id) ?? 'note', amount: row.unit === 'money' ? formatMoney(row.amount!, language) : String(row.amount),
    })),
    ...(totalOre !== undefined && { total: [words.decidedAmount, formatMoney(totalOre, language)] }),
    tables: used.map((row) => `${row.table}, ${row.key} (${words.from} ${formatDate(row.validFrom, language)}): ${formatMoney(row.amount, language)}`),
  };
}
