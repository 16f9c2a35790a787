import { textOf, type FieldError, type RequestContext } from '../../platform/index.ts';

/** Where somebody is visited at home. Sealed with the booking. */
export interface Home {
  street: string;
  /** five digits */
  postcode: string;
  city: string;
  /** the code of the door, a name on it, where one parks */
  way?: string;
}

/** What can be wrong with an address. `area`: visits are not made there at that time. */
export type HomeFault = 'street' | 'postcode' | 'city' | 'area';

/** A postcode as somebody has typed it; undefined when it is none. */
export function readPostcode(typed: string): string | undefined {
  const digits = typed.replaceAll(/\s/g, '');
  return /^[1-9]\d{4}$/.test(digits) ? digits : undefined;
}

/** Whether a postcode lies in one of the areas: beginnings of postcodes, as `9990`. */
export const inArea = (postcode: string, areas: readonly string[]): boolean => areas.some((area) => postcode.startsWith(area));

/** The address of a visit at home as it was typed, and what is wrong with it in order of the fields. */
export function readHome(fields: RequestContext['fields'], areas: readonly string[]): { home: Home; faults: readonly HomeFault[] } {
  const text = (name: string, most = 120) => textOf(fields, name, most);
  const postcode = readPostcode(text('postnummer', 10));
  const home = { street: text('gata'), postcode: postcode ?? text('postnummer', 10), city: text('ort'), ...(text('hitta', 300) && { way: text('hitta', 300) }) };
  return { home, faults: [
    ...(home.street ? [] : ['street' as const]), ...(postcode ? [] : ['postcode' as const]), ...(home.city ? [] : ['city' as const]), ...(postcode && !inArea(postcode, areas) ? ['area' as const] : []),
  ] };
}

/** Which field a fault is shown at. */
const fieldOf: Readonly<Record<HomeFault, string>> = { street: 'gata', postcode: 'postnummer', city: 'ort', area: 'postnummer' };

/** Faults beside their fields, in words. @param say what is said of each */
export const homeErrors = (faults: readonly HomeFault[], say: (fault: HomeFault) => string): FieldError[] => faults.map((fault) => ({ name: fieldOf[fault], message: say(fault) }));

/** The order in which one drives between visits that may be made in any order: along postcodes and streets, even and odd numbers as they come. */
export function alongTheRoad(a: Home, b: Home): number {
  return a.postcode.localeCompare(b.postcode) || a.street.localeCompare(b.street, 'sv', { numeric: true });
}
