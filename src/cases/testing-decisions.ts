import assert from 'node:assert/strict';
import { hidden, type Client } from '../../test/support/index.ts';

/** The fields of an item that is granted, for two years, for the first reason of the test service. */
export const granted = (item: string, more: Record<string, string> = {}): Record<string, string> => ({
  [`${item}.outcome`]: 'granted', [`${item}.reasons`]: 'free', [`${item}.from`]: '2026-12-01', [`${item}.until`]: '2028-11-30', [`${item}.text`]: '', ...more,
});

/** Writes the draft of a decision and makes it, through the pages. `at`: the address of the case; `key`: which of what is open. */
export async function decides(officer: Client, at: string, key: string, fields: Record<string, string>, more: Record<string, string> = {}): Promise<void> {
  const form = await officer.get(`${at}/beslut?om=${key}`);
  const saved = await officer.post(`${at}/beslut`, { ...fields, om: key, revision: hidden(form.text, 'revision'), do: 'onward' });
  assert.equal(saved.status, 303, saved.text.slice(saved.text.indexOf('error-summary'), saved.text.indexOf('error-summary') + 600));
  const made = await confirms(officer, at, key, more);
  assert.equal(made.status, 303, made.text);
}

/** Presses "Fatta beslutet" on what the page shows. */
export async function confirms(officer: Client, at: string, key: string, more: Record<string, string> = {}) {
  const page = (await officer.get(`${at}/beslut/fatta?om=${key}`)).text;
  return officer.post(`${at}/beslut/fatta`, { om: key, revision: hidden(page, 'revision'), inquiry: hidden(page, 'inquiry'), unbiased: '1', ...more });
}
