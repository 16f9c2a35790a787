/** The rooms of the house and their levels, as data. The dependency check and the tests over the house read this table. */
export const rooms = {
  platform: { level: 0, promise: 'config, database, outbox and jobs, routes, pages, documents, audit, clock, languages, keys' },
  organisation: { level: 1, promise: 'tenants, authorities, units, hours, theme, holidays, dated tables' },
  classification: { level: 1, promise: 'what a class of information demands (pure)' },
  admission: { level: 1, promise: 'who comes in first when not all can; cheap refusal; recovery after the peak' },
  identity: { level: 2, promise: 'people, sign-in, levels, sessions, proxies, staff and roles' },
  forms: { level: 3, promise: 'the questionnaire engine (pure)' },
  messages: { level: 3, promise: 'conversations; e-mail' },
  knowledge: { level: 3, promise: 'information pages; search over public content' },
  queue: { level: 4, promise: 'waiting rooms: lanes, places, the draw, turns and passes' },
  booking: { level: 5, promise: 'places, times and who has them: holds, bookings, waiting lists, visits and what came of them' },
  services: { level: 6, promise: 'definitions, publishing, journeys, drafts, signing' },
  cases: { level: 7, promise: 'from submission through inquiry and decisions to appeal and destruction; the register' },
  records: { level: 8, promise: 'the journal for staff and public, release of records, retention plans, the archive' },
  payments: { level: 8, promise: 'orders to pay, files to the bank and their receipts, fees, what is claimed back' },
  exchange: { level: 8, promise: 'what leaves for other systems and what they answer; registers and channels of others' },
  continuity: { level: 9, promise: 'crisis mode: what is told, what comes first, what is paused; copies of public pages for when the database is down' },
  portal: { level: 11, promise: 'start page, My pages, staff home: only composition' },
} as const satisfies Record<string, { level: number; promise: string }>;

export type RoomName = keyof typeof rooms;

/** The only files outside the rooms that may reach into them all: they wire the house together. */
export const wiring = [
  'src/main.ts', 'src/main/endings.ts', 'src/main/master-keys.ts', 'src/main/serve.ts', 'src/main/while-away.ts', 'src/main/worker.ts', 'src/main/workers.ts',
  'src/sprang.ts', 'src/cli.ts', 'src/cli/commands.ts', 'src/cli/open.ts',
] as const;
