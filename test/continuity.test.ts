import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeTown, meet, signedInResident, signedInStaff, type Town } from '../src/cases/testing.ts';
import { addStaff, assign } from '../src/identity/index.ts';
import { setBanner } from '../src/organisation/index.ts';
import { planDrafts } from '../src/continuity/plans.ts';
import { rooms } from '../src/sprang.ts';
import { serve, testHouse, type Client } from './support/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);
let town: Town;
let leader: Client;
let anyone: Client;
const base = '/handlaggning/kris';

before(async () => {
  town = await makeTown(house, ['fardtjanst', 'synpunkt']);
  const staffId = await house.db.system(town.id, 'test', async (tx) => {
    const id = await addStaff(tx, { name: 'Berit Beredd', title: 'Tjänsteperson i beredskap', organisationalId: 'berit' });
    await assign(tx, { staffId: id, role: 'onDuty' });
    return id;
  });
  leader = await signedInStaff(house, server, town, { id: staffId, name: 'Berit Beredd', unitIds: [], roles: ['onDuty'] } as never);
  anyone = server.browser(town);
});

/** What is known of a tenant is believed for two seconds. */
const soon = () => house.clock.forward(3_000);
const draft = planDrafts.find(({ id }) => id === 'smittspridning')!;
const form = (more: Record<string, string | string[]> = {}) => ({
  name: draft.name, ...Object.fromEntries((['sv', 'sv-simple', 'en'] as const).flatMap((language) => [
    ...(['title', 'summary', 'text'] as const).map((part) => [`${part}.${language}`, draft.words[language]![part]]),
    [`pausedWhy.${language}`, draft.pausedWhy[language]!],
  ])), ...more,
});

test('in peace the page of crises says that all is well, with the numbers to know, and the start page says nothing', async () => {
  assert.match((await leader.get(`${base}/kopior`)).text, /Det finns inga kopior ännu/, 'this server has just begun');
  const page = await anyone.get('/kris');
  assert.match(page.text, /Ingen kris just nu/);
  assert.match(page.text, /href="tel:11313"/);
  assert.doesNotMatch((await anyone.get('/')).text, /Viktigast just nu/);
});

test('a plan is written from a draft, changed and taken away; what was typed stands when something is wrong', async () => {
  const blank = await leader.get(`${base}/planer/ny?utkast=smittspridning`);
  assert.match(blank.text, /Många är sjuka i kommunen/);
  const wrong = await leader.post(`${base}/planer/ny`, form({ 'title.sv': '', 'text.en': '', first: 'transportService', paused: 'transportService' }));
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Skriv vad som har hänt/);
  assert.match(wrong.text, /Skriv alla tre texterna på engelska/);
  assert.match(wrong.text, /Färdtjänst kan inte både komma först och vara pausad/);
  assert.match(wrong.text, /value="Smittspridning"/);
  const saved = await leader.post(`${base}/planer/ny`, form(), { follow: true });
  assert.match(saved.text, /Planen är sparad/);
  const path = /\/handlaggning\/kris\/planer\/[0-9a-f-]{36}/.exec(saved.text)![0];
  assert.match((await leader.post(path, form({ name: 'Pandemi' }), { follow: true })).text, /Pandemi/);
  assert.match((await leader.post(`${path}/ta-bort`, {}, { follow: true })).text, /Planen är borttagen/);
  assert.equal((await leader.get(path)).status, 404);
});

test('a crisis is told on every page in the language of the reader, puts services first and pauses others; when it ends all is as before', async () => {
  const banner = { active: true, level: 'information', sv: { title: 'Kontaktcenter flyttar', text: 'Ny adress från måndag.' } };
  await house.db.system(town.id, 'test', (tx) => setBanner(tx, banner));
  const guarded = /name="lanes" value="([^"]+)"/.exec((await leader.get(`${base}/starta?plan=smittspridning`)).text)![1]!;
  const begun = await leader.post(`${base}/starta`, form({ first: 'transportService', paused: 'complaint', lanes: guarded, perMinute: '60' }), { follow: true });
  assert.match(begun.text, /Krisläget är på/);
  const lanes = () => house.asOwner<{ guards: string; kind: string; ended: boolean }>('select guards, kind, ended_at is not null as ended from queue.lane where tenant_id = $1', [town.id]);
  assert.deepEqual(await lanes(), [{ guards: guarded, kind: 'ordinary', ended: false }], 'a waiting room stands ready, unnoticed until it is needed');
  const audited = await house.asOwner<{ event: string; detail: { name: string } }>("select event, detail from platform.audit_entry where tenant_id = $1 and event like 'continuity.crisis%'", [town.id]);
  assert.deepEqual(audited, [{ event: 'continuity.crisisBegun', detail: { name: 'Smittspridning', first: 'transportService', paused: 'complaint' } }], 'once');
  soon();
  const start = await anyone.get('/');
  assert.match(start.text, /class="banner"[^]*Många är sjuka i kommunen/);
  assert.doesNotMatch(start.text, /Kontaktcenter flyttar/);
  assert.match(start.text, /Viktigast just nu[^]*href="\/kris"[^]*href="\/tjanster\/fardtjanst"/);
  assert.match((await anyone.get('/kris?sprak=en')).text, /Many people are ill in the municipality[^]*Stay at home/);
  assert.match((await anyone.get('/tjanster/synpunkt?sprak=sv-simple')).text, /Därför är tjänsten stängd en tid/);
  await anyone.get('/?sprak=sv');
  const resident = await signedInResident(house, server, town, await meet(house, town, 'Tilda', 'Ärlig', '189001059808'));
  assert.equal((await resident.post('/tjanster/synpunkt/borja', {})).location?.pathname, '/tjanster/synpunkt');

  const changed = await leader.post(`${base}/andra`, form({ first: 'complaint', lanes: guarded, perMinute: '60' }), { follow: true });
  assert.match(changed.text, /Ändringen är sparad/);
  assert.match((await resident.post('/tjanster/synpunkt/borja', {})).location?.pathname ?? '', /^\/ansokan\//, 'what is no longer paused is open again');

  assert.equal((await leader.post(`${base}/nytt`, { 'news.en': 'Only English' })).status, 422);
  await leader.post(`${base}/nytt`, { 'news.sv': 'Biblioteket är stängt i dag.' });
  soon();
  const told = await anyone.get('/kris?sprak=en');
  assert.match(told.text, /Latest news[^]*We have not had time to translate this[^]*lang="sv"[^]*Biblioteket är stängt i dag\./, 'what is not translated is told in Swedish, and marked so');

  await leader.post(`${base}/andra`, form({ 'title.en': '', 'summary.en': '', 'text.en': '' }));
  soon();
  assert.match((await anyone.get('/?sprak=en')).text, /class="banner"[^]*<div lang="sv"><p class="banner-heading">Många är sjuka/);
  const untranslated = (await anyone.get('/kris?sprak=en')).text;
  assert.match(untranslated, /We have not had time to translate this[^]*<div lang="sv"><h1>Många är sjuka/);
  assert.doesNotMatch(untranslated, /class="banner"/, 'the message leads here, and says the same');
  assert.match((await leader.post(`${base}/avsluta`, {}, { follow: true })).text, /Krisläget är avslutat[^]*Tidigare krislägen/);
  assert.deepEqual((await lanes()).map(({ ended }) => ended), [true]);
  soon();
  const after = await anyone.get('/?sprak=sv');
  assert.doesNotMatch(after.text, /Många är sjuka|Viktigast just nu/);
  assert.match((await anyone.get('/')).text, /Kontaktcenter flyttar/);
  assert.match((await anyone.get('/kris')).text, /Ingen kris just nu/);
});

test('of two who switch on a crisis in the same moment, one is told that the other was before', async () => {
  const both = await Promise.all([leader.post(`${base}/starta`, form()), leader.post(`${base}/starta`, form())]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422]);
  assert.match(both.find(({ status }) => status === 422)!.text, /Ett krisläge är redan på/);
  const rows = await house.asOwner<{ n: number }>('select count(*)::int as n from continuity.crisis where tenant_id = $1 and ended_at is null', [town.id]);
  assert.equal(rows[0]?.n, 1);
  await leader.post(`${base}/avsluta`, {});
  assert.match((await leader.post(`${base}/avsluta`, {})).text, /Krisläget är redan avslutat/);
});

test('a speed of no waiting room hides nothing: what is typed without one is not kept, and what was once kept wrongly is read as the usual', async () => {
  const plan = await leader.post(`${base}/planer/ny`, form({ perMinute: '-5' }), { follow: true });
  assert.match(plan.text, /Planen är sparad/);
  assert.equal((await leader.post(`${base}/starta`, form({ perMinute: '2.5' }))).status, 303);
  const kept = await house.asOwner<{ speed: number }>(`select (facts->>'perMinute')::float8 as speed from continuity.plan where tenant_id = $1 and removed_at is null
    union all select (facts->>'perMinute')::float8 from continuity.crisis where tenant_id = $1 and ended_at is null`, [town.id]);
  assert.deepEqual(kept.map(({ speed }) => speed), [120, 120]);
  for (const table of ['plan', 'crisis']) await house.asOwner(`update continuity.${table} set facts = jsonb_set(facts, '{perMinute}', '-5') where tenant_id = $1`, [town.id]);
  soon();
  assert.match((await anyone.get('/kris')).text, /Många är sjuka i kommunen/);
  assert.equal((await leader.get(base)).status, 200);
  assert.equal((await leader.post(`${base}/andra`, form())).status, 303);
  assert.equal((await leader.post(`${base}/avsluta`, {})).status, 303);
});
