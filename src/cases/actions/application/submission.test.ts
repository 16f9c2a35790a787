import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testHouse } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { services } from '../../../services/index.ts';
import { lastTimeOf } from './last-time.ts';
import { cases } from '../../index.ts';
import { readCaseNumber } from '../../model/case/case-number.ts';
import { findCase } from '../../store/case/case-file.ts';
import { nextCaseNumber } from '../../store/case/numbers.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { recordsOf } from '../../store/register/records.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { casesByWords } from '../../store/case/words.ts';
import { apply, hire, makeTown, meet, transportAnswers, type Town, type Worker } from '../../testing.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';

const house = await testHouse({ rooms: [organisation, identity, services, cases] });
let town: Town;
let tilda: Uuid;
let officer: Worker;
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  officer = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
});

const asStaff = <T>(authority: string, work: (tx: Tx) => Promise<T>) => house.db.transaction('staff',
  { tenant: town.id, staff: officer.id, authority: town.authority(authority) }, { kind: 'system', name: 'test' }, work);
const asResident = <T>(person: Uuid, work: (tx: Tx) => Promise<T>) => house.db.transaction('resident',
  { tenant: town.id, person }, { kind: 'system', name: 'test' }, work);

test('an application becomes a case with number, clocks, party, register and timeline', async () => {
  const { caseId, receipt } = await apply(house, town, tilda);
  assert.equal(receipt, `/mina-sidor/arenden/${caseId}/kvitto`);
  await asStaff('tekniska-namnden', async (tx) => {
    const file = (await findCase(tx, caseId))!;
    assert.equal(readCaseNumber(file.number), file.number);
    assert.match(file.number, /^TN 2026-/);
    assert.deepEqual([file.unitId, file.state, file.channel], [town.unit('fardtjanst'), 'received', 'web']);
    assert.deepEqual([file.arrivedDay, file.promiseDue, file.lawDue], ['2026-11-20', '2026-12-18', '2027-05-20']);
    const [party] = await partiesOf(tx, caseId);
    assert.equal((await partyFacts(tx, party!.id))!.familyName, 'Ärlig');
    const [sent] = await submissionsOf(tx, caseId);
    assert.equal(sent!.content.answers['findText'], transportAnswers['findText']);
    assert.ok(sent!.content.seen.sections.some(({ rows }) => rows.some(({ answer }) => answer.lines.includes('Det gör ont att stå.'))));
    assert.deepEqual((await recordsOf(tx, caseId)).map(({ number, direction, title }) => [number, direction, title]), [[1, 'in', 'Ansökan om färdtjänst']]);
  });
});

test('the wall: staff of another authority, and another resident, see nothing of it', async () => {
  const { caseId } = await apply(house, town, tilda);
  const other = await meet(house, town, 'Bo', 'Annan', '189002029801');
  assert.ok(await asResident(tilda, (tx) => findCase(tx, caseId)));
  for (const look of [
    (work: (tx: Tx) => Promise<unknown>) => asStaff('socialnamnden', work),
    (work: (tx: Tx) => Promise<unknown>) => asResident(other, work),
  ]) {
    assert.equal(await look((tx) => findCase(tx, caseId)), undefined);
    for (const list of [partiesOf, submissionsOf, recordsOf]) assert.deepEqual(await look((tx) => list(tx, caseId)), []);
  }
});

test('staff find a case by number and by words of the name, within their authority', async () => {
  const eva = await meet(house, town, 'Eva-Lena', 'Östling', '189003039800');
  const { caseId } = await apply(house, town, eva);
  const find = (authority: string, by: Parameters<typeof casesByWords>[2]) =>
    asStaff(authority, (tx) => casesByWords(tx, town.authority(authority), by));
  for (const by of [{ number: '189003039800' }, { name: 'östling' }, { name: 'Lena Östling' }]) {
    assert.deepEqual(await find('tekniska-namnden', by), [caseId]);
    assert.deepEqual(await find('socialnamnden', by), []);
  }
  assert.deepEqual(await find('tekniska-namnden', { name: 'Eva Ärlig' }), []);
});

test('the same submission cannot become two cases', async () => {
  const rows = await house.asOwner<{ id: string }>('select id from cases.submission where tenant_id = $1 limit 1', [town.id]);
  await assert.rejects(house.asOwner('insert into cases.submission select * from cases.submission where id = $1', [rows[0]!.id]), /duplicate key/);
});

test('numbers taken at once are all different, and each ends with its check digit', async () => {
  const authority = { id: town.authority('socialnamnden'), diaryPrefix: 'SN' };
  const numbers = await Promise.all(Array.from({ length: 120 }, () => nextCaseNumber(house, town.id, authority)));
  assert.equal(new Set(numbers).size, 120);
  assert.ok(numbers.every((number) => readCaseNumber(number) === number));
});

test('last time is the person\'s own newest case of the service, not older than asked for', async () => {
  const kim = await meet(house, town, 'Kim', 'Sist', '189004049809');
  const none = await asResident(kim, (tx) => lastTimeOf(tx, kim, ['transportService'], new Date(0)));
  assert.equal(none, undefined);
  await apply(house, town, kim);
  house.clock.forward(1_000);
  await apply(house, town, kim, { ...transportAnswers, findText: 'Nytt svar.' });
  const last = await asResident(kim, (tx) => lastTimeOf(tx, kim, ['transportService'], new Date(0)));
  assert.equal(last!.answers['findText'], 'Nytt svar.');
  assert.equal(await asResident(kim, (tx) => lastTimeOf(tx, kim, ['transportService'], new Date('2027-01-01'))), undefined);
  assert.equal(await asResident(tilda, (tx) => lastTimeOf(tx, kim, ['transportService'], new Date(0))), undefined);
});
