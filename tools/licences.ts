/** Lists the licences of every package and how many have each: `npm run licences`. Fails as the check does. */
import { join } from 'node:path';
import { findLicenceProblems } from './check/licences.ts';
import { readPackages } from './packages.ts';

const root = join(import.meta.dirname, '..');
const byLicence = Map.groupBy(readPackages(root), ({ licence }) => licence ?? 'unknown');
for (const [licence, packages] of [...byLicence].sort((a, b) => b[1].length - a[1].length)) {
  const few = packages.length > 5 ? '' : `  ${packages.map(({ name }) => name).join(', ')}`;
  console.log(`${String(packages.length).padStart(4)}  ${licence}${few}`);
}
const problems = findLicenceProblems(root);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
