import { commands } from './cli/commands.ts';
import { openForCommand } from './cli/open.ts';
import { ConfigProblem } from './platform/index.ts';

/** `npm run sprang -- <command>`: what an operator does by hand. Exit code 1 when it could not be done, 2 when it was called wrongly. */

const [, , ...words] = process.argv;
const command = commands.find(({ name }) => name.split(' ').every((word, place) => words[place] === word));
if (!command) {
  console.error(['Kommandon:', ...commands.map(({ name, takes, does }) => `  ${`sprang ${name} ${takes}`.padEnd(55)} ${does}`)].join('\n'));
  process.exit(words.length === 0 || words[0] === 'help' || words[0] === '--help' ? 0 : 2);
}

const given = words.slice(command.name.split(' ').length);
try {
  process.exitCode = await run(command, given);
} catch (error) {
  if (!(error instanceof ConfigProblem)) throw error;
  console.error(`${error.setting}: ${error.reason}\n${error.remedy}`);
  process.exitCode = 1;
}

async function run({ needs, run: work }: (typeof commands)[number], args: readonly string[]): Promise<number> {
  if (needs === 'nothing') return work(args, undefined as never);
  const installation = await openForCommand(needs);
  try {
    return await work(args, installation);
  } finally {
    await installation.close();
  }
}
