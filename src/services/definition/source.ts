import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Problem } from './problem.ts';

export type Path = readonly (string | number)[];

/** A YAML file read once: its value, and where each part of it stands. */
export type Source = {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at the value on `path`, or at the nearest thing around it that exists. */
  at(path: Path, message: string, remedy: string): Problem;
  /** A problem at a key of the map on `path`. */
  atKey(path: Path, key: string, message: string, remedy: string): Problem;
};

/** A megabyte is far more than any service; a larger file is a mistake or an attack. */
const largest = 1_000_000;

/** Reads YAML without ever throwing: what cannot be read becomes a problem with its line. */
export function readYaml(file: string, source: string): Source {
  const counter = new LineCounter();
  if (source.length > largest)
    return unreadable(file, 'Filen är för stor', 'Dela upp den eller ta bort det som inte hör hit.');
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, version: '1.2' });
  const problems = document.errors.map((error): Problem => ({
    file,
    ...position(counter, error.pos[0]),
    path: '',
    message: `Filen går inte att läsa som YAML: ${error.message}`,
    remedy: 'Se över indrag, citattecken och kolon på raden.',
  }));
  const value = problems.length === 0 ? plainValue(document) : undefined;
  if (value instanceof Error) return unreadable(file, 'Filen har för många alias', 'Skriv ut innehållet i stället.');
  const at = (path: Path, message: string, remedy: string): Problem => ({
    file,
    ...position(counter, offsetOf(document, path)),
    path: readable(value, path),
    message,
    remedy,
  });
  return {
    file,
    value,
    problems,
    at,
    atKey: (path, key, message, remedy) => {
      const offset = keyOffset(document, path, key);
      const problem = at(path, message, remedy);
      return offset === undefined
        ? problem
        : { ...problem, ...position(counter, offset), path: [problem.path, key].filter(Boolean).join('.') };
    },
  };
}

function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    return cause instanceof Error ? cause : new Error('unreadable');
  }
}

function unreadable(file: string, message: string, remedy: string): Source {
  const problem: Problem = { file, line: 1, column: 1, path: '', message, remedy };
  return { file, value: undefined, problems: [problem], at: () => problem, atKey: () => problem };
}

function position(counter: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** The value's own place; for a missing key the map that lacks it. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    node = childOf(node, step);
    const start = startOf(node);
    if (start === undefined) break;
    offset = start;
  }
  return offset;
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  let node: unknown = document.contents;
  for (const step of path) node = childOf(node, step);
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return pair === undefined ? undefined : startOf(pair.key);
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
  return pair?.value ?? pair?.key;
}

function startOf(node: unknown): number | undefined {
  const target = isPair(node) ? node.key : node;
  return (target as Node | null | undefined)?.range?.[0];
}

/** Items of a list are called by their id where they have one, as in texts/<lang>.yaml. */
function readable(value: unknown, path: Path): string {
  const parts: string[] = [];
  let here: unknown = value;
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[String(step)] : undefined;
    parts.push(typeof step === 'number' ? (idOf(here) ?? String(step + 1)) : String(step));
  }
  return parts.join('.');
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
