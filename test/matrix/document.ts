import { urgencyOf, type Urgency } from '../../src/admission/index.ts';
import type { Room, Route } from '../../src/platform/index.ts';
import { actorNames, actors } from './actors.ts';
import { expected, type Outcome } from './expect.ts';
import { rows } from './rows.ts';

const order: Record<Urgency, string> = { critical: 'före', normal: 'vanlig', optional: 'sist' };
const words: Record<Outcome, string> = { in: 'ja', signIn: '–', stepUp: 'höjs', forbidden: 'nej', notFound: 'finns ej', reason: 'skäl' };

/** The access matrix as a page: one table a room, one line a route, one column an actor. @throws for a route without a row */
export function matrixDocument(rooms: readonly Room[]): string {
  return [
    '# Vem som kommer åt vad', '',
    'Den här sidan skrivs av `node start.mjs test/matrix/write.ts` ur rutternas regler och raderna i `test/matrix/rows`. Testet',
    '`test/matrix/access.test.ts` anropar varje rutt som var och en av kolumnernas personer och faller om svaret är ett annat, om en rutt',
    'saknar rad eller om sidan är gammal. Alla rader gäller ett ärende, ett utkast eller ett ombudskap som tillhör ”den det gäller”.', '',
    '| ord | betyder |', '|---|---|',
    '| ja | rutten svarar, också när det som skickades är fel ifyllt |',
    '| – | skickas till inloggning |',
    '| höjs | skickas till en säkrare inloggning |',
    '| nej | 403, och försöket står i loggen |',
    '| finns ej | 404, samma svar som för det som aldrig har funnits; försöket står i loggen |',
    '| skäl | ärendet visas inte förrän ett skäl är angivet, och det loggas |', '',
    'När alla inte får plats släpps `före` in före `vanlig`, och `sist` efter. Att en rutt är `före` räcker inte för den som inte är medarbetare: då släpps bara några in på en gång.',
    ...rooms.flatMap((room) => (room.routes?.length ? ['', `## ${room.name}`, '', ...table(room.routes)] : [])), '',
  ].join('\n');
}

function table(routes: readonly Route[]): string[] {
  return [
    `| rutt | regel | i en rusning | logg | ${actorNames.map((name) => actors[name].says).join(' | ')} |`,
    `|${'---|'.repeat(actorNames.length + 4)}`,
    ...routes.map((route) => {
      const name = `${route.method} ${route.path}`;
      const row = rows[name];
      if (!row) throw new Error(`${name} has no row in test/matrix/rows`);
      return `| \`${name}\` | ${ruleOf(route)} | ${order[urgencyOf(route)]} | ${auditOf(route)} | ${actorNames.map((actor) => words[expected(route, row, actor)]).join(' | ')} |`;
    }),
  ];
}

function ruleOf({ access }: Route): string {
  if (access.who === 'anyone') return `alla: ${access.why}`;
  return access.who === 'resident' ? `inloggad, nivå ${access.level || 'efter klass'}` : access.roles.join(', ');
}

function auditOf({ audit }: Route): string {
  return typeof audit === 'string' ? `\`${audit}\`` : audit.none;
}
