import { addDays, formatDate, type TagColour } from '../../platform/index.ts';
import type { OrderState } from '../model/order-state.ts';
import type { PayOrder } from '../store/orders.ts';

/** Where an order stands, to whoever pays. */
export const stateWords: Readonly<Record<OrderState, string>> = {
  held: 'Något saknas', made: 'Att attestera', attested: 'Klar att skicka', exported: 'Skickad till banken', paid: 'Betald', rejected: 'Kom tillbaka', stopped: 'Stoppad',
};
export const stateColours: Readonly<Record<OrderState, TagColour>> = {
  held: 'warning', made: 'info', attested: 'info', exported: 'neutral', paid: 'success', rejected: 'danger', stopped: 'neutral',
};

/** What an order waits for. */
export const lackWords = { account: 'Kontot saknas eller går inte att läsa', report: 'Kostnaden är inte redovisad än' } as const;

/** How a step of an order is told. */
export const stepWords: Readonly<Record<OrderState, string>> = {
  held: 'Uppdraget kom, men något saknades', made: 'Uppdraget är klart att attestera', attested: 'Attesterad', exported: 'Skickad till banken i en fil', paid: 'Betald enligt banken',
  rejected: 'Kom tillbaka från banken', stopped: 'Stoppad',
};

/** The period that is paid for, as people write it. */
export function periodText({ periodFrom, periodUntil }: Pick<PayOrder, 'periodFrom' | 'periodUntil'>): string {
  if (!periodFrom || !periodUntil) return '–';
  const wholeMonth = periodFrom.endsWith('-01') && addDays(periodUntil, 1) === addMonth(periodFrom);
  return wholeMonth ? formatDate(periodFrom, 'sv').replace(/^1 /, '') : `${formatDate(periodFrom, 'sv')} – ${formatDate(periodUntil, 'sv')}`;
}

/** The first day of the month after that of a first day. */
function addMonth(first: string): string {
  return `${addDays(`${first.slice(0, 8)}28`, 4).slice(0, 8)}01`;
}

export { hiddenName } from '../model/hidden-name.ts';

export const chargeKinds = { fee: 'Avgift', recovery: 'Återkrav' } as const;
export const chargeStates = { made: 'Ska faktureras', invoiced: 'Fakturerad', settled: 'Klar' } as const;
export const chargeColours = { made: 'info', invoiced: 'warning', settled: 'success' } as const satisfies Record<string, TagColour>;
export const chargeEventWords = { invoiced: 'Fakturerades', paid: 'Betalning', lowered: 'Sänktes med', remitted: 'Togs bort', planned: 'Delades upp' } as const;
