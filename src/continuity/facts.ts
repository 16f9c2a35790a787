import { z } from 'zod';
import type { CrisisFacts, InLanguages } from './model.ts';

/** How words of a kind are kept: in Swedish, and in the other languages they have been written in. */
function inLanguages<T>(words: z.ZodType<T>): z.ZodType<InLanguages<T>> {
  return z.strictObject({ 'sv': words, 'sv-simple': words.exactOptional(), 'en': words.exactOptional() });
}

/** How long what is written may be, in characters. */
export const most = { title: 100, summary: 300, text: 5_000, pausedWhy: 300, name: 80, bulletin: 1_000 } as const;

const upTo = (part: keyof typeof most) => z.string().max(most[part]);
const crisisWords = z.strictObject({ title: upTo('title'), summary: upTo('summary'), text: upTo('text') });

/** What a plan says, whoever wrote it: the words, and why services are paused. */
export const planWords = z.strictObject({ name: upTo('name'), words: inLanguages(crisisWords), pausedWhy: inLanguages(upTo('pausedWhy')) });

/** How many a waiting room lets in a minute until somebody says otherwise: what a small municipality's services bear on two cores. */
export const usualSpeed = 120;

/** A plan or a crisis as it is kept. Those kept before there were waiting rooms in a plan have none. A speed that is none never hides what holds in a crisis. */
export const crisisFacts: z.ZodType<CrisisFacts> = planWords.extend({
  first: z.array(z.string()), paused: z.array(z.string()), lanes: z.array(z.string()).default([]), perMinute: z.int().min(1).catch(usualSpeed),
});

/** What was told at a moment, as it is kept. */
export const bulletinWords = inLanguages(upTo('bulletin'));
