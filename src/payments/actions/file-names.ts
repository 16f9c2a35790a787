import type { Batch } from '../store/batches.ts';

const letters = { payments: 'UT', invoices: 'IN' } as const;

/** What a file is called to the bank or the ledger, and what their answer calls it: `SN-UT-12`. At most 35 characters. */
export function messageId(prefix: string, kind: Batch['kind'], number: number): string {
  return `${prefix.normalize('NFD').replaceAll(/[^A-Z]/g, '')}-${letters[kind]}-${number}`;
}

/** The number in a file's name; undefined when it is none of this authority's. */
export function numberIn(name: string, prefix: string, kind: Batch['kind']): number | undefined {
  const number = Number(/-(\d{1,9})$/.exec(name)?.[1]);
  return Number.isInteger(number) && name === messageId(prefix, kind, number) ? number : undefined;
}

/** The name a file is saved under. */
export function fileName(name: string, ending: 'xml' | 'csv' | 'json'): string {
  return `${name.toLowerCase()}.${ending}`;
}
