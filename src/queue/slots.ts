import { slot, type Tx, type Uuid } from '../platform/index.ts';

/** Something that a lane can stand before. */
export interface Waitable {
  /** the address that demands a pass, with all that begin with it */
  guards: string;
  /** where one is led when one has it */
  leadsTo: string;
  /** in words, Swedish: staff choose by it */
  label: string;
  /** where staff do the same for somebody, without waiting */
  forStaff: string;
  /** how many are left, where the room behind can count them: asked at most once a second, for lanes that want to be told */
  left?: (tx: Tx) => Promise<number>;
  /** whose it is; none: anyone who runs lanes may set one before it */
  authorityId?: Uuid;
}

/** services, booking: what people may have to wait for. */
export const waitable = slot<(tx: Tx) => Promise<Waitable[]>>('waitable');
