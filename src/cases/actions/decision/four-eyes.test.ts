import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../testing.ts';
import { confirms, granted } from '../../testing-decisions.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [officer, second]: Worker[] = [];
before(async () => {
  town = await makeTown(house, ['../src/cases/fixtures/kolonilott']);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  officer = await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] });
  second = await hire(house, town, 'Bo Ek', { ...at, roles: ['officer'] });
  await house.asOwner(`update organisation.delegation set four_eyes = true where tenant_id = $1 and point = '5.3'`, [town.id]);
});
after(closePdf);

const as = (worker: Worker | undefined) => signedInStaff(house, server, town, worker!);
const rows = <T extends Record<string, unknown>>(sql: string, id: string) => house.asOwner<T>(sql, [id]);

describe('four eyes', () => {
  /** A decision that Åsa has handed over to be reviewed. */
  async function asked(): Promise<{ at: string; id: Uuid; asa: Client; link: string }> {
    const asa = await as(officer);
    const { caseId: id } = await apply(house, town, tilda, { wantsShed: false, isChild: false, hasCosts: false }, 'allotment');
    const at = `/handlaggning/arenden/${id}`;
    assert.equal((await asa.post(`${at}/ta`, { bias: 'no' })).status, 303);
    const form = await asa.get(`${at}/beslut?om=permit`);
    await asa.post(`${at}/beslut`, { ...granted('plot'), om: 'permit', revision: hidden(form.text, 'revision'), do: 'onward' });
    assert.match((await asa.get(`${at}/beslut/fatta?om=permit`)).text, /Lämna till granskning/);
    assert.equal((await confirms(asa, at, 'permit')).status, 303);
    const [row] = await rows<{ id: string }>('select id from cases.confirmation where case_id = $1', id);
    return { at, id, asa, link: `${at}/granskning/${row!.id}` };
  }

  test('the decision is made when a second officer stands behind it, and both sign', async () => {
    const { at, id, asa, link } = await asked();
    assert.equal((await rows('select 1 from cases.decision where case_id = $1', id)).length, 0, 'not made by one alone');
    assert.equal((await asa.post(link, { do: 'confirm', unbiased: '1' })).status, 403, 'not by the one who asked');
    const bo = await as(second);
    const [file] = await rows<{ number: string }>('select number from cases.case_file where id = $1', id);
    assert.ok((await bo.get('/handlaggning/granskning')).text.includes(file!.number));
    assert.ok(!(await asa.get('/handlaggning/granskning')).text.includes(file!.number), 'one\'s own is not there to review');
    assert.ok((await bo.get('/handlaggning/uppgifter')).text.includes(`href="${link}"`), 'a task of the colleague');
    assert.ok(!(await asa.get('/handlaggning/uppgifter')).text.includes(link), 'and of nobody who asked');
    assert.match((await asa.get(`${at}/frister`)).text, /Granska ett beslut[^]*En av Bo Ek/);
    assert.equal((await bo.post(link, { do: 'confirm' })).status, 422, 'says that they are not biased');
    assert.equal((await bo.post(link, { do: 'confirm', unbiased: '1' })).status, 303);
    assert.equal((await bo.post(link, { do: 'confirm', unbiased: '1' })).status, 409);
    const [made] = await rows<{ decided_by: string; confirmed_by: string }>('select decided_by, confirmed_by from cases.decision where case_id = $1', id);
    assert.deepEqual(made, { decided_by: officer!.id, confirmed_by: second!.id });
    assert.ok(!(await bo.get('/handlaggning/uppgifter')).text.includes(link), 'the task has ended');
    const [letter] = await rows<{ document_id: string }>('select document_id from cases.decision where case_id = $1', id);
    assert.match(textOfPdf((await asa.get(`${at}/dokument/${letter!.document_id}`)).bytes), /Åsa Öberg[^]*Bo Ek/);
  });

  test('what has changed since it was asked for is not decided', async () => {
    const { at, id, asa, link } = await asked();
    const form = await asa.get(`${at}/beslut?om=permit`);
    await asa.post(`${at}/beslut`, { ...granted('plot', { 'plot.until': '2030-11-30' }), om: 'permit', revision: hidden(form.text, 'revision'), do: 'save' });
    const bo = await as(second);
    assert.match((await bo.get(link)).text, /Något har ändrats/);
    assert.equal((await bo.post(link, { do: 'confirm', unbiased: '1' })).status, 409);
    assert.equal((await rows('select 1 from cases.decision where case_id = $1', id)).length, 0);
  });

  test('it is sent back with a note that the one who wrote it sees', async () => {
    const { at, id, asa, link } = await asked();
    const tasks = () => rows<{ key: string; for_staff_id: string | null }>(`select split_part(key, ':', 1) as key, for_staff_id from cases.task
      where case_id = $1 and key like 'confirm%' and done_at is null`, id);
    const bo = await as(second);
    assert.equal((await bo.post(link, { do: 'back', note: '' })).status, 422);
    assert.equal((await bo.post(link, { do: 'back', note: 'Skriv varför det gäller två år.' })).status, 303);
    assert.match((await asa.get(`${at}/beslut/fatta?om=permit`)).text, /Skriv varför det gäller två år\./);
    assert.deepEqual(await tasks(), [{ key: 'confirmBack', for_staff_id: officer!.id }], 'whose turn it is');
    assert.equal((await confirms(asa, at, 'permit')).status, 303, 'it can be asked for anew');
    assert.deepEqual(await tasks(), [{ key: 'confirm', for_staff_id: null }]);
  });
});
