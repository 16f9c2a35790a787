import type { CloseWish } from '../actions/close.ts';

/** What becomes of those who have a time that goes. */
export const moves = [
  { value: 'samePlace', label: 'Flytta dem till första lediga tid på samma plats' }, { value: 'anyPlace', label: 'Flytta dem till första lediga tid på någon av platserna' },
  { value: 'nowhere', label: 'Flytta inte. De får ett meddelande och bokar själva' },
] as const;

export const moveOf = (text: string): CloseWish['moveTo'] => (text === 'anyPlace' || text === 'nowhere' ? text : 'samePlace');

/** A day as it is written here, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** A time of day as somebody has typed it, as `HH:MM`; undefined when it is none. */
export const clockOf = (text: string): string | undefined => (/^([01]?\d|2[0-3])[:.][0-5]\d$/.test(text) ? text.replace('.', ':').padStart(5, '0') : undefined);
