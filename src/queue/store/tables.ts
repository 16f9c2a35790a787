import { tables } from '../../platform/index.ts';
import type { Channel, Kind, LaneWords, Purpose } from '../model/lane.ts';

export interface LaneRow {
  tenant_id: string; id: string; authority_id: string | null; slug: string; purpose: Purpose; kind: Kind; guards: string; leads_to: string; words: LaneWords;
  sign_in: boolean; joined_by: 'anyone' | 'staff'; registers_at: Date | null; opens_at: Date | null; per_minute: number; claim_minutes: number;
  pass_minutes: number; supply: number | null; supply_told: boolean; key_id: string; secrets_cipher: Buffer; promise: string; made_at: Date; opened_at: Date | null;
  drawn: number | null; root: string | null; secret: string | null; seed: string | null; paused_at: Date | null; holding_since: Date | null;
  through_since: Date | null; void_below: number; ended_at: Date | null;
}

export type StepKind = 'made' | 'paused' | 'resumed' | 'speed' | 'supply' | 'supplyTold' | 'opened' | 'openedNow' | 'through' | 'held' | 'emptied' | 'ended';

export interface Tables {
  'queue.lane': LaneRow;
  'queue.list': { tenant_id: string; lane_id: string; count: number; peaks: Buffer };
  'queue.inlet': {
    tenant_id: string; lane_id: string; admitted_to: number; ticked_at: Date; carry: number; ease: number; show: number; showed_at: Date; pressed_at: Date | null;
  };
  'queue.place': {
    tenant_id: string; lane_id: string; id: string; number: number; channel: Channel; at: Date; authority_id: string | null;
    contact_cipher: Buffer | null; contacted_at: Date | null;
  };
  'queue.called': { tenant_id: string; lane_id: string; from_position: number; to_position: number; at: Date };
  'queue.turn': { tenant_id: string; lane_id: string; position: number; claimed_at: Date; until: Date; extended: number };
  'queue.step': { tenant_id: string; id: string; lane_id: string; kind: StepKind; value: number | null; at: Date; staff_id: string | null };
}

/** The builder over this room's tables; used by its store. */
export const q = tables<Tables>();
