import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, beforeEach, describe, test } from 'node:test';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { unzipSync } from 'fflate';
import { serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases, destroyDue } from '../cases/index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town } from '../cases/testing.ts';
import { addStaff, identity } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/testing.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { childAt, childrenOf, closePdf, readXml, textAt, textOfPdf, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { records } from './index.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, records], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, petra, soc]: Client[] = [];
const keeping = '/handlaggning/register/gallring';
const archive = '/handlaggning/register/arkiv';

/** A day; everybody signs in anew, since a session does not last for years. */
async function onDay(day: string): Promise<void> {
  house.clock.set(new Date(`${day}T09:00:00Z`));
  const browser = async (name: string, at: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, at));
  asa = await browser('Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  petra = await browser('Petra Reg', { authority: 'tekniska-namnden', roles: ['registrar'] });
  soc = await browser('Eva Soc', { authority: 'socialnamnden', roles: ['registrar'] });
}
before(async () => { house.clock.set(start); });
beforeEach(async () => {
  house.clock.set(start);
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  await onDay('2026-11-20');
});

/** An administrator of the whole organisation, who stands in no authority. */
async function wholeAdministrator(): Promise<Client> {
  const browser = server.browser(town);
  browser.setCookie(cookieNames.staff, await house.db.system(town.id, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Rut Adm', title: 'Administratör', organisationalId: 'rut' });
    return startSession(tx, {
      realm: 'staff', staffId, level: 3, provenAt: tx.now, unitIds: [], roles: ['administrator'], display: { name: 'Rut Adm', place: 'Kommunen' }, provider: { issuer: 'test', subject: 'rut' },
    });
  }));
  return browser;
}

async function closedCase(): Promise<{ id: Uuid; number: string }> {
  const { caseId } = await apply(house, town, tilda);
  await asa!.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  await asa!.post(`/handlaggning/arenden/${caseId}/anteckning`, { text: 'Ringde och förklarade.', kind: 'note' });
  assert.equal((await asa!.post(`/handlaggning/arenden/${caseId}/avsluta`, { how: 'other', why: 'Inget kvar att pröva.' })).status, 303);
  const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
  return { id: caseId, number: row!.number };
}

const exists = async (id: Uuid) => (await house.asOwner('select id from cases.case_file where id = $1', [id])).length === 1;
const nightly = () => house.db.system(town.id, 'test', (tx) => destroyDue(tx));

/** What the form of a plan sends: every kind of the service, with the same time. */
async function plan(lines: Record<string, string>, more: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const page = (await petra!.get(`${keeping}/planer/transportService`)).text;
  const kinds = [...page.matchAll(/name="keep_(\w+)"/g)].map(([, kind]) => kind!);
  assert.ok(kinds.length > 5);
  const fields = Object.fromEntries(kinds.flatMap((kind) => [[`keep_${kind}`, lines[kind] ?? lines['all'] ?? 'P2Y'], [`from_${kind}`, 'closed']]));
  return petra!.post(`${keeping}/planer/transportService`, { ...fields, validFrom: '2026-11-21', decidedDay: '2026-11-18', paragraph: '§ 123', ...more });
}

describe('the plan of an authority', () => {
  test('takes the place of what came with the service, from its day, with paragraph and history', async () => {
    const { id } = await closedCase();
    assert.equal((await plan({ all: 'P20Y' }, { shorter: 'on' })).status, 303);
    const page = (await petra!.get(`${keeping}/planer/transportService`)).text;
    assert.match(page, /§ 123[\s\S]*20 år/);
    assert.match(page, /Nämnden har inte beslutat om gallring för tjänsten/, 'not before its day');
    assert.ok(!(await petra!.get(keeping)).text.includes('Nämnden har inte beslutat om gallring'), 'decided for what the authority has');
    await onDay('2029-06-01');
    assert.match((await petra!.get(`${keeping}/planer/transportService`)).text, /Nämndens beslut gäller sedan 21 november 2026/);
    await nightly();
    const [row] = await house.asOwner<{ destroyed: string[] }>('select destroyed from cases.case_file where id = $1', [id]);
    assert.deepEqual(row!.destroyed, [], 'the service says two years, the authority twenty');
  });

  test('is never shortened silently', async () => {
    assert.match((await petra!.get(keeping)).text, /Nämnden har inte beslutat om gallring[^]*Färdtjänst/);
    const refused = await plan({ all: 'P1Y' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /gallras tidigare än i förslaget/);
    assert.match(refused.text, /beslut/);
    assert.equal((await house.asOwner('select id from cases.retention_plan where tenant_id = $1', [town.id])).length, 0);
    assert.equal((await plan({ all: 'P1Y' }, { shorter: 'on' })).status, 303);
    const [audit] = await house.asOwner<{ detail: { shorter: string } }>("select detail from platform.audit_entry where tenant_id = $1 and event = 'records.planDecided' and outcome = 'done'", [town.id]);
    assert.match(audit!.detail.shorter, /decision/);
  });

  test('asks for its decision, and is the registrar\'s of that authority alone', async () => {
    assert.equal((await plan({ all: 'P20Y' }, { paragraph: '' })).status, 422);
    assert.equal((await plan({ all: 'P20Y' }, { validFrom: '2026-01-01' })).status, 422);
    assert.equal((await plan({ all: 'P20Y' }, { decidedDay: '2027-01-01' })).status, 422);
    assert.equal((await asa!.get(keeping)).status, 403);
    assert.equal((await soc!.get(`${keeping}/planer/transportService`)).status, 404);
  });
});

describe('what goes', () => {
  test('is nothing before the authority has decided: the times of the service are a proposal, and what they would have let go waits', async () => {
    const { id, number } = await closedCase();
    await onDay('2046-12-01');
    await nightly();
    assert.match((await petra!.get(keeping)).text, /gallras inget förrän nämnden har beslutat[^]*Ett ärende skulle ha gallrats[^]*Inget gallras, beslut saknas[^]*Inget står på tur/);
    await petra!.post(`${keeping}/korning`, {});
    const left = async () => (await house.asOwner<{ destroyed: string[] }>('select destroyed from cases.case_file where id = $1', [id]))[0]?.destroyed;
    assert.deepEqual(await left(), []);
    const ahead = (await petra!.get(`${keeping}/kommande?manader=1`)).text;
    assert.ok(ahead.includes(number) && ahead.includes('Väntar på nämndens beslut'));
    await plan({ all: 'P5Y' }, { validFrom: '2046-12-02', decidedDay: '2046-11-30', shorter: 'on' });
    await nightly();
    assert.deepEqual(await left(), [], 'not before the day of the plan');
    await onDay('2046-12-02');
    await nightly();
    assert.equal(await left(), undefined, 'the whole case, by the decision');
  });

  test('is told months ahead, run by hand, and proved with number and hash', async () => {
    const { id, number } = await closedCase();
    await plan({ all: 'P1Y' }, { shorter: 'on' });
    await onDay('2026-12-01');
    const ahead = (await petra!.get(`${keeping}/kommande?manader=12`)).text;
    assert.match(ahead, /2027-11/);
    assert.ok(ahead.includes(number) && ahead.includes('Ansökan'));
    assert.ok(!(await petra!.get(`${keeping}/kommande?manader=6`)).text.includes(number));
    assert.ok(!(await soc!.get(`${keeping}/kommande?manader=12`)).text.includes(number));
    assert.match((await petra!.get(keeping)).text, /Inget står på tur/);
    await onDay('2027-11-20');
    assert.match((await petra!.get(keeping)).text, /Ett ärende har handlingar som ska gallras, 1 av dem i sin helhet/);
    const ran = await petra!.post(`${keeping}/korning`, {});
    assert.ok(!await exists(id));
    const proof = (await petra!.get(ran.location!.pathname)).text;
    assert.ok(proof.includes(number) && proof.includes('Hela ärendet') && !proof.includes('Ärlig'));
    assert.match(proof, /Nämndens beslut 18 november 2026, § 123/, 'by whose decision');
    assert.match((await petra!.get(`${keeping}/statistik`)).text, /2027[^]*Färdtjänst[^]*Hela ärendet/);
    assert.ok(!(await soc!.get(`${keeping}/statistik`)).text.includes('Hela ärendet'));
    const hash = /[0-9a-f]{64}/.exec(proof)![0];
    assert.ok(textOfPdf((await petra!.get(`${ran.location!.pathname}/lista`)).bytes).replaceAll(/\s/g, '').includes(hash));
    await house.asOwner('update cases.destruction set row_count = row_count + 1 where number = $1 and tenant_id = $2', [number, town.id]);
    assert.ok(!(await petra!.get(ran.location!.pathname)).text.includes(hash), 'a list that was changed has another hash');
    assert.equal((await soc!.get(ran.location!.pathname)).status, 404);
  });

  test('a held case stays until the hold is lifted', async () => {
    const { id, number } = await closedCase();
    const other = await closedCase();
    await plan({ all: 'P1Y' }, { shorter: 'on' });
    assert.equal((await petra!.post(`${keeping}/stopp`, { number: 'TN 2001-000001-0', reason: 'Tillsyn pågår' })).status, 422);
    assert.equal((await petra!.post(`${keeping}/stopp`, { number, reason: 'Tillsyn pågår' })).status, 303);
    assert.match((await petra!.post(`${keeping}/stopp`, { number, reason: 'Tillsyn pågår' })).text, /redan stoppat/);
    await onDay('2027-12-01');
    assert.match((await petra!.get(`${keeping}/kommande`)).text, /Gallringsstopp/);
    await nightly();
    assert.deepEqual([await exists(id), await exists(other.id)], [true, false]);
    const page = (await petra!.get(`${keeping}/stopp`)).text;
    assert.match(page, /Tillsyn pågår/);
    const lift = /stopp\/[0-9a-f-]{36}\/hav/.exec(page)![0];
    assert.equal((await soc!.post(`${keeping}/${lift}`, {})).status, 404);
    await petra!.post(`${keeping}/${lift}`, {});
    await nightly();
    assert.equal(await exists(id), false);
  });

  test('personal files of people born on the days of the sample are kept, others are not', async () => {
    const kept = await closedCase();
    const file = await closedCase();
    await house.asOwner("update cases.case_file set register = 'personFile' where id = $1", [kept.id]);
    await plan({ all: 'P1Y' }, { shorter: 'on' });
    assert.equal((await petra!.post(`${keeping}/forskning`, { days: '1, 99', decidedDay: '2026-11-18', paragraph: '§ 9' })).status, 422);
    assert.equal((await petra!.post(`${keeping}/forskning`, { days: '1, 15', decidedDay: '2026-11-18', paragraph: '§ 9' })).status, 303);
    await onDay('2027-12-01');
    await nightly();
    assert.deepEqual([await exists(kept.id), await exists(file.id)], [true, false], 'Tilda is born on the first');
    await petra!.post(`${keeping}/forskning`, { days: '', decidedDay: '2027-11-30', paragraph: '§ 10' });
    await nightly();
    assert.equal(await exists(kept.id), false, 'switched off again');
  });
});

describe('the archive', () => {
  test('gets a package with every file by its hash, cases and records described', async () => {
    const { number } = await closedCase();
    await onDay('2026-11-21');
    const made = await petra!.post(archive, { from: '2026-11-01', until: '2026-11-20' });
    assert.equal(made.location?.searchParams.get('klart'), 'paket');
    const page = (await petra!.get(archive)).text;
    const at = /\/handlaggning\/register\/arkiv\/[0-9a-f-]{36}/.exec(page)![0];
    assert.equal((await petra!.get(`${at}/fil`)).status, 409, 'not before there is a key to seal it to');
    const secret = await generateX25519Identity();
    const recipient = await identityToRecipient(secret);
    const ragnar = await signedInStaff(house, server, town, await hire(house, town, 'Ragnar Adm', { authority: 'tekniska-namnden', roles: ['administrator'] }));
    assert.equal((await ragnar.post('/handlaggning/administration/arkivet', { recipient })).status, 403, 'nobody of one authority sets it');
    const whole = await wholeAdministrator();
    for (const wrong of ['', 'age1abc', secret]) {
      const { status, text } = await whole.post('/handlaggning/administration/arkivet', { recipient: wrong });
      assert.equal(status, 422, wrong);
      assert.ok(!text.includes(secret));
    }
    assert.equal((await whole.post('/handlaggning/administration/arkivet', { recipient })).status, 303);
    const sealed = (await petra!.get(`${at}/fil`)).bytes;
    assert.throws(() => unzipSync(sealed), 'who fetches it cannot read it');
    assert.ok(!sealed.includes('PK\u0003\u0004') && !sealed.toString('latin1').includes(number));
    const decrypter = new Decrypter();
    decrypter.addIdentity(secret);
    const zip = unzipSync(await decrypter.decrypt(sealed));
    const mets = readXml(Buffer.from(zip['sip.xml']!).toString('utf8'));
    const described = JSON.stringify(mets);
    for (const [path, bytes] of Object.entries(zip)) {
      if (path === 'sip.xml') continue;
      assert.ok(described.includes(path), path);
      assert.ok(described.includes(createHash('sha256').update(bytes).digest('hex')), `the hash of ${path}`);
    }
    const metadata = readXml(Buffer.from(zip['metadata/arendehantering.xml']!).toString('utf8'));
    const [one] = childrenOf(childAt(metadata, 'ArkivobjektListaArenden')!, 'ArkivobjektArende');
    assert.equal(textAt(one!, 'ArkivobjektID'), number);
    assert.equal(textAt(one!, 'Avslutat'), '2026-11-20');
    assert.ok(childrenOf(childAt(one!, 'ArkivobjektListaHandlingar')!, 'ArkivobjektHandling').length >= 2);
    const timeline = Object.keys(zip).find((path) => path.endsWith('handelser.pdf'))!;
    assert.match(textOfPdf(Buffer.from(zip[timeline]!)), /Ringde och förklarade/);
    assert.ok(Object.entries(zip).some(([path, bytes]) => path.endsWith('.pdf') && textOfPdf(Buffer.from(bytes)).includes('Artros')), 'the signed application');
    assert.equal((await soc!.get(`${at}/fil`)).status, 404);
    assert.equal((await asa!.get(`${at}/fil`)).status, 403);
  });

  test('comes first where the plan says so: destroyed when it has been received, and the proof says that it was', async () => {
    const { id, number } = await closedCase();
    await plan({ all: 'P1Y' }, { shorter: 'on', exportFirst: 'on' });
    await onDay('2028-01-10');
    await nightly();
    assert.ok(await exists(id), 'not in the archive yet');
    await petra!.post(archive, { from: '2026-11-01', until: '2026-12-31' });
    const at = /\/handlaggning\/register\/arkiv\/[0-9a-f-]{36}/.exec((await petra!.get(archive)).text)![0];
    await nightly();
    assert.ok(await exists(id), 'packed is not received');
    const name = `receipt-${at.split('/').at(-1)!}`;
    assert.equal((await petra!.post(`${at}/kvittens`, { [name]: '' })).status, 422);
    assert.equal((await soc!.post(`${at}/kvittens`, { [name]: 'SA-17' })).status, 404);
    assert.equal((await petra!.post(`${at}/kvittens`, { [name]: 'SA-17' })).status, 303);
    const ran = await petra!.post(`${keeping}/korning`, {});
    assert.equal(await exists(id), false);
    const [row] = await house.asOwner<{ export_id: string }>('select export_id from cases.destruction where number = $1 and tenant_id = $2', [number, town.id]);
    assert.ok(at.endsWith(row!.export_id));
    assert.match((await petra!.get(ran.location!.pathname)).text, /Först till arkivet[\s\S]*Ja/);
    assert.equal((await petra!.post(archive, { from: '2026-11-01', until: '2026-12-31' })).location?.searchParams.get('klart'), 'inget');
    await onDay('2028-05-01');
    await house.db.system(town.id, 'test', (tx) => (records.retention as { run(one: unknown): Promise<unknown> }).run(tx));
    assert.equal((await petra!.get(`${at}/fil`)).status, 404, 'the package goes when the archive has had it a while');
    assert.match((await petra!.get(archive)).text, /SA-17/);
  });
});
