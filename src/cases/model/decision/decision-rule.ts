import { decisionId, type Outcome, type Service } from '../../../services/index.ts';
import type { Language } from '../../../platform/index.ts';

export type MainDecision = Extract<Service['decisions'][number], { items: unknown }>;
type Following = Exclude<Service['decisions'][number], MainDecision>;
export type DecisionItemRule = MainDecision['items'][number];

/** Which decision something is, as data: kept on drafts and decisions, and made a rule by `ruleOf` in any language. */
export interface DecisionKind {
  /** the main decision: itself, or the one that this follows on */
  main: string;
  follows?: 'renewal' | 'change' | 'revocation' | 'recovery' | 'reconsideration' | 'enforcement';
}

/** What can be decided, as the page of decision, the letter and the check of what is lacking read it. */
export interface DecisionRule extends Omit<MainDecision, 'type' | 'id' | 'after'> {
  /** what is written on the decision: permit, grant, renewal, revocation … */
  type: MainDecision['type'] | NonNullable<DecisionKind['follows']>;
  /** the decision of the definition: the main one's id, or what follows on it */
  id: string;
  main: string;
  /** it only ends something: a last day is all that is asked */
  ends?: boolean;
  /** items may be left: to be decided later, or as they are */
  leave?: 'later' | 'unchanged';
  /** granting it goes against the person */
  against?: boolean;
}

/** The main decisions of a service, in their order. */
export function mainDecisions({ decisions }: Pick<Service, 'decisions'>): MainDecision[] {
  return decisions.filter((decision): decision is MainDecision => 'items' in decision);
}

/** What follows on a main decision, by kind. */
export function followingDecision({ decisions }: Pick<Service, 'decisions'>, of: MainDecision, type: Following['type']): Following | undefined {
  return decisions.find((decision): decision is Following => decision.type === type && 'of' in decision && decision.of === of.type);
}

/** A kind of decision as a rule, in the language of the definition given. @throws when the service has no such decision */
export function ruleOf(definition: Pick<Service, 'decisions'>, kind: DecisionKind, language: Language): DecisionRule {
  const main = mainDecisions(definition).find((one) => decisionId(one) === kind.main);
  if (!main) throw new Error(`a service without the decision ${kind.main}`);
  const { id: _id, after: _after, type, ...shared } = main;
  const common = { ...shared, main: kind.main };
  const own = kind.follows && kind.follows !== 'reconsideration' && kind.follows !== 'enforcement' ? followingDecision(definition, main, kind.follows) : undefined;
  const later = main.per !== 'whole' && main.items.length > 1;
  switch (kind.follows) {
    case undefined: return { ...common, type, id: kind.main, ...(later && { leave: 'later' as const }) };
    case 'renewal': return { ...common, type: 'renewal', id: own ? decisionId(own) : 'renewal', reasons: [...(own?.reasons ?? []), ...main.reasons], ...(later && { leave: 'later' as const }) };
    case 'change': return { ...common, type: 'change', id: own ? decisionId(own) : 'change', reasons: [...(own?.reasons ?? []), ...main.reasons], leave: 'unchanged' };
    case 'reconsideration': return { ...common, type: 'reconsideration', id: 'reconsideration', leave: 'unchanged' };
    case 'enforcement': return {
      ...common, type: 'enforcement', id: 'enforcement', leave: 'unchanged', outcomes: ['granted', 'partly'],
      reasons: [{ id: courtReason, for: ['granted', 'partly'], sv: wordsOf(language).enforcement }],
    };
    case 'revocation': return {
      ...bare(common, own?.reasons ?? []), type: 'revocation', id: own ? decisionId(own) : 'revocation', ends: true, against: true,
      items: [{ id: 'revocation', sv: wordsOf(language).revocation }], outcomes: ['granted', 'refused'],
    };
    case 'recovery': return {
      ...bare(common, own?.reasons ?? []), type: 'recovery', id: own ? decisionId(own) : 'recovery', per: 'part', against: true,
      items: [{ id: 'recovery', sv: wordsOf(language).recovery }], outcomes: ['granted', 'partly', 'refused'],
    };
  }
}

/** Without what belongs to the main decision alone: its periods, conditions and amounts. */
function bare(common: Omit<DecisionRule, 'type' | 'id'>, reasons: MainDecision['reasons']): Omit<DecisionRule, 'type' | 'id'> {
  const { amount: _amount, period: _period, ...rest } = common;
  return { ...rest, per: 'whole', reasons, valid: [], conditions: [] };
}

/** The one reason of a decision that carries out what a court has said. It rests on the court's, and on no section of its own. */
export const courtReason = 'court';

function wordsOf(language: Language) {
  return language === 'en'
    ? { revocation: 'Revocation', recovery: 'Repayment', enforcement: 'Our earlier decision has been changed on appeal. This decision carries out what was decided then.' }
    : { revocation: 'Återkallelse', recovery: 'Återkrav', enforcement: 'Vårt tidigare beslut har ändrats efter ett överklagande. Det här beslutet genomför det som då bestämdes.' };
}

/** Ids under which the delegation order may name a decision, the nearest first. */
export function delegationNames(rule: DecisionRule, definition: Pick<Service, 'decisions'>): string[] {
  const main = mainDecisions(definition).find((one) => decisionId(one) === rule.main);
  const base = [rule.main, ...(main ? [main.type] : [])];
  // What takes away or asks back is delegated by itself or not at all; a decision tried anew falls back on the one that made it.
  return rule.against ? [rule.id, rule.type] : [rule.id, rule.type, ...base];
}

/** What staff read for an outcome: of what the authority takes up itself "Bifall" would say nothing. */
export function outcomeNames(rule: Pick<DecisionRule, 'type'>): Record<Outcome, string> {
  switch (rule.type) {
    case 'revocation': return { granted: 'Tillståndet återkallas', partly: 'Tillståndet återkallas delvis', refused: 'Tillståndet behålls' };
    case 'recovery': return { granted: 'Hela beloppet krävs tillbaka', partly: 'En del krävs tillbaka', refused: 'Inget krävs tillbaka' };
    default: return { granted: 'Bifall', partly: 'Delvis bifall', refused: 'Avslag' };
  }
}
