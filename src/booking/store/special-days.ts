import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** A day on which a place is open at other hours than its rules say. */
export interface SpecialDay {
  authorityId: Uuid;
  placeId: Uuid;
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM` */
  opens: string;
  closes: string;
  /** the rules by which times are laid out within those hours, also on a weekday or a day off when they do not hold */
  openings: readonly Uuid[];
  reason: string;
}

/** Special days from a day on, in order; of an authority, or of all. */
export async function specialDaysFrom(tx: Tx, day: string, authorityId?: Uuid): Promise<SpecialDay[]> {
  const all = q.selectFrom('booking.special_day').selectAll().where('tenant_id', '=', tx.tenant).where('day', '>=', day).orderBy('day').limit(2_000);
  return (await tx.all(authorityId ? all.where('authority_id', '=', authorityId) : all)).map((row) => ({
    authorityId: asUuid(row.authority_id), placeId: asUuid(row.place_id), day: row.day, opens: row.opens.slice(0, 5), closes: row.closes.slice(0, 5), openings: row.openings.map(asUuid), reason: row.reason,
  }));
}

/** Sets the hours of a place on a day; what was set before is replaced. */
export async function writeSpecialDay(tx: Tx, { authorityId, placeId, day, opens, closes, openings, reason }: SpecialDay): Promise<void> {
  const set = { opens, closes, openings: [...openings], reason, changed_at: tx.now };
  await tx.run(q.insertInto('booking.special_day').values({ tenant_id: tx.tenant, place_id: placeId, day, authority_id: authorityId, ...set })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'place_id', 'day']).doUpdateSet(set)));
}
