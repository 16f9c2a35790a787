import { decisionId, type Service } from '../../../services/index.ts';
import type { Uuid } from '../../../platform/index.ts';
import { followingDecision, mainDecisions, type DecisionKind, type MainDecision } from '../decision/decision-rule.ts';

/** What of a decision made tells what may come next. */
export interface MadeDecision {
  id: Uuid;
  type: string;
  rule: string | null;
  outcome: string;
  aboutId: Uuid | null;
  matterId: Uuid | null;
  /** a court has set it aside: it stands for nothing */
  setAsideAt: Date | null;
  /** what a court has changed it to */
  courtOutcome: string | null;
  items: readonly { item: string; rowId: string | null }[];
}

export interface OpenMatter {
  id: Uuid;
  kind: string;
  aboutId: Uuid | null;
  permitId: Uuid | null;
}

/** Something to decide now. */
export interface Target {
  /** names it in addresses and drafts: the id of a main decision, or of a matter */
  key: string;
  kind: DecisionKind;
  /** items, with rows as `item_row`, that are already decided and not tried again here */
  done: readonly string[];
  matter?: OpenMatter;
}

/** Something that may be begun: a matter that does not stand yet. */
export interface Startable {
  kind: string;
  decision: DecisionKind;
  aboutId?: Uuid;
  permitId?: Uuid;
}

export interface CaseSoFar {
  definition: Pick<Service, 'decisions'>;
  decisions: readonly MadeDecision[];
  matters: readonly OpenMatter[];
  /** permits in force or coming, with the decision that gave them */
  permits: readonly { id: Uuid; decisionId: Uuid }[];
  /** items applied for */
  sought: readonly string[];
  /** keys (`item` or `item_row`) of what one main decision has to decide */
  keysOf: (main: MainDecision) => readonly string[];
  /** the case renews a permit */
  renews: boolean;
}

const said = (outcome: string) => outcome === 'granted' || outcome === 'partly';
/** What holds of a decision: what a court has changed it to, else what it says. */
const holds = ({ outcome, courtOutcome }: MadeDecision) => courtOutcome ?? outcome;
const stands = ({ setAsideAt }: MadeDecision) => setAsideAt === null;

/** What there is to decide: main decisions that do not wait for another and have something left, then open matters. */
export function openTargets(so: CaseSoFar): Target[] {
  const first = mainDecisions(so.definition).filter(({ after }) => after === undefined).flatMap((main): Target[] => {
    const id = decisionId(main);
    const done = decidedKeys(so, id);
    const left = so.keysOf(main).filter((key) => !done.includes(key));
    return left.length ? [{ key: id, kind: { main: id, ...(so.renews && main.type === 'permit' && { follows: 'renewal' as const }) }, done }] : [];
  });
  return [...first, ...so.matters.flatMap((matter): Target[] => {
    const kind = kindOf(so, matter);
    return kind ? [{ key: matter.id, kind, done: [], matter }] : [];
  })];
}

/** Items of a main decision that its own decisions – not those tried anew later, nor those that a court has set aside – have settled. */
function decidedKeys({ decisions, keysOf, definition }: CaseSoFar, main: string): readonly string[] {
  // Rows from before decisions had names are named by their type.
  const own = decisions.filter((decision) => matterless(decision) && stands(decision) && (decision.rule ?? decision.type) === main);
  if (own.some(({ items }) => items.length === 0)) return keysOf(mainDecisions(definition).find((one) => decisionId(one) === main)!);
  return own.flatMap(({ items }) => items.map(({ item, rowId }) => keyOf(item, rowId)));
}

const matterless = ({ matterId }: MadeDecision) => matterId === null;

/** How an item, or a row of it, is named in a form: `care`, `care_r2`. Ids hold no underscore. */
export function keyOf(item: string, rowId?: string | null): string {
  return rowId ? `${item}_${rowId}` : item;
}

function kindOf(so: CaseSoFar, { kind, aboutId, permitId }: OpenMatter): DecisionKind | undefined {
  const main = mainDecisions(so.definition).find((one) => decisionId(one) === kind);
  if (main) return { main: kind };
  const about = so.decisions.find(({ id }) => id === (aboutId ?? so.permits.find((permit) => permit.id === permitId)?.decisionId));
  const base = about && mainOf(so, about);
  return base && isFollowing(kind) ? { main: decisionId(base), follows: kind } : undefined;
}

function isFollowing(kind: string): kind is NonNullable<DecisionKind['follows']> {
  return ['renewal', 'change', 'revocation', 'recovery', 'reconsideration', 'enforcement'].includes(kind);
}

/** The main decision that a decision is, or in the end follows on. */
export function mainOf(so: Pick<CaseSoFar, 'definition' | 'decisions'>, decision: MadeDecision): MainDecision | undefined {
  const mains = mainDecisions(so.definition);
  const own = mains.find((one) => decisionId(one) === (decision.rule ?? decision.type));
  if (own) return own;
  const about = so.decisions.find(({ id }) => id === decision.aboutId);
  return about ? mainOf(so, about) : mains.find(({ type }) => type === 'permit' && decision.type === 'renewal');
}

/** The decision that stands for a main decision: its own, or the newest that changed it. */
function standing(so: CaseSoFar, main: string): MadeDecision | undefined {
  return so.decisions.findLast((decision) => {
    if (!stands(decision) || ['revocation', 'recovery', 'correction'].includes(decision.type)) return false;
    const of = mainOf(so, decision);
    return of !== undefined && decisionId(of) === main;
  });
}

/** What may be begun now, by the applicant (`byApplicant`: what comes after, and a change) or by the officer. */
export function startable(so: CaseSoFar): Startable[] {
  const open = (kind: string, on?: Uuid) => so.matters.some((matter) => matter.kind === kind && (on === undefined || matter.aboutId === on || matter.permitId === on));
  const found: Startable[] = [];
  for (const main of mainDecisions(so.definition)) {
    const id = decisionId(main);
    if (main.after === undefined || open(id)) continue;
    const before = standing(so, main.after);
    const own = standing(so, id);
    if (before && said(holds(before)) && !(own && said(holds(own)))) found.push({ kind: id, decision: { main: id }, aboutId: before.id });
  }
  for (const permit of so.permits) {
    const made = so.decisions.find(({ id }) => id === permit.decisionId);
    const main = made && mainOf(so, made);
    if (!main) continue;
    for (const type of ['change', 'revocation'] as const) {
      if (!followingDecision(so.definition, main, type) || open(type, permit.id)) continue;
      found.push({ kind: type, decision: { main: decisionId(main), follows: type }, aboutId: permit.decisionId, permitId: permit.id });
    }
  }
  for (const decision of so.decisions) {
    const main = mainOf(so, decision);
    if (!main || !stands(decision) || !said(holds(decision))) continue;
    if (!followingDecision(so.definition, main, 'recovery') || open('recovery', decision.id)) continue;
    if (['revocation', 'recovery', 'correction'].includes(decision.type)) continue;
    found.push({ kind: 'recovery', decision: { main: decisionId(main), follows: 'recovery' }, aboutId: decision.id });
  }
  // Tried anew (37–39 §§ förvaltningslagen): the newest decision of its kind, as long as nothing has replaced it.
  for (const decision of so.decisions) {
    const main = mainOf(so, decision);
    if (!main || !stands(decision) || decision.type === 'recovery' || decision.type === 'revocation' || !decision.items.length || open('reconsideration', decision.id)) continue;
    if (so.decisions.some((later) => later.aboutId === decision.id && stands(later) && ['reconsideration', 'change', 'correction', 'enforcement'].includes(later.type))) continue;
    found.push({ kind: 'reconsideration', decision: { main: decisionId(main), follows: 'reconsideration' }, aboutId: decision.id });
  }
  // What a court has said is carried out where a permit is to be given or money paid: the court gives neither.
  for (const decision of so.decisions) {
    const main = mainOf(so, decision);
    const yes = stands(decision) && decision.courtOutcome !== null && said(decision.courtOutcome) && decision.courtOutcome !== decision.outcome;
    if (!main || !yes || !gives(main) || ['revocation', 'recovery'].includes(decision.type) || open('enforcement', decision.id)) continue;
    if (so.decisions.some((later) => later.aboutId === decision.id && stands(later) && later.type === 'enforcement')) continue;
    found.push({ kind: 'enforcement', decision: { main: decisionId(main), follows: 'enforcement' }, aboutId: decision.id });
  }
  return found;
}

/** Whether a yes needs something of the authority: a permit to write, money to pay. */
function gives({ type, per, amount }: MainDecision): boolean {
  return type === 'permit' || per === 'part' || amount !== undefined;
}
