import { sql, type RawBuilder } from 'kysely';
import { tables, type Language, type Place as SealedPlace, type Uuid } from '../../platform/index.ts';

/** Ways a booking comes: one inventory for all of them. */
export type Channel = 'web' | 'phone' | 'counter' | 'walkIn';

/** Why a booking ended without a visit. `released`: a hold let go; `revoked`: the supply did not last; `closed`: the place closed. */
export type EndedWhy = 'released' | 'moved' | 'cancelled' | 'revoked' | 'closed' | 'noShow' | 'declined';

export interface PlaceRow { tenant_id: string; id: string; authority_id: string; name: string; facts: unknown; closed_at: Date | null }
export interface ResourceRow { tenant_id: string; id: string; authority_id: string; place_id: string | null; kind: 'person' | 'room' | 'equipment'; name: string; ended_at: Date | null }
export interface OpeningRow {
  tenant_id: string; id: string; authority_id: string; place_id: string; service: string; kinds: string[]; weekdays: number[]; opens: string; closes: string;
  minutes: number; gap: number; seats: number; overbook: number; resources: string[]; languages: string[]; video: boolean; areas: string[]; title: string | null;
  from_day: string; until_day: string; release_days: number | null; release_at: string | null; made_at: Date; ended_at: Date | null;
}
export interface ClosingRow {
  tenant_id: string; id: string; authority_id: string; place_id: string | null; resource_id: string | null; from_at: Date; until_at: Date; reason: string; made_at: Date;
}
export interface SlotRow {
  tenant_id: string; id: string; authority_id: string; place_id: string; opening_id: string | null; service: string; kinds: string[]; starts_at: Date; ends_at: Date;
  day: string; seats: number; overbook: number; open_at: Date; ask_at: Date | null; stopped_at: Date | null; languages: string[]; video: boolean; areas: string[]; title: string | null;
}
export interface BookingRow {
  tenant_id: string; id: string; authority_id: string; place_id: string; slot_id: string; seat: number; service: string; version_id: string; kind: string;
  person_id: string | null; key_id: string; content_cipher: Buffer; confidentiality: number; language: Language; channel: Channel; code: string; priority: number;
  draft_id: string | null; case_id: string | null; starts_at: Date; made_at: Date; held_until: Date | null; booked_at: Date | null; arrived_at: Date | null;
  done_at: Date | null; ended_at: Date | null; ended_why: EndedWhy | null; keep_until: string; series_id: string | null;
}
export interface StepRow {
  tenant_id: string; id: string; booking_id: string; authority_id: string; at: Date; what: string; staff_id: string | null; codes: string[]; note_cipher: Buffer | null;
}
export interface WaitingRow {
  tenant_id: string; id: string; authority_id: string; service: string; kind: string; person_id: string; places: string[]; from_day: string; until_day: string;
  part: 'any' | 'morning' | 'afternoon'; priority: number; language: Language; confidentiality: number; joined_at: Date; offered: boolean; ended_at: Date | null;
  ended_why: 'booked' | 'left' | 'lapsed' | null;
}
export interface OfferRow {
  tenant_id: string; id: string; authority_id: string; waiting_id: string; person_id: string; booking_id: string; slot_id: string; made_at: Date; answer_by: Date;
  answered_at: Date | null; answer: 'yes' | 'no' | 'lapsed' | 'withdrawn' | null;
}
export interface CallRow {
  tenant_id: string; id: string; authority_id: string; service: string; kind: string; person_id: string; outcome_id: string | null; from_day: string; until_day: string;
  confidentiality: number; language: Language; made_at: Date; told_at: Date | null; ended_at: Date | null; ended_why: 'done' | 'lapsed' | 'withdrawn' | null;
}
export interface OutcomeRow {
  tenant_id: string; id: string; authority_id: string; booking_id: string; person_id: string | null; service: string; version_id: string; kind: string; key_id: string;
  content_cipher: Buffer; batch_hash: Buffer | null; done_at: Date; recorded_at: Date; staff_id: string | null; source: 'staff' | 'laboratory' | 'elsewhere';
  sample_id: string | null; replaces_id: string | null; replaced_at: Date | null; keep_until: string;
}

export interface SpecialDayRow {
  tenant_id: string; place_id: string; day: string; authority_id: string; opens: string; closes: string; openings: string[]; reason: string; changed_at: Date;
}
export interface WithdrawalRow {
  tenant_id: string; id: string; authority_id: string; place_id: string; services: string[]; from_at: Date; until_at: Date; why: 'closed' | 'revoked'; enough: number;
  move_to: 'samePlace' | 'anyPlace' | 'nowhere'; made_at: Date; staff_id: string | null; stopped: number; affected: number; moved: number; ended: number; finished_at: Date | null;
}

interface Tables {
  'booking.place': PlaceRow;
  'booking.resource': ResourceRow;
  'booking.opening': OpeningRow;
  'booking.closing': ClosingRow;
  'booking.slot': SlotRow;
  'booking.slot_resource': { tenant_id: string; slot_id: string; resource_id: string; during: RawBuilder<unknown> };
  'booking.occupation': { tenant_id: string; slot_id: string; resource_id: string; during: RawBuilder<unknown>; held_until: Date | null };
  'booking.withdrawal': WithdrawalRow;
  'booking.seat': { tenant_id: string; slot_id: string; n: number; booking_id: string; held_until: Date | null };
  'booking.booking': BookingRow;
  'booking.step': StepRow;
  'booking.waiting': WaitingRow;
  'booking.offer': OfferRow;
  'booking.call': CallRow;
  'booking.outcome': OutcomeRow;
  'booking.sample': { tenant_id: string; id: string; authority_id: string; booking_id: string; number_hash: Buffer; taken_at: Date; staff_id: string; answered_at: Date | null; answered_by: string | null };
  'booking.video': { tenant_id: string; authority_id: string; address: string; minutes: number; changed_at: Date };
  'booking.meeting': { tenant_id: string; slot_id: string; booking_id: string | null; authority_id: string; address: string; made_at: Date };
  'booking.special_day': SpecialDayRow;
  'booking.letter': { tenant_id: string; booking_id: string; starts_at: Date; authority_id: string; made_at: Date; printed_at: Date | null; staff_id: string | null };
  'booking.answer_file': {
    tenant_id: string; id: string; authority_id: string; sha256: string; answers: number; read_at: Date; staff_id: string | null; laboratory: string | null; message_id: string | null;
  };
  'booking.identified': {
    tenant_id: string; id: string; booking_id: string; authority_id: string; from_id: string | null; to_id: string; reason_cipher: Buffer; at: Date; staff_id: string;
    ended_at: Date | null; ended_by: string | null; ended_cipher: Buffer | null;
  };
  'booking.certificate': { tenant_id: string; outcome_id: string; booking_id: string; authority_id: string; person_id: string | null; code_sha256: Buffer; code_cipher: Buffer; made_at: Date };
  'booking.recall': { tenant_id: string; id: string; authority_id: string; key_id: string; content_cipher: Buffer; made_at: Date; staff_id: string };
  'booking.recalled': {
    tenant_id: string; recall_id: string; outcome_id: string; booking_id: string; authority_id: string; told: 'message' | 'letter' | 'phone' | null; told_at: Date | null; staff_id: string | null; seen_at: Date | null;
  };
}

/** The builder over this room's tables. */
export const q = tables<Tables>();

/** Where a sealed value of this room belongs. */
export const placeOf = (table: 'booking' | 'step' | 'outcome' | 'identified' | 'certificate' | 'recall', row: Uuid, column = table === 'step' ? 'note_cipher' : 'content_cipher'): SealedPlace =>
  ({ table: `booking.${table}`, row, column });

/** A span of time as PostgreSQL has it: from, but not, until. */
export const span = (from: Date, until: Date) => sql`tstzrange(${from}, ${until}, '[)')`;
