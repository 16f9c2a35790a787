import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { admission, passCookie, pressed } from '../../src/admission/index.ts';
import { counts } from '../../src/admission/measures.ts';
import { addStaff, assign, identity } from '../../src/identity/index.ts';
import { cookieNames, startSession } from '../../src/identity/testing.ts';
import { addOrganisation, listUnits, organisation, readOrganisation } from '../../src/organisation/index.ts';
import { openPools } from '../../src/platform/database/pools.ts';
import { Database } from '../../src/platform/database/transaction.ts';
import { anyone, file, none, putDocument, redirect, route, staff, uuidv7, type RequestContext, type Room, type Uuid } from '../../src/platform/index.ts';
import { serve, testHouse, until } from '../support/index.ts';
import { wayTo } from './way-to-database.ts';

/** What is saved in one transaction: a key of its own and, where there are any, the files under it. */
async function save({ tx, uploads, about }: RequestContext) {
  const keyId = await tx.createKey();
  await tx.enter(keyId);
  about({ dossierId: keyId });
  for (const { bytes, name, mediaType } of uploads) await putDocument(tx, { dossierId: keyId, keyId, name, mediaType, bytes });
  return redirect('/klart');
}

const behind: Room = {
  name: 'portal', personData: { none: 'a test' }, retention: { none: 'a test' },
  routes: [
    route({
      method: 'GET', path: '/fraga', access: anyone('a test'), audit: none('a test'),
      async handle({ tx }) {
        await listUnits(tx);
        return file('svar', 'text/plain');
      },
    }),
    route({
      method: 'GET', path: '/handlaggning/fraga', access: staff('officer'), audit: none('a test'),
      async handle({ tx }) {
        await listUnits(tx);
        return file('svar', 'text/plain');
      },
    }),
    route({ method: 'POST', path: '/ladda-upp', access: anyone('a test'), audit: none('a test'), uploads: { maxBytes: 1_000_000, maxFiles: 1 }, handle: save }),
    route({ method: 'POST', path: '/handlaggning/spara', access: staff('officer'), audit: 'test.saved', handle: save }),
  ],
};
const privateJwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Record<string, unknown>;
// Nothing listens on port 1.
const issuers = [{ issuer: 'http://127.0.0.1:1', clientId: 'sprang', privateJwk, audience: 'both' as const, name: 'Prov-ID' }];
const home = await testHouse({ rooms: [organisation, admission, identity, behind], settings: { issuers } });
const way = await wayTo(home.ownerUrl);
home.atEnd(() => way.end());
const pools = openPools(way.url, home.master, { size: 8 });
home.atEnd(() => pools.end());
/** The same house, by a way that the test holds in its hand. */
const house = { ...home, db: new Database(pools, home.keys, home.clock, home.slots) };
const server = await serve(house);
const host = `t-${uuidv7(new Date()).slice(-12)}.localhost`;
let [tenant, staffCookie]: [Uuid, string] = ['' as Uuid, ''];

before(async () => {
  const town = { ...readOrganisation(join(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml')), default: false, hosts: [host] };
  tenant = await addOrganisation(home.db, town, [host]);
  const token = await home.db.system(tenant, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Prov', title: 'Prov', organisationalId: 'prov' });
    await assign(tx, { staffId, role: 'officer' });
    return startSession(tx, { realm: 'staff', staffId, level: 3, provenAt: tx.now, unitIds: [], roles: ['officer'], display: { name: 'Prov' }, provider: { issuer: 'test', subject: staffId } });
  });
  staffCookie = `${cookieNames.staff}=${token}`;
  const pass = (await get('/handlaggning/fraga', staffCookie)).cookies.find((one) => one.startsWith(passCookie))!;
  staffCookie = `${staffCookie}; ${pass.split(';', 1)[0]}`;
});

function get(path: string, cookie = ''): Promise<{ status: number; text: string; cookies: string[] }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, agent: false, headers: { host, accept: 'text/html', ...(cookie && { cookie }) } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; })
        .on('end', () => { resolve({ status: incoming.statusCode ?? 0, text, cookies: incoming.headers['set-cookie'] ?? [] }); });
    }).on('error', reject).end();
  });
}

/** Many who come again as soon as they have an answer, whatever it was. @returns what was answered so far, and how to send them home */
function crowd(size: number): { answers: number[]; leave(): Promise<void> } {
  const answers: number[] = [];
  let isOver = false;
  const visitor = async () => {
    while (!isOver) {
      answers.push((await get('/fraga')).status);
      await sleep(10);
    }
  };
  const all = Promise.all(Array.from({ length: size }, visitor));
  return {
    answers,
    leave: async () => {
      isOver = true;
      await all;
    },
  };
}

const count = (answers: readonly number[], status: number) => answers.filter((one) => one === status).length;

test('a crowd meets a slow database: some are served, the rest told so, staff get in – and when it is fast again everyone is served, though the crowd never left', async () => {
  way.slow(100);
  const { answers, leave } = crowd(56);
  try {
    await until('some are served and others refused', () => count(answers, 200) >= 10 && count(answers, 503) >= 50);
    assert.equal((await get('/handlaggning/fraga', staffCookie)).text, 'svar');
    assert.equal(pressed(house), true);
    way.slow(0);
    await until('all of the crowd are served', () => answers.length >= 200 && answers.slice(-200).every((status) => status === 200));
  } finally {
    way.slow(0);
    await leave();
  }
  await until('nothing presses any more', () => !pressed(house));
  assert.deepEqual(new Set(answers), new Set([200, 503]), 'nobody got anything else');
});

test('the database goes away in the middle of it: visitors and staff are told so in words, and it is found by itself when it is back', async () => {
  const { answers, leave } = crowd(20);
  try {
    await until('the crowd is served', () => count(answers, 200) >= 40);
    way.cut();
    await until('nobody is served', () => answers.slice(-40).every((status) => status === 503));
    assert.match((await get('/fraga')).text, /Något som tjänsten behöver svarar inte\. Vi arbetar med det\..*ring oss på <a href="tel:/s);
    assert.match((await get('/handlaggning/fraga', staffCookie)).text, /Något som tjänsten behöver svarar inte/);
    way.mend();
    await until('everyone is served', () => answers.slice(-40).every((status) => status === 200));
  } finally {
    way.mend();
    await leave();
  }
  assert.equal((await get('/handlaggning/fraga', staffCookie)).text, 'svar');
});

test('the database hangs with its connections open: the gate finds it out itself, whoever comes then is told at once, and whoever waited is served when it goes on', async () => {
  await until('nothing presses any more', () => !pressed(house));
  way.hang();
  const first = get('/fraga');
  try {
    await until('the gate knows', () => pressed(house));
    const refused = counts.away.normal;
    for (let at = 0; at < 5; at++) assert.equal((await get('/fraga')).status, 503);
    assert.equal(counts.away.normal, refused + 5, 'by the gate, and not by waiting for a connection');
    assert.match((await get('/handlaggning/fraga', staffCookie)).text, /Något som tjänsten behöver svarar inte/);
  } finally {
    way.mend();
  }
  await until('everyone is served', async () => (await get('/fraga')).status === 200);
  assert.ok([200, 503].includes((await first).status));
});

/** As long as `work` goes on, PostgreSQL has no room on its disk for what is written into one of these tables. */
async function withFullDisk(work: () => Promise<void>): Promise<void> {
  const noRoom = 'do $$ begin raise exception \'could not extend file: No space left on device\' using errcode = \'53100\'; end $$';
  const { query } = pg.Client.prototype as unknown as { query(...said: unknown[]): unknown };
  const said = (first: unknown) => (typeof first === 'string' ? first : (first as { text?: string }).text ?? '');
  pg.Client.prototype.query = function saidOnFullDisk(this: pg.Client, first: unknown, ...rest: unknown[]) {
    return query.call(this, /insert into "platform"\."(audit_entry|document_chunk)"/.test(said(first)) ? { text: noRoom } : first, ...rest);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
  }
}

const kept = async () => (await home.asOwner<{ keys: number; files: number }>(
  `select (select count(*)::int from platform.dossier_key where tenant_id = $1) as keys, (select count(*)::int from platform.document where tenant_id = $1) as files`, [tenant]))[0]!;

test('the disk is full: an upload and what cannot be audited are not half saved, resident and staff are told so, and all can still be read', async () => {
  const before_ = await kept();
  const [resident, officer] = [server.browser({ host }), server.browser({ host })];
  for (const one of staffCookie.split('; ')) officer.setCookie(one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1), new URL(`http://${host}:${server.port}`).host);
  const upload = () => resident.multipart('/ladda-upp', {}, [{ field: 'fil', name: 'intyg.txt', mediaType: 'text/plain', bytes: Buffer.from('intyg') }], { headers: { accept: 'text/html' } });
  const saved = () => officer.post('/handlaggning/spara', {}, { headers: { accept: 'text/html' } });
  await withFullDisk(async () => {
    for (let at = 0; at < 4; at++) {
      for (const answer of [await upload(), await saved()]) {
        assert.equal(answer.status, 503);
        assert.match(answer.text, /Inget du har skickat in tidigare är borta\..*ladda om sidan och svara ja om webbläsaren frågar om det ska skickas igen/s);
      }
    }
    assert.equal((await get('/fraga')).text, 'svar', 'a full disk turns nobody else away');
  });
  assert.deepEqual(await kept(), before_);
  assert.deepEqual([(await upload()).status, (await saved()).status], [303, 303]);
  assert.deepEqual(await kept(), { keys: before_.keys + 2, files: before_.files + 1 });
});

test('the provider of sign-in does not answer: resident and staff are told so, and where to call', async () => {
  for (const path of ['/logga-in?som=anna', '/handlaggning/logga-in?som=karin']) {
    const { status, text } = await get(path);
    assert.equal(status, 503, path);
    assert.match(text, /Tjänsten för inloggning svarar inte just nu\. Försök igen om en stund\. Är det bråttom kan du ringa oss på 031-390/, path);
  }
});
