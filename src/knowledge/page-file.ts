import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigProblem, isLanguage, type Language } from '../platform/index.ts';

/** An information page as an editor keeps it: a file with facts on top and markdown below. */
export interface PageFile {
  slug: string;
  language: Language;
  title: string;
  summary: string;
  body: string;
  keywords: readonly string[];
  needs: readonly string[];
  reviewedOn?: string;
}

const facts = z.looseObject({
  title: z.string().min(1), summary: z.string().min(1), keywords: z.array(z.string()).default([]),
  need: z.string().optional(), needs: z.array(z.string()).optional(), reviewed: z.iso.date().optional(),
});

/**
 * Reads every page of a folder: `<slug>.md` (Swedish), `<slug>.sv-simple.md`, `<slug>.en.md`, or `<slug>/<language>.md`.
 * @throws ConfigProblem naming file, reason and remedy
 */
export function readPageFiles(folder: string): PageFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/(^|\/)README\.md$/.test(name)).sort()
    .map((name) => readPageFile(join(folder, name), name.replaceAll('\\', '/')));
}

function readPageFile(path: string, name: string): PageFile {
  const parts = name.replace(/\.md$/, '').split(/[./]/);
  const last = parts.at(-1)!;
  const language = parts.length > 1 ? last : 'sv';
  const slug = parts[0]!;
  if (parts.length > 2 || !isLanguage(language) || !/^[a-z0-9-]+$/.test(slug)) {
    throw new ConfigProblem(path, 'the name says neither address nor language', 'name it kris.md, kris.sv-simple.md or kris.en.md');
  }
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(readFileSync(path, 'utf8'));
  const parsed = facts.safeParse(match ? parse(match[1]!) : {});
  if (!match || !parsed.success) {
    const issue = parsed.success ? 'no facts on top' : `${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`;
    throw new ConfigProblem(path, issue, 'begin the file with ---, title:, summary:, --- and then the text');
  }
  const { title, summary, keywords, need, needs, reviewed } = parsed.data;
  return {
    slug, language, title, summary, keywords, needs: [...new Set([...(need ? [need] : []), ...(needs ?? [])])],
    body: match[2]!.trim(), ...(reviewed && { reviewedOn: reviewed }),
  };
}

/** Reads groups of words that mean the same: a list of lists, or `groups:` with one. @throws ConfigProblem when it is something else */
export function readSynonyms(path: string): string[][] {
  const content: unknown = parse(readFileSync(path, 'utf8'));
  const groups = z.array(z.array(z.string().trim().min(1)).min(2));
  const parsed = z.union([groups, z.looseObject({ groups }).transform((file) => file.groups)]).safeParse(content);
  if (!parsed.success) throw new ConfigProblem(path, 'not a list of groups of words', 'write - [socialbidrag, försörjningsstöd, soc]');
  return parsed.data;
}
