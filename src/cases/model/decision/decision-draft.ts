import type { Fields } from '../../../platform/index.ts';
import type { Outcome, Service } from '../../../services/index.ts';
import { changeGrounds, type DecisionDraft, type ItemDraft } from '../../store/inquiry/inquiries.ts';
import type { DecisionRule } from './decision-rule.ts';

/** The item of a key: `care` of `care_r2`. */
export function itemOf(key: string): string {
  return key.split('_')[0]!;
}

/** The reasons an officer may choose for an item, among those that fit the application. */
export function reasonsFor(rule: Pick<DecisionRule, 'reasons'>, key: string) {
  return rule.reasons.filter(({ items }) => !items || items.includes(itemOf(key)));
}

/** Yes to all is yes, no to all is no, and anything between is partly. */
export function overall(items: readonly { outcome?: Outcome | undefined }[]): Outcome {
  if (items.every(({ outcome }) => outcome === 'granted')) return 'granted';
  return items.every(({ outcome }) => outcome === 'refused') ? 'refused' : 'partly';
}

/** Whether a decision goes against the person, so that they are heard first (25 § förvaltningslagen). Nothing is known before an outcome is chosen. */
export function mustHear(hear: Service['hear'], draft: Pick<DecisionDraft, 'items'>, rule: Pick<DecisionRule, 'against'>): boolean {
  const chosen = draft.items.flatMap(({ left, outcome }) => (left || !outcome ? [] : [{ outcome }]));
  if (!chosen.length) return false;
  const outcome = overall(chosen);
  if (rule.against) return outcome !== 'refused';
  if (!hear) return false;
  return hear.before === 'refusal' ? outcome === 'refused' : outcome !== 'granted';
}

/** Whether a decision tried anew gives less than the one it changes: then it needs a ground of 37 § förvaltningslagen. */
export function givesLess(
  draft: Pick<DecisionDraft, 'items'>, before: readonly { key: string; outcome: Outcome; amountOre: number | null; validUntil: string | null; further: boolean }[],
): boolean {
  const rank = { granted: 2, partly: 1, refused: 0 };
  return before.some((old) => {
    const now = draft.items.find(({ item }) => item === old.key);
    if (!now?.outcome || now.left) return false;
    if (rank[now.outcome] !== rank[old.outcome]) return rank[now.outcome] < rank[old.outcome];
    if ((now.amountOre ?? 0) < (old.amountOre ?? 0)) return true;
    if (now.further || now.outcome === 'refused') return false;
    return old.further || (old.validUntil !== null && now.validUntil !== undefined && now.validUntil < old.validUntil);
  });
}

/** A draft as it was posted: everything typed is kept, also what is not complete. */
export function readDraft(fields: Fields, main: DecisionRule, items: readonly string[]): DecisionDraft {
  const one = (name: string) => String([fields[name] ?? ''].flat()[0]).trim();
  const amountOre = readMoney(one('amount'));
  const ground = changeGrounds.find((known) => known === one('ground'));
  return {
    summary: one('summary').slice(0, 2_000),
    ...(amountOre !== undefined && { amountOre }), ...(ground && { ground }), ...(one('writtenIn') === 'en' && { writtenIn: 'en' as const }),
    items: items.map((item): ItemDraft => {
      const outcome = one(`${item}.outcome`);
      const known = new Set<string>(reasonsFor(main, item).map(({ id }) => id));
      const amount = readMoney(one(`${item}.amount`));
      return {
        item, reasons: [fields[`${item}.reasons`] ?? []].flat().filter((reason) => known.has(reason)),
        ...(main.leave && outcome === 'left' && { left: true }), ...((main.outcomes as readonly string[]).includes(outcome) && { outcome: outcome as Outcome }),
        ...(one(`${item}.from`) && { validFrom: one(`${item}.from`) }), ...(one(`${item}.until`) && { validUntil: one(`${item}.until`) }),
        further: one(`${item}.further`) === '1', ...(amount !== undefined && { amountOre: amount }), text: one(`${item}.text`).slice(0, 20_000),
        conditions: Object.fromEntries(main.conditions.map(({ id }) => [id, one(`${item}.condition.${id}`).slice(0, 500)]).filter(([, value]) => value)),
      };
    }),
  };
}

/** What is missing before a decision can be made, by field. Empty when nothing is. */
export function lacking(draft: DecisionDraft, main: DecisionRule, names: ReadonlyMap<string, string>): { name: string; message: string }[] {
  if (draft.items.length > 0 && draft.items.every(({ left }) => left)) {
    return [{ name: `${draft.items[0]!.item}.outcome`, message: 'Välj utgång för minst en del. Allt kan inte lämnas.' }];
  }
  return draft.items.filter(({ left }) => !left).flatMap((item) => {
    const name = names.get(item.item) ?? item.item;
    const found: { name: string; message: string }[] = [];
    const lack = (field: string, message: string) => found.push({ name: `${item.item}.${field}`, message: `${name}: ${message}` });
    if (!item.outcome) { lack('outcome', 'välj utgång.'); return found; }
    const fitting = item.reasons.filter((id) => main.reasons.some((reason) => reason.id === id && reason.for.includes(item.outcome!)));
    if (!fitting.length) lack('reasons', 'välj minst ett skäl som hör till utgången.');
    if (fitting.length < item.reasons.length) lack('reasons', 'ett av skälen hör till en annan utgång.');
    if (item.outcome === 'refused' || inKind(main, item.item)) return found;
    if (main.ends && !isDay(item.validUntil)) lack('until', 'skriv sista dagen som tillståndet gäller, till exempel 2026-12-31.');
    if (main.valid.includes('until') || main.valid.includes('month')) {
      if (!isDay(item.validFrom)) lack('from', 'skriv från vilken dag det gäller, till exempel 2026-12-01.');
      if (!item.further && !isDay(item.validUntil)) lack('until', main.valid.includes('further') ? 'skriv till vilken dag, eller välj tills vidare.' : 'skriv till vilken dag det gäller.');
      if (isDay(item.validFrom) && isDay(item.validUntil) && item.validUntil! < item.validFrom!) lack('until', 'slutet ligger före början.');
    }
    if (main.per === 'part' && item.amountOre === undefined) lack('amount', 'skriv beloppet i kronor.');
    return found;
  });
}

/** Whether an item is done once and is no money, so that neither days nor an amount belong to it. */
export function inKind({ items }: Pick<DecisionRule, 'items'>, key: string): boolean {
  return items.find(({ id }) => id === itemOf(key))?.inKind === true;
}

function isDay(text: string | undefined): boolean {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T12:00:00Z`));
}

/** Kronor as people write them (`1 234,50 kr`) in öre; undefined when it is no amount. */
export function readMoney(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|kr\.?|:-/gi, '').replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}
