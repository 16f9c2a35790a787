import type { Check } from '../check.ts';

/** A third of some groups have no e-ID: a way that works without it is not optional. */
export const channelProblems: Check = ({ definition }, { service }) =>
  definition.channels.some((channel) => channel !== 'web')
    ? []
    : [service.at(['channels'], 'Ingen väg in fungerar utan e-legitimation', 'Lägg till phone, counter eller paper.')];
