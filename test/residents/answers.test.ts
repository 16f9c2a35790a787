import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { saveContact } from '../../src/identity/index.ts';
import { markRead, writeMessage } from '../../src/messages/index.ts';
import { send } from '../../src/messages/actions/send.ts';
import { uuidv7, type Uuid } from '../../src/platform/index.ts';
import { residentEvents } from '../../src/cases/resident/case/events.ts';
import { updateCase } from '../../src/cases/store/case/case-file.ts';
import { addRequest } from '../../src/cases/store/inquiry/requests.ts';
import { applicant, asOfficer, fileOf, house, officer, read, town } from './world.ts';

test('messages go both ways, are new until they have been looked at, and are registered', async () => {
  const { person, caseId, browser, path } = await applicant('Vera');
  const sent = await browser.post(`${path}/meddelanden`, { text: 'Kan jag få tid på mig?' }, { follow: true });
  assert.match(read(sent.text), /du.*Kan jag få tid på mig\?/i);
  assert.equal((await browser.post(`${path}/meddelanden`, { text: '   ' })).status, 422);
  const key = /name="nyckel" value="([^"]+)"/.exec(sent.text)![1]!;
  for (let press = 0; press < 2; press++) await browser.post(`${path}/meddelanden`, { text: 'Skickat två gånger.', nyckel: key });
  assert.equal((await browser.get(`${path}/meddelanden`)).text.split('Skickat två gånger.').length - 1, 1);
  await asOfficer(async (tx) => {
    const { authorityId, keyId, unitId } = await fileOf(tx, caseId);
    await writeMessage({ house, tx }, { caseId, authorityId, keyId, unitId }, { author: { kind: 'staff', id: officer.id }, person, text: 'Ja, till fredag.' });
    await markRead(tx, caseId, authorityId, { kind: 'staff', id: officer.id });
  });
  assert.match(read((await browser.get('/mina-sidor')).text), /Läs ett nytt meddelande/);
  const conversation = await browser.get(`${path}/meddelanden`);
  assert.match(read(conversation.text), /Färdtjänstenheten .*Ja, till fredag\./);
  assert.doesNotMatch(conversation.text, /Åsa|Öberg/, 'an officer is shown as their unit');
  assert.doesNotMatch(read((await browser.get('/mina-sidor')).text), /Läs ett nytt meddelande/);
  const records = await house.asOwner<{ direction: string; title: string }>('select direction, title from cases.record where case_id = $1 order by number', [caseId]);
  assert.deepEqual(records.map(({ direction }) => direction), ['in', 'in', 'in', 'out']);
});

test('a completion is answered item by item, with files or that one cannot; two tabs: the first counts and the other is told', async () => {
  const { caseId, browser, path } = await applicant('Signe');
  const request = await asOfficer(async (tx) => {
    await updateCase(tx, caseId, { waiting_for: 'completion', waiting_until: '2026-12-01', complete_at: null, promise_due: null });
    return addRequest(tx, await fileOf(tx, caseId), { kind: 'completion', askedBy: officer.id, dueDay: '2026-12-01',
      content: { text: 'För att kunna besluta behöver vi två saker.', items: [{ id: 'certificate', text: 'Intyg från läkare' }, { id: 'aid', text: 'Vilka hjälpmedel du har' }] } });
  });
  assert.match(read((await browser.get('/mina-sidor')).text), /Skicka in det som saknas .*Senast 1 december 2026/);
  const at = `${path}/komplettering/${request}`;
  const missing = await browser.multipart(at, { 'svar-0': '', 'svar-1': 'Rollator' }, []);
  assert.equal(missing.status, 422);
  assert.match(missing.text, /Intyg från läkare/);
  assert.match(missing.text, /Rollator/, 'what was typed is still there');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');
  const done = await browser.multipart(at, { 'svar-0': '', 'svar-1': 'Jag vet inte', 'kan-inte-1': 'yes' },
    [{ field: 'fil-0', name: 'intyg.png', mediaType: 'image/png', bytes: png }], { follow: true });
  assert.match(read(done.text), /Du svarade 20 november 2026/);
  assert.match(read(done.text), /intyg\.png/);
  const otherTab = await browser.multipart(at, { 'svar-0': 'Något annat', 'svar-1': 'x' }, []);
  assert.equal(otherTab.status, 409);
  assert.match(read(otherTab.text), /Någon har redan svarat på det här/);
  await asOfficer(async (tx) => {
    const file = await fileOf(tx, caseId);
    assert.deepEqual([file.waitingFor, file.promiseDue], [null, '2026-12-18'], 'what was promised counts from now');
  });
  const opened = await browser.get(/href="(\/mina-sidor\/arenden\/[^"]+\/fil\/[^"]+)"/.exec(done.text)![1]!);
  assert.ok(opened.bytes.equals(png));
});

test('a hearing is agreed to, commented, or more time is asked for, which leaves it open', async () => {
  const { caseId, browser, path } = await applicant('Hedda');
  const request = await asOfficer(async (tx) => addRequest(tx, await fileOf(tx, caseId), { kind: 'hearing', askedBy: officer.id, dueDay: '2026-12-04',
    content: { text: 'Vi tänker säga nej till ledsagare.', items: [] } }));
  const at = `${path}/yttrande/${request}`;
  assert.match(read((await browser.get(at)).text), /Vi tänker säga nej till ledsagare\..*Du måste inte|Du måste inte.*Vi tänker säga nej till ledsagare\./);
  assert.equal((await browser.multipart(at, {}, [])).status, 422);
  const more = await browser.multipart(at, { svar: 'moreTime', text: 'Till nästa vecka.' }, [], { follow: true });
  assert.match(read(more.text), /Jag behöver mer tid .*Till nästa vecka\./);
  const answered = await browser.multipart(at, { svar: 'comment', text: 'Jag måste ha någon med mig.' }, [], { follow: true });
  assert.match(read(answered.text), /Du svarade .*Jag måste ha någon med mig\./);
});

test('the e-mail about it says nothing of the person or the matter, and the copy is ready before anyone asks', async () => {
  const { person, caseId } = await applicant('Siri');
  await saveContact(house, town.id, person, { email: 'siri@exempel.se' });
  const event = { id: uuidv7(house.clock.now()), tenant: town.id, event: 'cases.submitted', ids: { case: caseId, person }, at: house.clock.now() };
  for (let delivered = 0; delivered < 2; delivered++) await residentEvents['cases.submitted']!(house, event);
  const rows = await house.asOwner<{ id: Uuid }>('select id from messages.dispatch where case_id = $1', [caseId]);
  assert.equal(rows.length, 1);
  await send(house, town.id, rows[0]!.id);
  const folder = join(house.settings.varDirectory, 'mail');
  const letter = readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8').replaceAll(/=\r?\n/g, '').replace(/^(To|From|Message-ID|Date): .*$/gm, '');
  assert.match(letter, /Exempelkommun/);
  assert.doesNotMatch(letter, new RegExp(`siri|rlig|f.rdtj|TN 2026|${caseId}|${person}|1892`, 'i'));
  const copies = await house.asOwner('select 1 from platform.document where dossier_id = $1 and media_type = \'application/pdf\'', [caseId]);
  assert.equal(copies.length, 1);
});
