import type { VNode } from 'preact';
import type { RequestContext } from './routes/route.ts';
import type { Resident, Staff } from './principal.ts';
import type { Language } from './language.ts';
import type { PersonData, Room } from './room.ts';
import { fill, slot, type Filling } from './slots.ts';

/** A part of My pages that a room shows: what waits for the person first, what is under way, what is finished. */
export interface MyPagesPart {
  /** `now`: something to do; `underWay`; `permits`: what one has a right to now; `done`; `about`: who sees and keeps what */
  place: 'now' | 'underWay' | 'permits' | 'done' | 'about';
  key: string;
  node: VNode;
}
export const myPages = slot<(context: RequestContext<Resident>) => Promise<MyPagesPart[]>>('myPages');

/** Something public that can be found by search, in one language. */
export interface Findable {
  kind: 'service' | 'page' | 'unit';
  path: string;
  title: string;
  summary: string;
  /** words people search for, also wrong ones */
  keywords: readonly string[];
  /** the whole text, for words that stand only there */
  text: string;
  /** the everyday needs it answers */
  needs?: readonly string[];
}
export const publicSearch = slot<(context: RequestContext, language: Language) => Promise<Findable[]>>('publicSearch');

/** A line on the staff's first page, with a number and where it leads. */
export const staffHome = slot<(context: RequestContext<Staff>) => Promise<{ key: string; node: VNode }[]>>('staffHome');

/** What each room can tell a person about themselves: from its `personData`, for the extract on My pages. */
export const personRecords = slot<{ room: Room['name']; export: Extract<PersonData, { columns: unknown }>['export'] }>('personRecords');

/** Everything that rooms fill in: their own fillings, and the records they hold about people. */
export function fillingsOf(rooms: readonly Room[]): Filling[] {
  return rooms.flatMap((room) => [
    ...(room.fills ?? []),
    ...('export' in room.personData ? [fill(personRecords, { room: room.name, export: room.personData.export })] : []),
  ]);
}
