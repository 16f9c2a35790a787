import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeTown, meet } from '../src/cases/testing.ts';
import { promiseOf, seedOf } from '../src/queue/model/draw.ts';
import { bare, grown, leafOf, rootOf } from '../src/queue/model/mountain.ts';
import { rooms } from '../src/sprang.ts';
import { loader, testHouse } from './support/index.ts';

const house = await testHouse({ rooms });
const town = await makeTown(house, []);
const root = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'sprang-cli-'));
after(() => rm(folder, { recursive: true, force: true }));

interface Ended { code: number | null; out: string; err: string }

/** Runs a command as an operator does, against the test database. */
function sprang(words: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', loader, 'src/cli.ts', ...words], {
    cwd: root,
    env: {
      ...process.env, DATABASE_URL: house.ownerUrl, SPRANG_MASTER_KEY: house.master.toString('base64'), SPRANG_VAR: folder,
      SPRANG_PUBLIC_ADDRESS: 'https://e-tjanster.exempel.se', SPRANG_DEMO: 'off',
    },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  child.stdin.end(input);
  return new Promise((resolve) => { child.on('close', (code) => { resolve({ code, out, err }); }); });
}

test('an unknown command lists those there are, and is an error', async () => {
  const ended = await sprang(['danse']);
  assert.equal(ended.code, 2);
  assert.match(ended.err, /sprang publish/);
});

test('check names file, line, reason and remedy of a service that cannot be published', async () => {
  const bad = (await readFile(join(root, 'catalogue/fardtjanst/service.yaml'), 'utf8')).replace('need: getAround', 'need: goAround');
  await writeFile(join(folder, 'service.yaml'), bad);
  const ended = await sprang(['check', folder]);
  assert.equal(ended.code, 1);
  assert.match(ended.err, /service\.yaml:\d+:\d+ need/);
  assert.equal((await sprang(['check', 'catalogue/fardtjanst'])).code, 0);
});

test('a service is stopped with a reason, and opened again', async () => {
  assert.equal((await sprang(['service', 'stop', 'transportService', town.host])).code, 1, 'a reason is needed');
  assert.match((await sprang(['service', 'stop', 'transportService', town.host, '--why', 'Byter system'])).out, /tar inte emot/);
  assert.match((await sprang(['service', 'open', 'transportService', town.host])).out, /tar emot ansökningar igen/);
  assert.match((await sprang(['service', 'open', 'transportService', town.host])).out, /var inte stoppad/);
});

test('publish takes a version in once, and refuses a host that no organisation has', async () => {
  assert.match((await sprang(['publish', 'catalogue/fardtjanst', town.host])).out, /gäller från/);
  assert.match((await sprang(['publish', 'catalogue/fardtjanst', town.host])).out, /samma version/);
  const refused = await sprang(['publish', 'catalogue/fardtjanst', 'ingen.exempel.se']);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /ingen organisation har det värdnamnet/);
});

test('a file that cannot be read, or is wrong, is told with its remedy and without a stack', async () => {
  const missing = await sprang(['organisation', 'add', join(folder, 'saknas.yaml')]);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /går inte att läsa \(ENOENT\)/);
  assert.doesNotMatch(missing.err, /\n\s+at /);
});

test('an invitation is a code that is stored only as a hash', async () => {
  const ended = await sprang(['administrator', 'invite', town.host, 'Ada', 'Berg']);
  const code = /^ {2}(\S{12})$/m.exec(ended.out)?.[1] ?? '';
  assert.equal(code.length, 12);
  const rows = await house.asOwner<{ name: string; stored: string }>('select name, encode(code_hash, \'hex\') as stored from identity.invitation where tenant_id = $1', [town.id]);
  assert.equal(rows[0]?.name, 'Ada Berg');
  assert.notEqual(rows[0]?.stored, code);
});

test('a register extract has what every room knows, and the number is never an argument', async () => {
  await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const extract = JSON.parse((await sprang(['person', 'export', town.host], '18900101-9802\n')).out) as { identity: { person: { givenName: string } } };
  assert.equal(extract.identity.person.givenName, 'Tilda');
  assert.equal((await sprang(['person', 'export', town.host], 'inget')).code, 1);
});

test('the audit of an organisation is verified from the command line', async () => {
  const ended = await sprang(['audit', 'verify', town.host]);
  assert.equal(ended.code, 0);
  assert.match(ended.out, /0 fel/);
});

test('a draw is recounted from its published list, and a list that was tampered with is found out', async () => {
  const [secret, ids] = [Buffer.alloc(32, 7), ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`)];
  const list = grown(bare, ids.map(leafOf));
  const root_ = rootOf(list);
  const part = {
    lane: 'prov', promise: promiseOf(secret), secret: secret.toString('hex'), count: 3, root: root_.toString('hex'), seed: seedOf(secret, root_).toString('hex'), part: 1, parts: 1,
    leaves: ids.map((id) => leafOf(id).toString('hex')),
  };
  const file = join(folder, 'del-1.json');
  await writeFile(file, JSON.stringify(part));
  const right = await sprang(['lottery', 'verify', file, '--id', ids[1]!]);
  assert.equal(right.code, 0, right.err);
  assert.match(right.out, /lottningen stämmer. 3 anmälda[^]*nummer 2 och fick plats [123]\./);
  await writeFile(file, JSON.stringify({ ...part, leaves: part.leaves.toReversed() }));
  const wrong = await sprang(['lottery', 'verify', file]);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /roten är inte listans/);
});
