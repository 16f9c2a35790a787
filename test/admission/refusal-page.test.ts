import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusalPage, refusalPolicy } from '../../src/platform/server/refusal-page.ts';

const shipped = (name: string) => readFileSync(join(import.meta.dirname, '../../deploy', name), 'utf8');

for (const reason of ['busy', 'away'] as const) {
  test(`the page of a refusal (${reason}) is at most five kilobytes, fetches nothing, and says in three languages when to come back and whom to call`, () => {
    const page = refusalPage(reason, '031-390 06 00');
    assert.ok(Buffer.byteLength(page) <= 5_000);
    assert.doesNotMatch(page, /src=|href="(?!tel:)|<script|<link/);
    assert.match(page, /<html lang="sv">.*<section lang="en">/);
    for (const words of ['Vänta ungefär en halv minut', 'Vänta en halv minut\\.', 'Wait about half a minute']) assert.match(page, new RegExp(words));
    assert.equal(page.match(/href="tel:0313900600">031-390 06 00</g)?.length, 3);
    assert.equal(page.match(/href="tel:112"/g)?.length, 3);
  });
}

test('a number that is no number brings no markup with it', () => {
  assert.doesNotMatch(refusalPage('busy', '"><script>1'), /<script/);
});

test('the proxies that are shipped serve the same page, with the policy that lets its style through', () => {
  assert.equal(shipped('refused.html'), refusalPage('busy'), 'write it anew: node start.mjs test/admission/write-refused.ts');
  for (const name of ['haproxy.cfg', 'nginx.conf']) assert.ok(shipped(name).includes(`"${refusalPolicy}"`), `${name} lacks ${refusalPolicy}`);
});
