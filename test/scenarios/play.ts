import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { addDuration } from '../../src/platform/index.ts';
import { makePng } from '../../src/platform/files/fixtures.ts';
import type { ServiceFolder } from '../../src/services/index.ts';
import type { Client, ClientResponse } from '../support/index.ts';
import { bankAnswers } from './bank.ts';
import { destroy } from './destroy.ts';
import { readable, type Wish, type Wishes } from './page-form.ts';
import { answersOf, readScenarios, type Base, type Expected, type Filling, type Scenario, type Step } from './scenario.ts';
import { signingPath } from './signing.ts';
import { fillIn, pageOf, visit, type Page } from './visit.ts';
import { walk } from './walk.ts';
import { openWorld, readServices, setStage, type Stage, type World } from './world.ts';

/** Plays every scenario of these folders, each in a municipality of its own. */
export async function playAll(...folders: readonly string[]): Promise<void> {
  const only = process.env.SCENARIO ? new RegExp(process.env.SCENARIO) : undefined;
  const chosen = folders.map((folder) => readScenarios(folder, only)).filter(({ scenarios }) => scenarios.length);
  if (!chosen.length) return;
  const stage = await setStage();
  for (const { base, scenarios } of chosen) {
    const services = await readServices(base.catalogue);
    for (const scenario of scenarios) test(scenario.name, () => play(stage, base, scenario, services));
  }
}

/** A scenario as far as it has come. */
interface Play {
  world: World;
  base: Base;
  service: string;
  /** ids of cases by the names that the scenario gives them */
  cases: Map<string, string>;
  kept: Map<string, string>;
  day: string;
}

async function play(stage: Stage, base: Base, scenario: Scenario, services: readonly ServiceFolder[]): Promise<void> {
  const world = await openWorld(stage, scenario, services);
  const numbers = Object.keys(scenario.people).map((name) => [`${name}Number`, world.person(name).personalIdentityNumber] as const);
  const state: Play = { world, base, service: scenario.service, cases: new Map(), kept: new Map(numbers), day: scenario.start };
  for (const [place, step] of scenario.steps.entries()) {
    try {
      await take(state, step);
    } catch (error) {
      const fault = error as Error;
      fault.message = `${scenario.file}, step ${place + 1} (${JSON.stringify(step).slice(0, 300)}), on ${state.day}: ${fault.message}`;
      throw fault;
    }
  }
}

async function take(state: Play, raw: Step): Promise<void> {
  const step = withKept(raw, state.kept);
  await passTime(state, step);
  if (step.register) return newsOf(state, step.register);
  if (step.destroyed) {
    state.day = step.destroyed.on;
    return destroy(state.world, [...state.cases.values()], step.destroyed);
  }
  if (step.who === undefined) return;
  const client = step.who === 'visitor' ? state.world.visitor() : await state.world.as(step.who);
  const page = await doing(state, step, client);
  await state.world.settle();
  if (!page) return;
  meets(page, step);
  for (const [name, found] of Object.entries(step.keep ?? {})) {
    const value = new RegExp(found).exec(page.text) ?? new RegExp(found).exec(page.response.text);
    assert.ok(value, `nothing like ${found} to keep as ${name} in: ${page.text.slice(0, 3_000)}`);
    state.kept.set(name, value[1] ?? value[0]);
  }
}

function doing(state: Play, step: Step, client: Client): Promise<Page | undefined> {
  if (step.apply) return apply(state, step, step.apply, client);
  if (step.ownPart) return ownPart(state, step, step.ownPart, client);
  if (step.inquire) return inquire(state, step, step.inquire, client);
  if (step.decide) return decide(state, step, step.decide, client);
  if (step.bank !== undefined) return bank(step.bank, client);
  if (step.mail) return latestMail(state);
  return goTo(state, step, client);
}

async function passTime(state: Play, step: Step): Promise<void> {
  if (step.on === undefined && step.after === undefined) {
    // Things that happen after one another have times after one another.
    state.world.stage.house.clock.forward(60_000);
    return;
  }
  const day = step.on ?? addDuration(state.day, step.after!);
  assert.ok(day >= state.day, `time only goes forward: ${day}`);
  state.day = day;
  await state.world.onDay(day);
}

/** The register is asked about a seventh of all people each night: after a week it has been asked about everybody. */
async function newsOf(state: Play, news: NonNullable<Step['register']>): Promise<void> {
  for (const [name, more] of Object.entries(news)) state.world.changed(name, more);
  for (let night = 0; night < 7; night++) {
    state.day = addDuration(state.day, 'P1D');
    await state.world.onDay(state.day);
  }
}

/** Sends an application in: signs it, sends it without signing in, or writes it down for somebody. */
async function apply(state: Play, step: Step, how: NonNullable<Step['apply']>, client: Client): Promise<Page> {
  const { world } = state;
  const version = world.versions.find(({ service }) => service === (how.service ?? state.service))!;
  const { form } = version.compiled;
  const said = answersOf(state.base.answers, how);
  const given = { form, said, ...(how.changed && { changed: how.changed }) };
  if (how.language) await client.get(`/?sprak=${how.language}`);
  if (how.anonymous) {
    const first = await client.get(`/tjanster/${version.path}/utan-inloggning`);
    const check = await walk(client, first, given);
    const sent = await fillIn(client, check, { to: '/skicka', ...(how.file && { files: [picture(how.file)] }) });
    return received(state, step, sent.location ? await client.get(sent.location, { follow: true }) : sent);
  }
  if (world.isStaff(step.who!)) return writeDown(state, step, how, client);
  if (how.for) await post(client, (await visit(client, '/mina-sidor/ombud')).response, { press: how.for });
  const begun = await post(client, (await visit(client, `/tjanster/${version.path}/borja`)).response, { to: '/borja' });
  const check = await walk(client, await client.get(begun.location!, { follow: true }), given);
  if (how.stops) return stopped(check, how.stops);
  assert.match(check.url.pathname, /granska$/, readable(check.text).slice(0, 1_500));
  return received(state, step, await signed(client, check));
}

function stopped(response: ClientResponse, words: string): Page {
  const page = pageOf(response);
  meets(page, { see: words });
  return page;
}

/** Presses what sends in on the check of all answers; what has to be signed is signed in the place of the provider. */
async function signed(client: Client, check: ClientResponse): Promise<ClientResponse> {
  const unsigned = check.text.includes('/skicka"');
  const pressed = await fillIn(client, check, { to: unsigned ? '/skicka' : '/skriv-under' });
  if (unsigned) return client.get(pressed.location!, { follow: true });
  const [reference] = /[0-9a-f-]{36}/.exec(check.url.pathname)!;
  const answer = await client.post(signingPath, { purpose: 'services.submission', reference });
  assert.equal(answer.status, 303, readable(answer.text).slice(0, 1_500));
  return client.get(answer.location!, { follow: true });
}

/** Staff write down what came by telephone, at the counter or on paper. */
async function writeDown(state: Play, step: Step, how: NonNullable<Step['apply']>, client: Client): Promise<Page> {
  const version = state.world.versions.find(({ service }) => service === (how.service ?? state.service))!;
  const person = state.world.person(how.for!);
  const facts = { number: person.personalIdentityNumber };
  const code = how.paper && state.kept.get(how.paper);
  const begun = code
    ? await post(client, (await visit(client, '/handlaggning/registrera/blankett')).response, {
      fill: { code, arrived: state.day, ...facts }, files: [picture('scans')],
    })
    : await post(client, (await visit(client, '/handlaggning/registrera')).response, { fill: { service: version.service, ...facts } });
  const check = await walk(client, await client.get(begun.location!, { follow: true }), { form: version.compiled.form, said: answersOf(state.base.answers, how), ...(how.changed && { changed: how.changed }) });
  const done = await post(client, check, { fill: { way: how.as ?? (code ? 'paper' : 'phone'), identityCheck: code ? 'signedPaper' : 'known', arrived: state.day } });
  return received(state, step, await client.get(done.location!, { follow: true }));
}

/** What came in is a case: its number stands on the receipt. */
async function received(state: Play, step: Step, receipt: ClientResponse): Promise<Page> {
  // What was written down from paper is printed with its number, and what leaves no trace has none: the page does not say it.
  const number = /[A-ZÅÄÖ]{2,4} \d{4}-\d{6}-\d/.exec(readable(receipt.text))?.[0] ?? (/\/(klart|skicka)$/.test(receipt.url.pathname) ? await newest(state) : undefined);
  assert.ok(number, `no number of a case on ${receipt.url.pathname} (${receipt.status}): ${readable(receipt.text).slice(0, 1_500)}`);
  const [row] = await state.world.stage.house.asOwner<{ id: string }>('select id from cases.case_file where tenant_id = $1 and number = $2', [state.world.town.id, number]);
  const name = step.case ?? 'it';
  state.cases.set(name, row!.id);
  state.kept.set(name === 'it' ? 'case' : name, row!.id);
  state.kept.set(name === 'it' ? 'number' : `${name}Number`, number);
  return pageOf(receipt);
}

async function newest({ world }: Play): Promise<string | undefined> {
  const [row] = await world.stage.house.asOwner<{ number: string }>('select number from cases.case_file where tenant_id = $1 order by id desc limit 1', [world.town.id]);
  return row?.number;
}

/** The one who applies together with another fills in their own part and signs it. */
async function ownPart(state: Play, step: Step, how: Filling, client: Client): Promise<Page> {
  const version = state.world.versions.find(({ service }) => service === state.service)!;
  const begun = await post(client, (await visit(client, address(state, step, 'mina-sidor'))).response, { to: 'min-del' });
  const check = await walk(client, await client.get(begun.location!, { follow: true }), { form: version.compiled.form, said: answersOf(state.base.answers, how), ...(how.changed && { changed: how.changed }) });
  return pageOf(await signed(client, check));
}

/** Writes the inquiry, page by page, as far as something is said. */
async function inquire(state: Play, step: Step, how: Filling, client: Client): Promise<Page> {
  const at = `${address(state, step, 'handlaggning')}/utredning`;
  const list = await visit(client, at);
  assert.equal(list.response.status, 200, list.text.slice(0, 500));
  const [row] = await state.world.stage.house.asOwner<{ version_id: string }>('select version_id from cases.case_file where id = $1', [state.cases.get(step.case ?? 'it')]);
  const version = state.world.versions.find(({ id }) => id === row!.version_id) ?? state.world.versions.find(({ service }) => service === state.service)!;
  const first = new RegExp(`href="(${at}/[^"/?#]+)"`).exec(list.response.text)?.[1];
  assert.ok(first, `no page of inquiry: ${list.text.slice(0, 1_000)}`);
  const done = await walk(client, await client.get(first), { form: version.compiled.inquiry!, said: answersOf(state.base.inquiries ?? {}, how), press: 'Spara och fortsätt' });
  return pageOf(done);
}

/** Writes what is decided where it is not as the inquiry proposes, and makes the decision. */
async function decide(state: Play, step: Step, { om, confirm = {}, ...fields }: NonNullable<Step['decide']>, client: Client): Promise<Page> {
  const at = `${address(state, step, 'handlaggning')}/beslut`;
  const form = await client.get(om ? `${at}?om=${om}` : at);
  const saved = await fillIn(client, form, { fill: fields as Wishes, press: 'Spara och gå vidare' });
  assert.equal(saved.status, 303, `the decision is not ready: ${readable(/id="error-summary".*?<\/ul>/s.exec(saved.text)?.[0] ?? saved.text.slice(0, 2_000))}`);
  const ready = await client.get(saved.location!, { follow: true });
  const made = await fillIn(client, ready, { fill: { unbiased: true, ...confirm }, press: 'Fatta beslutet' });
  if (step.refused !== undefined) return refusedAs(made, step);
  assert.equal(made.status, 303, readable(made.text).slice(0, 3_000));
  return pageOf(await client.get(made.location!, { follow: true }));
}

const picture = (field: string) => ({ field, name: 'bild.png', mediaType: 'image/png', bytes: makePng(4, 4) });

/** The bank answers the latest file. */
async function bank(said: string, client: Client): Promise<Page> {
  const answer = await bankAnswers(client, said === 'paid' ? undefined : said);
  assert.equal(answer.status, 303, readable(answer.text).slice(0, 1_500));
  return pageOf(await client.get(answer.location!, { follow: true }));
}

/** The last e-mail that the house sent, as the one who got it reads it. */
async function latestMail({ world }: Play): Promise<Page> {
  const folder = join(world.stage.house.settings.varDirectory, 'mail');
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const mine = (await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })))).filter(({ text }) => text.includes(world.town.host));
  const newest = mine.map((one) => ({ ...one, at: statSync(one.file).mtimeMs })).sort((a, b) => b.at - a.at)[0];
  assert.ok(newest, 'no e-mail was sent');
  const text = newest.text.replaceAll(/=\r?\n/g, '').replaceAll(/((?:=[0-9A-F]{2})+)/g, (coded) => Buffer.from(coded.replaceAll('=', ''), 'hex').toString('utf8'));
  return { response: { url: new URL('mail:'), status: 200, headers: {}, bytes: Buffer.from(text), text, location: undefined }, text };
}

/** Goes to a page, reads it, and fills in its form when there is something to fill in or press. */
async function goTo(state: Play, step: Step, client: Client): Promise<Page> {
  if (step.code !== undefined) await post(client, (await visit(client, '/svar')).response, { fill: { kod: step.code } });
  const room = step.who === 'visitor' ? 'svar' : state.world.isStaff(step.who!) ? 'handlaggning' : 'mina-sidor';
  const at = step.at ?? (step.code === undefined ? '' : '/svar/oppet');
  const path = at.startsWith('/') ? at : `${address(state, step, room)}${at && `/${at}`}`;
  const page = await visit(client, path, step.link === undefined ? [] : [step.link].flat());
  if (!step.fill && step.press === undefined && step.to === undefined) {
    if (step.refused !== undefined) return refusedAs(page.response, step);
    assert.equal(page.response.status, 200, `${page.response.status} at ${page.response.url.pathname}: ${page.text.slice(0, 1_000)}`);
    return page;
  }
  const files = step.file === undefined ? undefined : [picture(step.file)];
  const pressed = await fillIn(client, page.response, { fill: step.fill, press: step.press, to: step.to, files });
  const answer = step.then === undefined ? pressed : await fillIn(client, pressed, { press: step.then });
  if (step.refused !== undefined) return refusedAs(answer, step);
  if (step.signs) {
    assert.equal(answer.status, 422, readable(answer.text).slice(0, 1_000));
    const done = await client.post(signingPath, { purpose: 'cases.otherAnswer', reference: /[0-9a-f-]{36}/.exec(page.response.url.pathname)![0] });
    assert.equal(done.status, 303, readable(done.text).slice(0, 1_000));
    return pageOf(await client.get(done.location!, { follow: true }));
  }
  assert.ok(answer.status < 400, `${answer.status} from ${answer.url.pathname}: ${readable(/id="error-summary".*?<\/ul>/s.exec(answer.text)?.[0] ?? answer.text).slice(0, 1_500)}`);
  return pageOf(answer.location ? await client.get(answer.location, { follow: true }) : answer);
}

function refusedAs(response: ClientResponse, step: Step): Page {
  const page = pageOf(response);
  assert.ok(response.status >= 400, `was to be refused, and was not: ${response.status} ${page.text.slice(0, 500)}`);
  meets(page, { see: step.refused! });
  return page;
}

async function post(client: Client, page: ClientResponse, how: Parameters<typeof fillIn>[2]): Promise<ClientResponse> {
  const answer = await fillIn(client, page, how);
  assert.equal(answer.status, 303, `${answer.status} from ${answer.url.pathname}: ${readable(/id="error-summary".*?<\/ul>/s.exec(answer.text)?.[0] ?? answer.text).slice(0, 1_500)}`);
  return answer;
}

function address(state: Play, step: Step, room: string): string {
  if (room === 'svar') return '/svar/oppet';
  const id = state.cases.get(step.case ?? 'it');
  return id === undefined ? `/${room}` : `/${room}/arenden/${id}`;
}

function meets(page: Page, { see = [], seeNot = [] }: Expected): void {
  const has = (words: string) => words.startsWith('/') && words.endsWith('/') && words.length > 2 ? new RegExp(words.slice(1, -1), 's').test(page.text) : page.text.includes(words);
  for (const words of [see].flat()) assert.ok(has(words), `"${words}" does not stand on ${page.response.url.pathname}: ${page.text.slice(0, 4_000)}`);
  for (const words of [seeNot].flat()) assert.ok(!has(words), `"${words}" stands on ${page.response.url.pathname}`);
}

/** `{name}` stands for what was kept under that name. */
function withKept<T>(value: T, kept: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return value.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withKept(one, kept)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [withKept(key, kept), withKept(one as Wish, kept)])) as T;
}

