import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import type { Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, bo, chef, other, social]: Client[] = [];
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const browser = async (name: string, at: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, at));
  asa = await browser('Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  bo = await browser('Bo Ek', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  chef = await browser('Cilla Chef', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['manager'] });
  other = await browser('Dan Barn', { authority: 'tekniska-namnden', unit: 'fardtjanst-barn', roles: ['officer'] });
  social = await browser('Eva Soc', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['manager'] });
});

async function newCase(): Promise<{ at: string; id: Uuid }> {
  const { caseId } = await apply(house, town, tilda);
  return { at: `/handlaggning/arenden/${caseId}`, id: caseId };
}

describe('the reading rule', () => {
  test('an officer who has not taken a case must state a reason, which is logged for the person', async () => {
    const { at, id } = await newCase();
    const asked = await asa!.get(at);
    assert.match(asked.text, /Varför öppnar du ärendet/);
    assert.ok(!asked.text.includes('Det gör ont att stå.'));
    assert.equal((await asa!.post(`${at}/skal`, { reason: 'nyfiken' })).status, 422);
    assert.equal((await asa!.post(`${at}/skal`, { reason: 'cover', note: 'Bo är sjuk' })).status, 303);
    const opened = await asa!.get(at);
    assert.match(opened.text, /Det gör ont att stå\./);
    assert.match(opened.text, /Jag vikarierar för handläggaren/);
    const log = await house.asOwner<{ event: string; detail: { ground?: string } }>(
      `select event, detail from platform.audit_entry where dossier_id = $1 and event = 'cases.read' order by id`, [id]);
    assert.equal(log.at(-1)!.detail.ground, 'cover');
  });

  test('a manager opens an unassigned case to distribute it', async () => {
    const { at } = await newCase();
    assert.match((await chef!.get(at)).text, /Fördelning/);
  });

  test('another unit is refused, and another authority finds nothing', async () => {
    const { at } = await newCase();
    assert.equal((await other!.get(at)).status, 403);
    assert.equal((await social!.get(at)).status, 404);
  });
});

describe('taking a case', () => {
  test('asks about bias, and the first who takes it has it', async () => {
    const { at } = await newCase();
    assert.equal((await asa!.post(`${at}/ta`, {})).status, 422);
    const [first, second] = await Promise.all([asa!.post(`${at}/ta`, { bias: 'no' }), bo!.post(`${at}/ta`, { bias: 'no' })]);
    assert.deepEqual([first!.status, second!.status].sort(), [303, 409]);
    const winner = first!.status === 303 ? asa! : bo!;
    assert.match((await winner.get(at)).text, /Det gör ont att stå\./);
  });

  test('whoever says that they may be biased does not get it, also not the next time', async () => {
    const { at } = await newCase();
    assert.match((await asa!.post(`${at}/ta`, { bias: 'yes' })).text, /antecknat/);
    assert.equal((await asa!.post(`${at}/ta`, { bias: 'no' })).status, 409);
    assert.match((await bo!.get(at)).text, /Ärendet har ingen handläggare än/);
  });
});

describe('the work list', () => {
  test('shows a new case in its unit and in no other, with its clocks in words', async () => {
    const { id } = await newCase();
    const mine = (await asa!.get('/handlaggning?visa=nya&ordning=fallande')).text;
    assert.ok(mine.includes(id));
    assert.match(mine, /Löfte/);
    assert.match(mine, /Lag/);
    assert.ok(!(await other!.get('/handlaggning?visa=nya&ordning=fallande')).text.includes(id));
    assert.ok(!(await social!.get('/handlaggning?visa=nya&ordning=fallande')).text.includes(id));
  });

  test('moves a taken case to its officer, new until they have looked', async () => {
    const { at, id } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    assert.ok(!(await asa!.get('/handlaggning?visa=nya')).text.includes(id));
    assert.ok((await asa!.get('/handlaggning?visa=mina')).text.includes(id));
    assert.ok((await asa!.get('/handlaggning?visa=nytt')).text.includes(id));
    await asa!.get(at);
    assert.ok(!(await asa!.get('/handlaggning?visa=nytt')).text.includes(id));
  });

  test('has every view, sorted both ways, filtered', async () => {
    for (const view of ['nya', 'mina', 'nytt', 'frister', 'vantar', 'overklagade']) {
      for (const more of ['', '&ordning=fallande', '&tjanst=transportService&bradskande=1', '&sida=2']) {
        assert.equal((await asa!.get(`/handlaggning?visa=${view}${more}`)).status, 200, view + more);
      }
    }
  });
});

describe('search', () => {
  test('finds by case number, personal number and name, posted and never in the address', async () => {
    const { id } = await newCase();
    const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [id]);
    for (const q of [row!.number, '18900101-9802', 'tilda ärlig']) {
      const found = await asa!.post('/handlaggning/sok', { q });
      assert.ok(found.text.includes(id), q);
      assert.ok(!(await social!.post('/handlaggning/sok', { q })).text.includes(id), q);
    }
    assert.equal((await asa!.post('/handlaggning/sok', { q: '12' })).status, 422);
  });
});

describe('a case of one\'s own', () => {
  test('has notes apart, messages, hand-over and deputy', async () => {
    const { at, id } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    await asa!.post(`${at}/anteckning`, { text: 'Ringde, ingen svarade.', kind: 'phone' });
    assert.match((await asa!.get(at)).text, /Ringde, ingen svarade\./);
    await asa!.post(`${at}/meddelande`, { text: 'Hej! Vi har tagit emot din ansökan.' });
    const events = (await asa!.get(`${at}/handelser`)).text;
    assert.match(events, /Hej! Vi har tagit emot din ansökan\./);
    assert.ok(!events.includes('Ringde, ingen svarade.'));
    assert.match((await asa!.get(`${at}/handlingar`)).text, /Tjänsteanteckning, telefonsamtal/);
    const form = (await asa!.get(`${at}/lamna`)).text;
    const boId = /value="([0-9a-f-]{36})"[^>]*>Bo Ek/.exec(form)![1]!;
    assert.equal((await asa!.post(`${at}/lamna`, { to: boId, kind: 'deputy' })).status, 303);
    assert.match((await bo!.get(at)).text, /Det gör ont att stå\./);
    await asa!.post(`${at}/lamna`, { to: boId, kind: 'handOver', note: 'Tar semester.' });
    assert.match((await asa!.get(at)).text, /Varför öppnar du ärendet/);
    assert.ok((await bo!.get('/handlaggning?visa=mina')).text.includes(id));
  });
});
