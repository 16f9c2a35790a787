import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRequest } from '../../src/cases/store/inquiry/requests.ts';
import { startSession, cookieNames } from '../../src/identity/session.ts';
import { applicant, asOfficer, decide, fileOf, house, officer, read, server, town } from './world.ts';

test('the receipt says number, what comes and when at latest, and gives a PDF of exactly what was sent', async () => {
  const { browser, path } = await applicant('Tilda');
  const receipt = await browser.get(`${path}/kvitto`);
  assert.equal(receipt.status, 200);
  const words = read(receipt.text);
  assert.match(words, /Vi har fått din ansökan .*TN 2026-\d{6}-\d/);
  assert.match(words, /Du får beslut senast 18 december 2026, om vi har allt vi behöver\./);
  const copy = /href="([^"]+\/kopia)"/.exec(receipt.text)![1]!;
  const [first, second] = [await browser.get(copy), await browser.get(copy)];
  assert.deepEqual([first.status, first.headers['content-type'], first.bytes.subarray(0, 5).toString()], [200, 'application/pdf', '%PDF-']);
  assert.match(first.bytes.toString('latin1'), /pdfaid:part>2/);
  assert.ok(first.bytes.equals(second.bytes), 'made once, and kept');
});

test('My pages and the case page say in sentences how it stands, what was sent, and what is expected', async () => {
  const { browser, path } = await applicant('Maja');
  const mine = read((await browser.get('/mina-sidor')).text);
  assert.match(mine, /Vi fick din ansökan den 20 november 2026\. En handläggare på Färdtjänsten läser den\. Du får beslut senast 18 december 2026/);
  const page = read((await browser.get(path)).text);
  assert.match(page, /Ansökan kom in till oss\. 20 november 2026 kl\. 10\.00 · du/);
  assert.match(page, /Väntas: Du får beslut senast 18 december 2026/);
  assert.match(read((await browser.get(`${path}/skickat`)).text), /Det gör ont att stå\./);
});

test('another person sees nothing of it, at any of its addresses, and may change nothing', async () => {
  const mine = await applicant('Ester');
  const other = await applicant('Bo');
  const decision = await decide(mine.caseId);
  const request = await asOfficer(async (tx) => addRequest(tx, await fileOf(tx, mine.caseId), {
    kind: 'completion', askedBy: officer.id, dueDay: '2026-12-01', content: { text: 'Vi behöver', items: [{ id: 'a', text: 'Intyg' }] } }));
  const submission = /skickat\/([0-9a-f-]+)\/kopia/.exec((await mine.browser.get(`${mine.path}/skickat`)).text)![1]!;
  const paths = ['', '/kvitto', '/skickat', `/skickat/${submission}/kopia`, '/meddelanden', `/komplettering/${request}`, `/yttrande/${request}`,
    `/beslut/${decision}`, `/beslut/${decision}/overklaga`, '/ta-tillbaka', '/vem-har-last', `/fil/${submission}`];
  for (const path of paths) assert.equal((await other.browser.get(mine.path + path)).status, 404, path);
  for (const path of ['/meddelanden', '/min-del', '/ta-tillbaka', `/komplettering/${request}`, `/beslut/${decision}/overklaga`]) {
    assert.equal((await other.browser.post(mine.path + path, { text: 'x', varfor: 'x', andring: 'x' })).status, 404, path);
  }
  // Through one's own case, another's decision and request are not there either.
  assert.equal((await other.browser.get(`${other.path}/beslut/${decision}`)).status, 404);
  assert.equal((await other.browser.get(`${other.path}/komplettering/${request}`)).status, 404);
  assert.deepEqual(await house.asOwner('select 1 from cases.appeal where case_id = $1', [mine.caseId]), []);
});

test('an application is taken back once; the authority closes it', async () => {
  const { caseId, browser, path } = await applicant('Stina');
  assert.match(read((await browser.get(`${path}/ta-tillbaka`)).text), /Ta tillbaka ansökan\?.*Vi slutar arbeta med ärende/);
  for (let press = 0; press < 2; press++) await browser.post(`${path}/ta-tillbaka`, { varfor: 'Jag har flyttat.' });
  assert.match(read((await browser.get(path)).text), /Du har tagit tillbaka ansökan/);
  assert.equal((await house.asOwner('select 1 from cases.entry where case_id = $1 and kind = \'withdrawn\'', [caseId])).length, 1);
});

test('who has read: unit, role and kind of reason, never a name', async () => {
  const { caseId, browser, path } = await applicant('Inga');
  assert.match(read((await browser.get(`${path}/vem-har-last`)).text), /Ingen har öppnat ärendet än/);
  await asOfficer(async (tx) => {
    const { unitId } = await fileOf(tx, caseId);
    for (let page = 0; page < 3; page++) tx.audit({ event: 'cases.read', dossierId: caseId, unitId, detail: { ground: 'advice' } });
  });
  const log = await browser.get(`${path}/vem-har-last`);
  assert.match(read(log.text), /Färdtjänstenheten Handläggare Gav råd till handläggaren/);
  assert.equal(log.text.split('Gav råd till handläggaren').length - 1, 1, 'ten pages of a case are one reading');
  assert.doesNotMatch(log.text, new RegExp(`Åsa|Öberg|${officer.id}`));
});

test('too low a level leads to a step up, not to the case', async () => {
  const { person, path } = await applicant('Lova');
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, { realm: 'resident', personId: person, level: 2, provenAt: tx.now,
    display: { name: 'Lova' }, provider: { issuer: 'test', subject: person } }));
  browser.setCookie(cookieNames.resident, token);
  const refused = await browser.get(path);
  assert.deepEqual([refused.status, refused.location?.pathname, refused.location?.searchParams.get('niva')], [303, '/logga-in', '3']);
  assert.doesNotMatch((await browser.get('/mina-sidor')).text, /Vi fick din ansökan/);
});
