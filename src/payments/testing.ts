import assert from 'node:assert/strict';
import { readDemoCase } from '../../demo/cases/read-case.ts';
import { hidden, type Client } from '../../test/support/index.ts';
import type { Answers } from '../forms/index.ts';
import type { Uuid } from '../platform/index.ts';

const month = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-05').answers;

/** A month's application of somebody who lives alone, has no incomes and pays a rent. */
export const aloneAnswers: Answers = {
  ...Object.fromEntries(Object.entries(month).filter(([id]) => !['partner', 'children', 'childrenNeeds', 'changesText', 'ownIncomes', 'careCosts', 'newIncome', 'landlord', 'otherInfo'].includes(id))),
  changes: ['nothing'], family: 'single', hasChildren: false, hasIncomes: false, hasSavings: false, hasCare: false, situation: 'sick', followedPlan: 'noPlan', hasExpenses: true,
  expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 600_000 } }], account: { clearing: '8327-9', account: '1234567890' }, rentTo: 'me',
} as unknown as Answers;

/** With the rent paid straight to the landlord, as the applicant wrote it. */
export const landlordAnswers = (landlord: string): Answers => ({ ...aloneAnswers, rentTo: 'landlord', landlord });

/** Takes a case and grants everything in it, through the officer's own pages. `amount`: kronor in all, as typed. */
export async function grantAll(officer: Client, caseId: Uuid, amount: string, parts: Readonly<Record<string, string>> = {}): Promise<void> {
  const at = `/handlaggning/arenden/${caseId}`;
  await officer.post(`${at}/ta`, { bias: 'no' });
  const form = (await officer.get(`${at}/beslut`)).text;
  const items = [...new Set([...form.matchAll(/name="(\w+)\.outcome"/g)].map(([, item]) => item!))];
  assert.ok(items.length > 0, form.slice(form.indexOf('<main'), form.indexOf('<main') + 2_000));
  const reasons: Record<string, string> = { norm: 'asNorm', care: 'careNeeded', other: 'otherNeeded' };
  const fields = Object.fromEntries(items.flatMap((item) => [
    [`${item}.outcome`, 'granted'], [`${item}.reasons`, reasons[item] ?? 'reasonableCost'], [`${item}.from`, '2026-10-01'], [`${item}.until`, '2026-10-31'], [`${item}.amount`, parts[item] ?? '100'],
  ]));
  const saved = await officer.post(`${at}/beslut`, { ...fields, amount, revision: hidden(form, 'revision'), do: 'onward' });
  assert.equal(saved.status, 303, saved.text.slice(saved.text.indexOf('error-summary'), saved.text.indexOf('error-summary') + 900));
  const confirm = (await officer.get(saved.location!)).text;
  const made = await officer.post(saved.location!, { revision: hidden(confirm, 'revision'), inquiry: hidden(confirm, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303, made.text.slice(made.text.indexOf('<main')));
}
