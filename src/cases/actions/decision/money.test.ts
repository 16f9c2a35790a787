import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readDemoCase } from '../../../../demo/cases/read-case.ts';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation, publishTable, tableVersions } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Tx, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { apply, applyOwnPart, hire, makeTown, meet, signedInStaff, type Town } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: new Date('2026-11-05T09:00:00Z') });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-05');
let town: Town;
let carina: Uuid;
let david: Uuid;
let nils: Client;
let caseId: Uuid;
before(async () => {
  town = await makeTown(house, ['ekonomiskt-bistand-manad']);
  carina = await meet(house, town, 'Carina', 'Westmark', '198503032386');
  david = await meet(house, town, 'David', 'Westmark', '198701182399');
  nils = await signedInStaff(house, server, town, await hire(house, town, 'Nils', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['officer'] }));
  ({ caseId } = await apply(house, town, carina, demo.answers, 'economicAidMonth'));
});

const as = <T>(person: Uuid, work: (tx: Tx) => Promise<T>) => house.db.transaction('resident', { tenant: town.id, person }, { kind: 'system', name: 'test' }, work);
const at = () => `/handlaggning/arenden/${caseId}`;

test('a couple: what one has earned is not read by the other, and the shared pages by both', async () => {
  const seenBy = async (person: Uuid) => as(person, async (tx) => (await submissionsOf(tx, caseId)).map(({ content, kind }) => [kind, 'ownIncomes' in content.answers, 'expenses' in content.answers]));
  assert.deepEqual(await seenBy(carina), [['application', true, true], ['shared', false, true]]);
  assert.deepEqual(await seenBy(david), [['shared', false, true]]);
});

test('nothing is proposed while the co-applicant\'s part is missing; then the sum of both', async () => {
  await nils.post(`${at()}/ta`, { bias: 'no' });
  assert.match((await nils.get(`${at()}/utredning`)).text, /Den medsökande har inte lämnat sin del/);
  await applyOwnPart(house, town, david, caseId, { ...sharedOf(demo.answers), ...demo.coApplicant!.answers });
  const text = (await nils.get(`${at()}/utredning`)).text.replaceAll(/[\u00a0\u202f]/g, ' ');
  assert.match(text, /6 404 kr/);
  assert.match(text, /Riksnorm \(exempelbelopp\)/);
  const [row] = await house.asOwner<{ waiting_for: string | null; promise_due: string }>('select waiting_for, promise_due::text from cases.case_file where id = $1', [caseId]);
  assert.deepEqual(row, { waiting_for: null, promise_due: '2026-11-12' });
});

test('an officer decides in parts, and the letter shows how it was worked out', async () => {
  const form = (await nils.get(`${at()}/beslut`)).text;
  const items = [...new Set([...form.matchAll(/name="(\w+)\.outcome"/g)].map(([, item]) => item!))];
  assert.ok(items.includes('norm') && items.includes('rent'));
  assert.match(form.replaceAll('&#44;', ','), /name="norm\.amount"[^>]*value="16900"|value="16900"[^>]*name="norm\.amount"/);
  const reasons: Record<string, string> = { norm: 'asNorm', care: 'careNeeded', other: 'otherNeeded' };
  const fields = Object.fromEntries(items.flatMap((item) => [
    [`${item}.outcome`, 'granted'], [`${item}.reasons`, reasons[item.split('_')[0]!] ?? 'reasonableCost'], [`${item}.from`, '2026-10-01'], [`${item}.until`, '2026-10-31'], [`${item}.amount`, '100'],
  ]));
  const saved = await nils.post(`${at()}/beslut`, { ...fields, amount: '6 404', revision: hidden(form, 'revision'), do: 'onward' });
  assert.equal(saved.status, 303, saved.text.slice(saved.text.indexOf('error-summary'), saved.text.indexOf('error-summary') + 900));
  const example = /Beloppen är exempel och gäller inte på riktigt/;
  const draft = async () => textOfPdf((await nils.get(`${at()}/beslut/brev`)).bytes).replaceAll(/\s+/g, ' ');
  assert.match(await draft(), example);
  house.clock.forward(1_000);
  await house.db.system(town.id, 'test', async (tx) => {
    for (const [name, versions] of await tableVersions(tx, ['riksnormExempel', 'skaligaKostnaderExempel'])) {
      const { validFrom, rows, facts } = versions.findLast(({ validFrom: from }) => from <= '2026-10-01')!;
      await publishTable(tx, { ...facts, table: name, example: false, versions: [{ validFrom, rows }] });
    }
  });
  assert.ok(!example.test(await draft()), 'the municipality has put in its own amounts');
  const confirm = (await nils.get(`${at()}/beslut/fatta`)).text;
  const made = await nils.post(`${at()}/beslut/fatta`, { revision: hidden(confirm, 'revision'), inquiry: hidden(confirm, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303, made.text);
  const letter = /dokument\/([0-9a-f-]{36})/.exec((await nils.get(`${at()}/beslut`)).text)![1]!;
  const text = textOfPdf((await nils.get(`${at()}/dokument/${letter}`)).bytes).replaceAll(/[\u00a0\u202f]/g, ' ');
  assert.match(text, /Ja\. Du får 6 404 kr\./);
  assert.match(text, /Så har vi räknat/);
  assert.match(text, /Carina Westmark\nDavid Westmark/);
  assert.equal((await house.asOwner('select 1 from cases.notification where case_id = $1', [caseId])).length, 2, 'each has a clock of their own');
});

/** What both share: everything that is not on a page of one's own. */
function sharedOf(answers: Answers): Answers {
  const own = new Set(['hasIncomes', 'ownIncomes', 'hasSavings', 'situation', 'newIncome', 'followedPlan', 'hasCare', 'careCosts', 'activities']);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !own.has(id)));
}
