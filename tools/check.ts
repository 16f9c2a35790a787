/** Everything that can be said about the code without running it: `npm run check`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findArchitectureProblems } from './check/architecture.ts';
import { findLicenceProblems } from './check/licences.ts';
import { findLockFileProblems } from './check/lock-file.ts';
import { findStyleProblems } from './check/style.ts';
import { findTextProblems } from './check/texts.ts';

const root = join(import.meta.dirname, '..');

const steps: readonly { name: string; find: () => string[] | Promise<string[]> }[] = [
  { name: 'types', find: () => program('typescript/bin/tsc', '--noEmit', '--pretty', 'false') },
  { name: 'style', find: () => findStyleProblems(root) },
  { name: 'architecture', find: () => findArchitectureProblems(root) },
  { name: 'unused code', find: () => program('knip/bin/knip.js', '--no-progress', '--no-config-hints') },
  { name: 'texts', find: () => findTextProblems(root) },
  { name: 'lock file', find: () => findLockFileProblems(root) },
  { name: 'licences', find: () => findLicenceProblems(root) },
];

/** Runs every check, prints each problem found, and promises true if there was none. */
export async function check(): Promise<boolean> {
  let passed = true;
  for (const { name, find } of steps) {
    const problems = await find();
    console.log(problems.length === 0 ? `check ${name}: ok` : `check ${name}: FAILED\n${problems.map(indent).join('\n')}`);
    if (problems.length > 0) passed = false;
  }
  return passed;
}

/** What a program from node_modules wrote, unless it found nothing to say and ended well. */
function program(path: string, ...args: string[]): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root, encoding: 'utf8' });
  return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n');
}

function indent(line: string): string {
  return `  ${line}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = (await check()) ? 0 : 1;
