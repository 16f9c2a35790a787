import { staff, type Staff } from '../../platform/index.ts';
import { stateOf, type Lane } from '../model/lane.ts';

export const base = '/handlaggning/koer';
/** Who runs lanes, and who registers callers in them. */
export const runners = staff('manager', 'administrator');
export const registerers = staff('officer', 'deputy', 'manager', 'registrar', 'administrator');

/** Whether somebody runs a lane: those of their own authority, and those of the whole organisation only when they act for all of it. */
export function mayRun({ roles, authorityId }: Staff, lane: Pick<Lane, 'authorityId'>): boolean {
  return runners.roles.some((role) => roles.includes(role)) && lane.authorityId === authorityId;
}

export const kindWords: Readonly<Record<Lane['kind'], string>> = {
  ordinary: 'Vid behov', announced: 'Öppnar en viss tid, med lottning', always: 'Alltid på',
};
export const purposeWords: Readonly<Record<Lane['purpose'], string>> = {
  general: 'Alla som vill in', cancellation: 'Den som ska avboka eller ändra', medical: 'Den som har medicinsk förtur', assisted: 'Den som får hjälp av personal',
};

/** What a lane does now, in a word or two. */
export function stateWords(lane: Lane, now: Date): { text: string; colour: 'success' | 'warning' | 'info' | 'neutral' } {
  const state = stateOf(lane, now);
  if (state === 'ended') return { text: 'Avslutad', colour: 'neutral' };
  if (lane.throughSince) return { text: 'Alla släpps igenom', colour: 'info' };
  if (lane.pausedAt) return { text: 'Pausad', colour: 'warning' };
  if (state === 'coming') return { text: 'Inte öppen för anmälan än', colour: 'info' };
  if (state === 'registering') return { text: 'Tar emot anmälningar', colour: 'info' };
  if (lane.kind === 'ordinary' && !lane.holdingSince) return { text: 'Vilar, ingen hålls kvar', colour: 'neutral' };
  return { text: 'Släpper in', colour: 'success' };
}
