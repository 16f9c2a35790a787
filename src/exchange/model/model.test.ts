import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { nextAttempt } from './backoff.ts';
import { bag, packageSchema, sha256, signedPart, type PackageContent } from './package.ts';
import { publishedSchemas } from './schema.ts';
import { checkMessage, signMessage } from './webhook.ts';

const secret = randomBytes(32).toString('base64');
const now = new Date('2026-11-22T10:00:00Z');
const body = Buffer.from('{"a":1}');

test('a message signed with the shared secret is believed, also when its secret is being replaced', () => {
  const signed = signMessage('m1', now, body, secret);
  assert.deepEqual(checkMessage({ ...signed }, body, secret, now), { ok: true, id: 'm1' });
  assert.deepEqual(checkMessage({ ...signed, 'webhook-signature': `v1,AAAA ${signed['webhook-signature']}` }, body, secret, now), { ok: true, id: 'm1' });
});

test('a changed body, another secret, an old message and one without signature are refused', () => {
  const signed = signMessage('m1', now, body, secret);
  assert.deepEqual(checkMessage({ ...signed }, Buffer.from('{"a":2}'), secret, now), { ok: false, why: 'wrong' });
  assert.deepEqual(checkMessage({ ...signed }, body, randomBytes(32).toString('base64'), now), { ok: false, why: 'wrong' });
  assert.deepEqual(checkMessage({ ...signed }, body, secret, new Date(now.getTime() + 301_000)), { ok: false, why: 'old' });
  assert.deepEqual(checkMessage({}, body, secret, now), { ok: false, why: 'unsigned' });
});

test('the signature is that of the published example of Standard Webhooks', () => {
  // standard-webhooks.com, test vector: the same id, time, body and secret give the same signature.
  const signed = signMessage('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1614265330_000), Buffer.from('{"test": 2432232314}'), 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  assert.equal(signed['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('attempts are further and further apart, and end', () => {
  assert.equal(nextAttempt(1, now)!.getTime() - now.getTime(), 60_000);
  assert.ok(nextAttempt(13, now));
  assert.equal(nextAttempt(14, now), undefined);
});

const content: PackageContent = {
  format: 'sprang-overlamning-1', delivery: '0192a000-0000-7000-8000-000000000001', what: 'permit', made: now.toISOString(),
  from: { organisation: 'Exempelkommun', organisationCode: '9999', authority: 'Tekniska nämnden', unit: 'Färdtjänsten', phone: '031-390 06 35' },
  case: { number: 'TN 2026-000001-1', service: 'transportService', serviceVersion: 'abc', title: 'Ansökan om färdtjänst', arrived: '2026-11-01', secrecy: 'OSL 26:1' },
  persons: [], permits: [], files: [],
};

test('a package is a bag whose manifests agree with what lies in it', () => {
  const file = { path: 'data/handlingar/01-beslut.pdf', bytes: Buffer.from('%PDF-1.7 x') };
  const zip = unzipSync(bag(content, [file], 'x.y.z'));
  const text = (name: string) => Buffer.from(zip[name]!).toString('utf8');
  packageSchema.parse(JSON.parse(text('data/arende.json')));
  for (const line of text('manifest-sha256.txt').trim().split('\n')) {
    const [hash, name] = line.split('  ') as [string, string];
    assert.equal(hash, sha256(Buffer.from(zip[name]!)), name);
  }
  assert.equal(text('tagmanifest-sha256.txt'), signedPart(content, [file]));
  assert.match(text('bag-info.txt'), new RegExp(`Payload-Oxum: ${zip['data/arende.json']!.length + file.bytes.length}\\.2`));
});

test('the same package is the same bytes', () => {
  assert.ok(bag(content, [], 's').equals(bag(content, [], 's')));
});

test('the published schemas are the ones that packages and messages are checked against', async () => {
  for (const { file, text } of publishedSchemas) assert.equal(await readFile(file, 'utf8'), text, 'run node start.mjs src/exchange/model/schema.ts');
});
