/**
 * What happened to others, played again: `npm run scenario -- <name>`, or all of them without a name. Each says what happened then, what was
 * tried now, and whether it held; last comes a table of all. By a clock of its own where people wait for hours; against a PostgreSQL of its
 * own where something is kept. Ends with 1 when something did not hold.
 */
import { notYet, scenarios } from './incidents.ts';
import type { Finding } from './scenario.ts';

const wanted = process.argv.slice(2);
const strange = wanted.filter((name) => !(name in scenarios));
if (strange.length) {
  for (const name of strange) console.error(name in notYet ? `${name}: ${notYet[name]}.` : `There is no ${name}.`);
  console.error(`Scenarios: ${Object.keys(scenarios).join(', ')}.`);
  process.exitCode = 2;
} else {
  const names = wanted.length ? wanted : Object.keys(scenarios);
  const rows: string[] = [];
  for (const name of names) {
    const { happened, play } = scenarios[name]!;
    console.log(`\n${name}: ${happened}`);
    const findings = await play().catch((error: unknown): Finding[] => [{ must: 'it can be played', saw: (error as Error).stack ?? String(error), held: false }]);
    for (const { must, saw, held } of findings) console.log(`  ${verdict(held)} ${must}: ${saw}`);
    const failed = findings.filter(({ held }) => held === false);
    if (failed.length) process.exitCode = 1;
    rows.push(`${verdict(failed.length === 0)} ${name.padEnd(14)} ${failed.map(({ must }) => must).join('; ')}`.trimEnd());
  }
  console.log(`\n${rows.join('\n')}`);
  if (!wanted.length) for (const [name, why] of Object.entries(notYet)) console.log(`–      ${name.padEnd(14)} ${why}`);
}

function verdict(held: boolean | undefined): string {
  return held === undefined ? 'told  ' : held ? 'held  ' : 'FAILED';
}
