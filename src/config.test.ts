import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { readConfig, variables, type Environment } from './config.ts';
import { ConfigProblem } from './platform/index.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const newer = Buffer.alloc(32, 2).toString('base64');
const own = { DATABASE_URL: 'postgresql://owner:secret@db.example:5432/sprang', SPRANG_PUBLIC_ADDRESS: 'https://e.exempelkommun.se', SPRANG_MASTER_KEY: key };
const noFiles = (path: string): string => {
  throw Object.assign(new Error(`no such file ${path}`), { code: 'ENOENT' });
};

test('without any setting it is the demonstration on this machine', () => {
  const config = readConfig({}, noFiles);
  assert.deepEqual({ ...config, publicAddress: config.publicAddress.href }, {
    port: 3000, varDirectory: resolve('var'), demo: true, databaseUrl: undefined, workers: 1, publicAddress: 'http://localhost:3000/',
    trustedProxy: [], issuers: [], mailFrom: 'ingen-svarar@localhost', masterKeys: [], masterKeySource: undefined,
    metricsPort: undefined, defaultHost: undefined, logLevel: 'info',
  });
});

test('an empty variable counts as not given', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: ' ' }, noFiles).databaseUrl, undefined);
});

const demo: [string, Environment, boolean][] = [
  ['nothing given', {}, true],
  ['a database of its own', own, false],
  ['a database of its own, asked for', { ...own, SPRANG_DEMO: 'on' }, true],
  ['switched off', { ...own, DATABASE_URL: undefined, SPRANG_DEMO: 'off' }, false],
  ['production without a database of its own', { ...own, DATABASE_URL: undefined, NODE_ENV: 'production' }, false],
];
for (const [name, env, expected] of demo) {
  test(`the demonstration is ${expected ? 'on' : 'off'}: ${name}`, () => assert.equal(readConfig(env, noFiles).demo, expected));
}

const refused: [string, Environment, string, RegExp][] = [
  ['a port that is a word', { PORT: 'http' }, 'PORT', /"http".*1 till 65535/],
  ['a port out of range', { PORT: '70000' }, 'PORT', /"70000"/],
  ['no workers', { SPRANG_WORKERS: '0' }, 'SPRANG_WORKERS', /"0".*1 till 64/],
  ['a choice that is none', { SPRANG_DEMO: 'yes' }, 'SPRANG_DEMO', /"yes".*on, off/],
  ['the demonstration in production', { ...own, SPRANG_DEMO: 'on', NODE_ENV: 'production' }, 'SPRANG_DEMO', /off/],
  ['another kind of database', { ...own, DATABASE_URL: 'mysql://owner:secret@db/sprang' }, 'DATABASE_URL', /postgresql:\/\/användare/],
  ['a database without a name', { ...own, DATABASE_URL: 'postgresql://owner:secret@db/' }, 'DATABASE_URL', /postgresql:\/\/användare/],
  ['no key outside the demonstration', { ...own, SPRANG_MASTER_KEY: undefined }, 'SPRANG_MASTER_KEY', /openssl rand/],
  ['a key that is too short', { SPRANG_MASTER_KEY: 'c2VjcmV0' }, 'SPRANG_MASTER_KEY', /nummer 1 är inte 32 byte/],
  ['a key file that is missing', { SPRANG_MASTER_KEY: 'file:/no/key' }, 'SPRANG_MASTER_KEY', /\/no\/key går inte att läsa/],
  ['no address outside the demonstration', { ...own, SPRANG_PUBLIC_ADDRESS: undefined }, 'SPRANG_PUBLIC_ADDRESS', /https:\/\//],
  ['an address in clear', { SPRANG_PUBLIC_ADDRESS: 'http://exempelkommun.se' }, 'SPRANG_PUBLIC_ADDRESS', /"http:\/\/exempelkommun.se".*https/],
  ['an address with a path', { SPRANG_PUBLIC_ADDRESS: 'https://exempelkommun.se/e' }, 'SPRANG_PUBLIC_ADDRESS', /utan sökväg/],
  ['a proxy by name', { SPRANG_TRUSTED_PROXY: '127.0.0.1, proxy' }, 'SPRANG_TRUSTED_PROXY', /"proxy"/],
  ['a network too narrow', { SPRANG_TRUSTED_PROXY: '10.0.0.0/33' }, 'SPRANG_TRUSTED_PROXY', /"10.0.0.0\/33"/],
  ['mail by the web', { SPRANG_SMTP: 'https://u:secret@mail' }, 'SPRANG_SMTP', /smtps:\/\//],
  ['mail without a sender', { SPRANG_SMTP: 'smtp://mail' }, 'SPRANG_MAIL_FROM', /saknas/],
  ['a sender that is none', { SPRANG_MAIL_FROM: 'kommunen' }, 'SPRANG_MAIL_FROM', /"kommunen"/],
  ['issuers that are no list', { SPRANG_OIDC_ISSUERS: '{}' }, 'SPRANG_OIDC_ISSUERS', /går inte att läsa/],
  ['an issuer that lacks something', { SPRANG_OIDC_ISSUERS: '[{"issuer":"https://id.example"}]' }, 'SPRANG_OIDC_ISSUERS', /0\.clientId/],
  ['an unknown setting', { SPRANG_WORKER: '2' }, 'SPRANG_WORKER', /är ingen inställning.*SPRANG_WORKERS/],
  ['a host with a port', { SPRANG_DEFAULT_HOST: 'localhost:3000' }, 'SPRANG_DEFAULT_HOST', /"localhost:3000"/],
  ['a level that is none', { SPRANG_LOG: 'loud' }, 'SPRANG_LOG', /"loud".*debug, info/],
];
for (const [name, env, setting, text] of refused) {
  test(`start-up stops, naming the variable and what it should be: ${name}`, () => {
    assert.throws(() => readConfig(env, noFiles), (error) => {
      assert.ok(error instanceof ConfigProblem);
      assert.equal(error.setting, setting);
      assert.match(error.message, text);
      assert.doesNotMatch(error.message, /secret|c2VjcmV0/, 'a secret is never shown');
      return true;
    });
  });
}

test('master keys come newest first, from the setting or from a file', () => {
  const files = (path: string) => (path === '/keys' ? `${newer}\n${key}\n` : noFiles(path));
  const expected = [Buffer.alloc(32, 2), Buffer.alloc(32, 1)];
  assert.deepEqual(readConfig({ SPRANG_MASTER_KEY: `${newer},${key}` }, noFiles).masterKeys, expected);
  assert.deepEqual(readConfig({ SPRANG_MASTER_KEY: 'file:/keys' }, files).masterKeys, expected);
});

test('an issuer is read from JSON or a file, with its private key as PEM or JWK', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const list = JSON.stringify([{ issuer: 'https://id.example', clientId: 'sprang', keyFile: '/pem', audience: 'staff', name: 'Kommunens inloggning' }]);
  const files: Record<string, string> = {
    '/list': list.replace('/pem', '/jwk'),
    '/pem': privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    '/jwk': JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'one' }),
    '/public': JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
  };
  const read = (value: string) => readConfig({ SPRANG_OIDC_ISSUERS: value }, (path) => files[path] ?? noFiles(path)).issuers[0];
  assert.deepEqual(read(list)?.privateJwk, privateKey.export({ format: 'jwk' }));
  assert.equal(read('/list')?.privateJwk.kid, 'one');
  assert.equal(read('/list')?.audience, 'staff');
  assert.throws(() => read(list.replace('/pem', '/public')), /filen \/public innehåller ingen privat nyckel/);
  assert.throws(() => read(list.replace('/pem', '/gone')), /filen \/gone finns inte/);
});

test('docs/configuration.md explains exactly the variables that are read, in their order', () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/configuration.md'), 'utf8');
  assert.deepEqual([...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name), [...variables]);
});

test('deploy/sprang.env names no variable that is not read', () => {
  const text = readFileSync(join(import.meta.dirname, '../deploy/sprang.env'), 'utf8');
  const named = [...text.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name);
  assert.ok(named.length > 5);
  assert.deepEqual(named.filter((name) => !(variables as readonly string[]).includes(name ?? '')), []);
});
