import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayCompress } from './compress.ts';

test('a large page is compressed for a request that our own page, or the person, made', () => {
  const accepts = { 'accept-encoding': 'gzip, deflate, br' };
  assert.ok(mayCompress({ ...accepts, 'sec-fetch-site': 'same-origin' }, 30_000));
  assert.ok(mayCompress({ ...accepts, 'sec-fetch-site': 'none' }, 30_000));
});

test('never for one that another site may have made, and not where nothing is gained or understood', () => {
  const ours = { 'accept-encoding': 'gzip', 'sec-fetch-site': 'same-origin' };
  for (const site of ['cross-site', 'same-site', undefined]) assert.ok(!mayCompress({ ...ours, 'sec-fetch-site': site }, 30_000), site);
  assert.ok(!mayCompress(ours, 10_000));
  assert.ok(!mayCompress({ 'sec-fetch-site': 'same-origin' }, 30_000));
});
