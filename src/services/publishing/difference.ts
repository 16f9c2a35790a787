import type { ServiceFolder } from '../definition/index.ts';
import { codeOf, letterLanguages, passagesOf } from './letter-words.ts';

/** Parts of a service in which something can differ, in the order they are told. */
export const areas = ['questions', 'parties', 'calculation', 'tables', 'inquiry', 'decisions', 'clocks', 'letters', 'about', 'retention', 'languages'] as const;
export type Area = (typeof areas)[number];

/** One difference between two versions of a service, in words of the format. */
export interface Change {
  readonly area: Area;
  readonly change: 'added' | 'removed' | 'changed';
  /** the nearest thing with a name: a question, a decision, a letter */
  readonly kind: string;
  readonly name: string;
  /** what about it: `ask`, `when`, `options`; none when the whole thing came or went */
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * What differs between two versions of a service, thing by thing: things are known by their ids, so that moving one is not a change
 * of all. Pure.
 */
export function difference(before: ServiceFolder, after: ServiceFolder): Change[] {
  const parts = (folder: ServiceFolder): Record<string, unknown> => ({
    ...folder.definition, inquiry: folder.inquiry, letters: folder.letters, datedTables: folder.tables, texts: folder.texts,
  });
  const [old, now] = [parts(before), parts(after)];
  const found = [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .flatMap((key) => compare(old[key], now[key], { area: areaOf(key), kind: key, name: nameOfPart(key), field: undefined }));
  return found.toSorted((a, b) => areas.indexOf(a.area) - areas.indexOf(b.area));
}

const areaByPart: Readonly<Record<string, Area>> = {
  pages: 'questions', contactLanguage: 'questions', parties: 'parties', calculate: 'calculation', breakdown: 'calculation', tables: 'calculation',
  renews: 'calculation', payment: 'calculation', fee: 'calculation', datedTables: 'tables', inquiry: 'inquiry', decisions: 'decisions', delegation: 'decisions',
  hear: 'decisions', appeal: 'decisions', law: 'decisions', automatic: 'decisions', handling: 'decisions', deadlines: 'clocks', letter: 'letters',
  letters: 'letters', notify: 'decisions', retention: 'retention', texts: 'languages',
};

function areaOf(part: string): Area {
  return areaByPart[part] ?? 'about';
}

/** A part of the whole service has no name of its own: the field says which. */
function nameOfPart(part: string): string {
  return part === 'pages' || part === 'decisions' || part === 'deadlines' || part === 'calculate' ? '' : part;
}

interface At { area: Area; kind: string; name: string; field: string | undefined }

function compare(before: unknown, after: unknown, at: At): Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isNothing(before)) return [{ ...told(at), change: 'added', ...(text(after) !== undefined && { after: text(after)! }) }];
  if (isNothing(after)) return [{ ...told(at), change: 'removed', ...(text(before) !== undefined && { before: text(before)! }) }];
  if (isList(before) && isList(after)) return compareLists(before, after, at);
  if (at.kind === 'letters' && at.field === undefined && typeof before === 'string' && typeof after === 'string') return compareLetters(before, after, at);
  if (isThing(before) && isThing(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => compare(before[key], after[key], within(at, key)));
  }
  return [{ ...told(at), change: 'changed', before: text(before) ?? JSON.stringify(before), after: text(after) ?? JSON.stringify(after) }];
}

function compareLists(before: readonly unknown[], after: readonly unknown[], at: At): Change[] {
  if (![...before, ...after].every(isThing)) return [{ ...told(at), change: 'changed', before: text(before)!, after: text(after)! }];
  const [old, now] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const here: At = { area: at.area, kind: at.field ?? at.kind, name: nameOf((is ?? was)!) ?? key, field: undefined };
    if (was && is) return compare(was, is, here);
    return [{ ...told(here), change: was ? 'removed' as const : 'added' as const }];
  });
}

/** A letter is told passage by passage and language by language; that its code differs is told without the code. */
function compareLetters(before: string, after: string, at: At): Change[] {
  if (codeOf(before) !== codeOf(after)) return [{ ...told({ ...at, field: 'layout' }), change: 'changed' }];
  const now = new Map(passagesOf(after).map((passage) => [passage.key, passage]));
  return passagesOf(before).flatMap(({ key, words }) => letterLanguages.flatMap((language) => {
    const [was, is] = [words[language].join('\n'), now.get(key)!.words[language].join('\n')];
    return was === is ? [] : [{ ...told({ ...at, field: language }), change: 'changed' as const, before: was, after: is }];
  }));
}

/** In a thing of its own (a letter, a table, a language) the key is its name; otherwise the key is what about the thing. */
function within(at: At, key: string): At {
  if (at.name === at.kind && (at.kind === 'letters' || at.kind === 'datedTables' || at.kind === 'texts' || at.kind === 'retention')) return { ...at, name: key };
  return { ...at, field: key };
}

function told({ field, ...at }: At): Omit<Change, 'change'> {
  return { ...at, ...(field !== undefined && { field }) };
}

type Thing = Readonly<Record<string, unknown>>;

function byKey(list: readonly unknown[]): Map<string, Thing> {
  return new Map((list as Thing[]).map((thing, place) => [keyOf(thing) ?? String(place + 1), thing]));
}

function keyOf(thing: Thing): string | undefined {
  for (const name of ['id', 'type', 'point', 'validFrom']) {
    if (typeof thing[name] === 'string') return thing[name];
  }
  return undefined;
}

function nameOf(thing: Thing): string | undefined {
  for (const name of ['ask', 'title', 'sv', 'name', 'say']) {
    if (typeof thing[name] === 'string') return thing[name];
  }
  return keyOf(thing);
}

/** An empty list is as good as none: defaults of the format are not differences. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
  return undefined;
}
