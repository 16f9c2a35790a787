import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire, makeTown, meet, signedInResident, signedInStaff, transportAnswers } from '../../src/cases/testing.ts';
import { makeKnown } from '../../src/identity/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { createDraft } from '../../src/services/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse } from '../support/index.ts';

const house = await testHouse({ rooms, poolSize: 6 });
const server = await serve(house);
const town = await makeTown(house);
const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
const asa = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
const bo = await hire(house, town, 'Bo Ek', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
await house.db.system(town.id, 'test', (tx) => makeKnown(tx, asa.authorityId, tilda));

function draftBy(startedBy: Uuid, authorityId?: Uuid) {
  return house.db.system(town.id, 'test', (tx) => createDraft(tx, {
    versionId: town.versions[0]!.id, personId: tilda, startedBy, ...(authorityId && { authorityId }), content: { answers: transportAnswers, typed: {}, language: 'sv' },
  }));
}

const count = async (table: string, where: string, value: Uuid) =>
  (await house.asOwner<{ n: number }>(`select count(*)::int as n from ${table} where tenant_id = $1 and ${where} = $2`, [town.id, value]))[0]!.n;

test('an entry sent in from two tabs at once is one case, and both are led to it', async () => {
  const draft = await draftBy(asa.id, asa.authorityId);
  const tabs = await Promise.all([1, 2, 3, 4].map(() => signedInStaff(house, server, town, asa)));
  const fields = { way: 'phone', identityCheck: 'callBack', arrived: '2026-11-20', readBack: '1' };
  const answers = await Promise.all(tabs.map((tab) => tab.post(`/handlaggning/registrering/${draft}/registrera`, fields)));
  assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303, 303]);
  assert.equal(new Set(answers.map(({ location }) => location!.pathname)).size, 1);
  assert.equal(await count('cases.submission', 'id', draft), 1);
});

test('two officers take a case at once: one has it, the other is told', async () => {
  const draft = await draftBy(asa.id, asa.authorityId);
  const first = await signedInStaff(house, server, town, asa);
  const at = (await first.post(`/handlaggning/registrering/${draft}/registrera`, { way: 'phone', identityCheck: 'callBack', arrived: '2026-11-20', readBack: '1' })).location!.pathname;
  const second = await signedInStaff(house, server, town, bo);
  const answers = await Promise.all([first, second].map((one) => one.post(`${at}/ta`, { bias: 'no' })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
  assert.match(answers.find(({ status }) => status === 409)!.text, /Någon annan hann före/);
  assert.equal(await count('cases.assignment', 'case_id', at.split('/').at(-1) as Uuid), 1);
});

test('two tabs that save the same page at once: one is saved, the other is shown both', async () => {
  const draft = await draftBy(tilda);
  const browser = await signedInResident(house, server, town, tilda);
  const path = `/ansokan/${draft}/sida/contact`;
  const shown = await browser.get(path);
  const hidden = Object.fromEntries([...shown.text.matchAll(/<input type="hidden" name="(revision|before)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
  const fields = { ...hidden, contactWay: 'phone', contactOther: 'no', contactLanguage: 'swedish' };
  const answers = await Promise.all(['070-174 06 11', '070-174 06 22'].map((phone) => browser.post(path, { ...fields, phone })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 303]);
  assert.match(answers.find(({ status }) => status === 200)!.text, /annan flik/);
});
