import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTown, meet, signedInResident, transportAnswers } from '../src/cases/testing.ts';
import { rooms } from '../src/sprang.ts';
import { serve, testHouse, type Client, type ClientResponse } from './support/index.ts';
import { cookieNames } from '../src/identity/session.ts';
import { createDraft, openDraft } from '../src/services/drafts.ts';
import { submit } from '../src/services/actions/submit.ts';
import type { Resident, Uuid } from '../src/platform/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);
const town = await makeTown(house);
const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
const other = await meet(house, town, 'Otto', 'Främmande', '189001029819');

const jpeg = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==', 'base64');

function resident(personId: Uuid): Resident {
  return { kind: 'resident', sessionId: personId, personId, level: 3, provenAt: house.clock.now() };
}

async function begin(personId: Uuid): Promise<{ browser: Client; page: ClientResponse; id: Uuid }> {
  const browser = await signedInResident(house, server, town, personId);
  const page = await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  return { browser, page, id: /ansokan\/([0-9a-f-]{36})/.exec(page.url.pathname)![1] as Uuid };
}

function hidden(page: ClientResponse): Record<string, string> {
  return Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(revision|before)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}

async function lostWith(session: string, path: string): Promise<ClientResponse> {
  const browser = server.browser(town);
  browser.setCookie(cookieNames.resident, session);
  return browser.post(path, { disability: 'x' });
}

async function contentOf(id: Uuid, personId: Uuid) {
  return house.db.transaction('resident', { tenant: town.id, person: personId }, resident(personId), async (tx) => (await openDraft(tx, id))!.content);
}

test('a page with a missing answer is shown again with the error in the summary and by the field, and keeps what was typed', async () => {
  const { browser, page, id } = await begin(tilda);
  const answered = await browser.post(page.url, { ...hidden(page), name: 'Tilda Ärlig', entrance: 'Trappor' });
  assert.equal(answered.status, 422);
  assert.match(answered.text, /id="error-summary"/);
  assert.match(answered.text, /value="Trappor"/);
  assert.equal((await contentOf(id, tilda)).answers['entrance'], 'Trappor');
});

test('what cannot be read is kept as it was typed, also when one comes back days later', async () => {
  const { browser, id } = await begin(tilda);
  await browser.post(`/ansokan/${id}/sida/contact`, { phone: 'ring dottern', contactWay: 'phone', contactOther: 'no' });
  house.clock.forward(3 * 86_400_000);
  const later = await (await signedInResident(house, server, town, tilda)).get(`/ansokan/${id}/sida/contact`);
  assert.match(later.text, /value="ring dottern"/);
});

test('two tabs: the page that was shown before the other saved does not overwrite it, and nothing typed is lost', async () => {
  const { browser, id } = await begin(tilda);
  const path = `/ansokan/${id}/sida/contact`;
  const [one, two] = [await browser.get(path), await browser.get(path)];
  const fields = { contactWay: 'phone', contactOther: 'no' };
  assert.equal((await browser.post(path, { ...hidden(one), ...fields, phone: '070-174 06 05' })).status, 303);
  const refused = await browser.post(path, { ...hidden(two), ...fields, phone: '070-174 06 99' });
  assert.equal(refused.status, 200);
  assert.match(refused.text, /annan flik/);
  assert.match(refused.text, /070-174 06 99/);
  assert.equal((await contentOf(id, tilda)).answers['phone'], '+46701740605');
});

test('a lost session at a page: what was typed waits for the same person in the same browser, and for nobody else', async () => {
  const { browser, id } = await begin(tilda);
  const path = `/ansokan/${id}/sida/hinders`;
  const ended = browser.cookie(cookieNames.resident)!;
  house.clock.forward(31 * 60_000);
  const lost = await browser.post(path, { hinder: ['walk'], disability: 'Reumatism sedan barndomen', since: 'years' });
  assert.equal(lost.status, 303);
  assert.equal(lost.location?.pathname, '/logga-in');
  assert.equal((await lostWith('no-session-of-ours', path)).location?.searchParams.get('till'), '/');
  assert.equal((await lostWith(ended, path)).location?.searchParams.get('till'), path);
  const stranger = await signedInResident(house, server, town, other);
  for (const name of ['__Host-sprang-sparat']) stranger.setCookie(name, browser.cookie(name)!);
  assert.equal((await stranger.get(path)).status, 404);
  const again = await signedInResident(house, server, town, tilda);
  again.setCookie('__Host-sprang-sparat', browser.cookie('__Host-sprang-sparat')!);
  const restored = await again.get(path);
  assert.match(restored.text, /Reumatism sedan barndomen/);
  assert.match(restored.text, /Vi har sparat det du skrev/);
});

test('several pictures taken at once become one PDF, sealed in the draft; a file that is not what it says is refused by name', async () => {
  const { browser, id } = await begin(tilda);
  const path = `/ansokan/${id}/sida/certificatePage`;
  const shown = await browser.get(path);
  const field = /<input class="ds-input" type="file" id="[^"]*" name="([^"]+)"/.exec(shown.text)?.[1] ?? 'certificate';
  const picture = (name: string) => ({ field, name, mediaType: 'image/jpeg', bytes: jpeg });
  await browser.multipart(path, hidden(shown), [picture('sida 1.jpg'), picture('sida 2.jpg')]);
  const kept = (await contentOf(id, tilda)).answers['certificate'] as { name: string; type: string; id: string }[];
  assert.deepEqual(kept.map(({ type }) => type), ['application/pdf']);
  const file = await browser.get(`/ansokan/${id}/fil/${kept[0]!.id}`);
  assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
  assert.match(String(file.headers['content-disposition']), /^attachment/);
  const wrong = await browser.multipart(path, {}, [{ field, name: 'intyg.pdf', mediaType: 'application/pdf', bytes: Buffer.from('<script>alert(1)</script>') }]);
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /intyg\.pdf/);
});

test('another person cannot open, change or remove a draft', async () => {
  const { id } = await begin(tilda);
  const stranger = await signedInResident(house, server, town, other);
  assert.equal((await stranger.get(`/ansokan/${id}/sida/you`)).status, 404);
  assert.equal((await stranger.post(`/ansokan/${id}/sida/you`, { entrance: 'x' })).status, 404);
  assert.equal((await stranger.post(`/ansokan/${id}/ta-bort`, {})).status, 404);
});

test('staff cannot read a draft, whatever their authority: no policy lets them in', async () => {
  const { id } = await begin(tilda);
  const seen = await house.db.transaction('staff', { tenant: town.id, authority: town.authority('tekniska-namnden') }, { kind: 'anyone' },
    async (tx) => openDraft(tx, id));
  assert.equal(seen, undefined);
});

test('sent in five times at once: one case, and every press gets its receipt', async () => {
  const version = town.versions[0]!;
  const principal = resident(tilda);
  const scope = { tenant: town.id, person: tilda };
  const draftId = await house.db.transaction('resident', scope, principal, (tx) => createDraft(tx,
    { versionId: version.id, personId: tilda, startedBy: tilda, content: { answers: transportAnswers, typed: {}, language: 'sv' } }));
  const facts = { id: town.id, name: 'Prov', kind: 'municipality', host: town.host, mark: 'P', themeHref: '', version: '1', help: { phone: '', hours: '' } };
  const presses = await Promise.all(Array.from({ length: 5 }, () => house.db.transaction('resident', scope, principal,
    (tx) => submit({ house, tx, tenant: facts }, { draftId, language: 'sv', principal, way: 'web' }))));
  const receipts = new Set(presses.map((press) => press.ok && press.receipt));
  assert.equal(receipts.size, 1);
  const made = await house.asOwner<{ count: number }>('select count(*)::int as count from cases.submission where tenant_id = $1 and id = $2', [town.id, draftId]);
  assert.equal(made[0]!.count, 1);
});

test('an application that is not complete is not sent in, and one whose answers changed after signing is not either', async () => {
  const version = town.versions[0]!;
  const principal = resident(tilda);
  const facts = { id: town.id, name: 'Prov', kind: 'municipality', host: town.host, mark: 'P', themeHref: '', version: '1', help: { phone: '', hours: '' } };
  const send = (answers: typeof transportAnswers, hash?: string) => house.db.transaction('resident', { tenant: town.id, person: tilda }, principal, async (tx) => {
    const draftId = await createDraft(tx, { versionId: version.id, personId: tilda, startedBy: tilda, content: { answers, typed: {}, language: 'sv' } });
    return submit({ house, tx, tenant: facts }, { draftId, language: 'sv', principal, way: 'web', ...(hash && { attestation: { hash } as never }) });
  });
  const { disability: _left, ...lacking } = transportAnswers;
  assert.deepEqual(await send(lacking), { ok: false, reason: 'incomplete' });
  assert.deepEqual(await send(transportAnswers, 'sha256:of-something-else'), { ok: false, reason: 'changed' });
});
