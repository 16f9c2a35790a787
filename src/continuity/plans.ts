import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CrisisFacts, CrisisWords, InLanguages } from './model.ts';

const said = z.strictObject({ title: z.string().max(100), summary: z.string().max(300), text: z.string().max(5_000) });
const draft = z.strictObject({
  name: z.string(),
  words: z.strictObject({ sv: said, 'sv-simple': said, en: said }),
  pausedWhy: z.strictObject({ sv: z.string(), 'sv-simple': z.string(), en: z.string() }),
});

/** A plan to begin from: shipped with the product, never used as it stands. */
export interface PlanDraft extends CrisisFacts {
  id: string;
  words: InLanguages<CrisisWords>;
}

/** How many a waiting room lets in a minute until somebody says otherwise: what a small municipality's services bear on two cores. */
export const usualSpeed = 120;

const folder = join(import.meta.dirname, 'plans');

/** The plans one may begin from, by name. @throws when a file is not as it should be: the house does not start with it */
export const planDrafts: readonly PlanDraft[] = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => ({
  id: name.slice(0, -'.yaml'.length), first: [], paused: [], lanes: [], perMinute: usualSpeed, ...draft.parse(parse(readFileSync(join(folder, name), 'utf8'))),
})).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
