import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type IFlattenedRuleSet, type IForbiddenRuleType } from 'dependency-cruiser';
import { rooms, wiring, type RoomName } from '../../src/architecture.ts';

const names = Object.keys(rooms) as RoomName[];

/** Tests, and what a room offers its own tests. */
const tests = '\\.test\\.tsx?$|/testing[a-z-]*\\.tsx?$';
const frontDoor = '^src/[^/]+/index\\.ts$';

/**
 * Checks who uses whom under `<root>/src` and `<root>/demo` against `src/architecture.ts`: rooms call lower rooms only, through their
 * front door only; the product does without what is only for developing. An import of a type counts.
 * @returns one line a violation
 */
export async function findArchitectureProblems(root: string): Promise<string[]> {
  const { output } = await cruise(['src', 'demo'].filter((folder) => existsSync(join(root, folder))), {
    baseDir: root,
    ruleSet: { forbidden: [...names.flatMap(rulesOf), ...rulesOfTheHouse()] } satisfies IFlattenedRuleSet,
    validate: true,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  }, { extensions: ['.ts', '.tsx', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text instead of a result');
  // A reader that understands nothing finds no violation either.
  if (output.summary.totalDependenciesCruised === 0) return ['dependency-cruiser saw no dependency at all'];
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function rulesOf(room: RoomName): IForbiddenRuleType[] {
  const { level } = rooms[room];
  const here = `^src/${room}/`;
  const others = names.filter((other) => other !== room);
  const closed = others.filter((other) => rooms[other].level >= level);
  const open = others.filter((other) => rooms[other].level < level);
  return [
    { name: `${room} (level ${level}) calls lower levels only`, severity: 'error', from: { path: here }, to: { path: among(closed) } },
    { name: `${room} uses other rooms through index.ts only`, severity: 'error', from: { path: here, pathNot: tests }, to: { path: among(open), pathNot: frontDoor } },
    // A test may also use what another room offers tests.
    { name: `${room} tests other rooms through index.ts only`, severity: 'error', from: { path: `${here}.*(${tests})` }, to: { path: among(open), pathNot: `${frontDoor}|/testing[a-z-]*\\.tsx?$` } },
  ].filter(({ to }) => to.path !== among([])) as IForbiddenRuleType[];
}

function rulesOfTheHouse(): IForbiddenRuleType[] {
  const wires = wiring.map((file) => `^${file.replace('.', '\\.')}$`);
  return [
    {
      name: 'only the wiring reaches into rooms from outside',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$|^src/config/', pathNot: wires.join('|') },
      to: { path: among(names), pathNot: '^src/platform/index\\.ts$' },
    },
    {
      name: 'rooms get what they need handed to them, settings and wiring too',
      severity: 'error',
      from: { path: among(names) },
      to: { path: '^src/[^/]+\\.ts$|^src/(config|cli)/', pathNot: '^src/architecture\\.ts$' },
    },
    {
      name: 'the demonstration comes in through the front doors',
      severity: 'error',
      from: { path: '^demo/', pathNot: tests },
      to: { path: among(names), pathNot: frontDoor },
    },
    {
      name: 'no room knows of the demonstration',
      severity: 'error',
      from: { path: among(names), pathNot: tests },
      to: { path: '^demo/' },
    },
    {
      name: 'the product stands without its tests and tools',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: `^(test|tools|bench)/|${tests}` },
    },
    {
      name: 'the product uses no package that is only for developing',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what runs in the browser uses nothing of the server',
      severity: 'error',
      from: { path: '/browser/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'what is imported exists', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
  ];
}

/** Matches a file in one of the rooms; with none, matches nothing. */
function among(list: readonly string[]): string {
  return `^src/(${list.join('|') || '(?!)'})/`;
}
