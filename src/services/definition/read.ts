import { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { readYaml } from './source.ts';
import type { Path, Source } from './source.ts';

const swedish = z.locales.sv().localeError;

/** A file read and found to have the right shape, or its problems. */
export type Read<T> = { readonly source: Source; readonly value: T | undefined; readonly problems: readonly Problem[] };

/** Reads a YAML file against a schema. Never throws. */
export function readAs<T>(schema: z.ZodType<T>, file: string, text: string): Read<T> {
  const source = readYaml(file, text);
  if (source.problems.length > 0) return { source, value: undefined, problems: source.problems };
  const parsed = schema.safeParse(source.value, { error: said });
  if (parsed.success) return { source, value: parsed.data, problems: [] };
  return { source, value: undefined, problems: parsed.error.issues.flatMap((issue) => problemsOf(source, issue)) };
}

/** What an issue says; for unknown keys the known ones, from which `problemsOf` picks the one that was meant. */
function said(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys')
    return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape).join(' ') : '';
  const found = swedish(issue);
  return typeof found === 'string' ? found : found?.message;
}

function problemsOf(source: Source, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    return issue.keys.map((key) =>
      source.atKey(path, key, `Nyckeln "${key}" finns inte i formatet`, remedyForKey(key, known)),
    );
  }
  if (issue.code === 'invalid_union' && 'note' in issue && issue.note === 'No matching discriminator') {
    const type = String(valueAt(source.value, path));
    return [source.at(path, `Typen "${type}" finns inte`, 'Se vilka typer som finns i docs/service-format.md.')];
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length || deepest(b) - deepest(a))[0] ?? [];
    if (nearest.length > 0 && deepest(nearest) > 0) {
      return nearest.flatMap((inner) => problemsOf(source, { ...inner, path: [...issue.path, ...inner.path] }));
    }
  }
  if (issue.code === 'invalid_type' && valueAt(source.value, path) === undefined) {
    const name = String(path.at(-1) ?? '');
    return [
      source.at(path, `"${name}" saknas`, `Lägg till ${name}. Vad som ska stå där finns i docs/service-format.md.`),
    ];
  }
  return [source.at(path, issue.message, remedyFor(issue))];
}

function deepest(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}

function remedyForKey(key: string, known: readonly string[]): string {
  if (key.includes(' ')) {
    return 'Är det en bit av en text? En text med komma eller kolon inom { } måste stå i citattecken.';
  }
  const meant = nearest(key, known);
  return meant === undefined
    ? 'Rätta stavningen eller ta bort den. Nycklarna står i docs/service-format.md.'
    : `Menar du "${meant}"?`;
}

function remedyFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `Skriv något av: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_union') return 'Se vilka typer som finns i docs/service-format.md.';
  if (issue.code === 'invalid_type') return 'Se vilken sorts värde som ska stå där i docs/service-format.md.';
  return 'Rätta värdet så att det stämmer med formatet.';
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path)
    here = typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[step] : undefined;
  return here;
}
