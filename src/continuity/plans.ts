import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planWords, usualSpeed } from './facts.ts';
import type { CrisisFacts } from './model.ts';

/** A plan to begin from: shipped with the product, never used as it stands. */
export interface PlanDraft extends CrisisFacts {
  id: string;
}

const folder = join(import.meta.dirname, 'plans');

/** The plans one may begin from, by name. @throws when a file is not as it should be: the house does not start with it */
export const planDrafts: readonly PlanDraft[] = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => ({
  id: name.slice(0, -'.yaml'.length), first: [], paused: [], lanes: [], perMinute: usualSpeed, ...planWords.parse(parse(readFileSync(join(folder, name), 'utf8'))),
})).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
