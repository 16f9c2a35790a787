/** The lists of cases that an officer works from. */
export const views = ['nya', 'mina', 'nytt', 'frister', 'vantar', 'overklagade'] as const;
export type View = (typeof views)[number];
