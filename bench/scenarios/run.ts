/**
 * What happened to others, played again: `npm run scenario -- <name>`, or all of them without a name. Each says what happened then, what was
 * tried now, and whether it held. By a clock of its own where people wait for hours; against a PostgreSQL of its own where something is kept.
 */
import { abandoned } from './abandoned.ts';
import { careStarved } from './care-starved.ts';
import { cancellationsStuck } from './cancellations-stuck.ts';
import { doorCrowd } from './door-crowd.ts';
import { oneInventory } from './one-inventory.ts';
import type { Scenario } from './scenario.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  'massachusetts-2021': doorCrowd,
  'alltid-oppet-2021': careStarved,
  'vastmanland': cancellationsStuck,
  'gavleborg': oneInventory,
  'aws-154': abandoned,
};

const wanted = process.argv.slice(2);
const strange = wanted.filter((name) => !(name in scenarios));
if (strange.length) {
  console.error(`There is no ${strange.join(', ')}. Scenarios: ${Object.keys(scenarios).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length ? wanted : Object.keys(scenarios)) {
    const { happened, play } = scenarios[name]!;
    console.log(`\n${name}: ${happened}`);
    for (const { must, saw, held } of await play()) {
      console.log(`  ${held ? 'held  ' : 'FAILED'} ${must}: ${saw}`);
      if (!held) process.exitCode = 1;
    }
  }
}
