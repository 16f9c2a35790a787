import type { Tx, Uuid } from '../../platform/index.ts';
import { outcomeReported, type Bookable, type OutcomeReport } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import type { Booking } from '../store/bookings.ts';
import { outcomeContent, type Outcome } from '../store/outcomes.ts';

/**
 * Tells the register that the service names, if it names one, through the rooms that carry it. Of somebody who is not known as a person nothing can be
 * told: it is when they are.
 * @param personId whose it is, or was when it is withdrawn from them
 */
export async function reportOutcome(tx: Tx, bookable: Bookable, booking: Booking, outcome: Pick<Outcome, 'id' | 'kind' | 'doneDay'>, what: OutcomeReport['what'], personId: Uuid | null): Promise<void> {
  const rule = bookable.outcome;
  const carriers = tx.slots.all(outcomeReported);
  if (!rule?.report || !personId || !carriers.length) return;
  const content = await outcomeContent(tx, outcome.id);
  const { to, fields } = rule.report;
  const report: OutcomeReport = {
    what, to, visitId: booking.id, authorityId: booking.authorityId, unitId: bookable.unitId, personId, service: bookable.service,
    kind: { id: outcome.kind, name: bookable.kinds.find(({ id }) => id === outcome.kind)?.name ?? '' }, day: outcome.doneDay,
    fields: what === 'withdrawn' ? [] : rule.fields.filter(({ id }) => fields.includes(id) && content[id] !== undefined).map((field) => ({ id: field.id, label: field.label, value: content[field.id]!, text: fieldText(field, content[field.id]) })),
  };
  for (const carry of carriers) await carry(tx, report);
}
