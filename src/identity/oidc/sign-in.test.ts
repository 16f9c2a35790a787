import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoPerson } from '../../../demo/people.ts';
import { acrValuesMeeting } from '../levels.ts';
import { createRelyingParty } from './relying-party.ts';
import { back, clientKeys, page, redirectUri, testHouse } from './testing.ts';
import type { TestHouse } from './testing.ts';

const loa = (name: string): string => `http://id.elegnamnden.se/loa/1.0/${name}`;
const systemClock = { now: () => new Date() };
let house: TestHouse;
before(async () => { house = await testHouse(); });
after(() => house.stop());

test('a person chooses whom to be, and comes back signed in with name, number, level and time', async () => {
  const { url, pending } = await house.begin();
  const browser = house.browser();
  const choice = page(await browser.open(url));
  assert.match(choice.html, /Testmiljö – inga riktiga personer/);
  const anna = demoPerson('anna');
  const started = Date.now();
  const signedIn = await house.relyingParty.finishSignIn(back(await browser.press('person', 'anna loa3')), pending);
  assert.ok(signedIn.ok);
  assert.equal(signedIn.issuer, house.issuer);
  assert.equal(signedIn.acr, loa('loa3'));
  assert.ok(signedIn.authTime.getTime() >= started - 1000 && signedIn.authTime.getTime() <= Date.now());
  assert.deepEqual(signedIn.claims, {
    personalIdentityNumber: anna?.personalIdentityNumber,
    coordinationNumber: undefined,
    prid: undefined,
    name: 'Anna Sjölind',
    givenName: 'Anna',
    familyName: 'Sjölind',
    birthdate: '1944-01-15',
    orgAffiliation: undefined,
    authnProvider: `${house.issuer}/e-legitimation/demo`,
  });
  assert.ok(!signedIn.subject.includes('anna') && !signedIn.subject.includes(anna?.personalIdentityNumber ?? ''));
});

test('what waits for the person survives as JSON text', async () => {
  const { url, pending } = await house.begin({ loginHint: 'anna' });
  const arrived = back(await house.browser().open(url));
  const signedIn = await house.relyingParty.finishSignIn(arrived, JSON.parse(JSON.stringify(pending)));
  assert.equal(signedIn.ok, true);
});

test('a login hint signs the person in at once, also when it is added to the address by hand', async () => {
  const { url, pending } = await house.begin();
  url.searchParams.set('login_hint', 'bertil');
  const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
  assert.equal(signedIn.ok && signedIn.claims.givenName, 'Bertil');
});

test('a login hint for nobody shows the choice', async () => {
  const { url } = await house.begin({ loginHint: 'ingen' });
  assert.match(page(await house.browser().open(url)).html, /Vem vill du vara/);
});

test('the same person has the same subject each time, and another person another', async () => {
  const subject = async (alias: string): Promise<string> => {
    const { url, pending } = await house.begin({ loginHint: alias });
    const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
    assert.ok(signedIn.ok);
    return signedIn.subject;
  };
  assert.equal(await subject('eva'), await subject('eva'));
  assert.notEqual(await subject('eva'), await subject('filip'));
});

test('a foreign e-ID brings a provisional identifier and no Swedish number', async () => {
  const { url, pending } = await house.begin({ loginHint: 'ines' });
  const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
  assert.ok(signedIn.ok);
  assert.equal(signedIn.acr, loa('eidas-sub'));
  assert.equal(signedIn.claims.prid, demoPerson('ines')?.prid?.value);
  assert.equal(signedIn.claims.personalIdentityNumber, undefined);
});

test('staff bring their identity at the employer, and no personal number when it is not asked for', async () => {
  const { url, pending } = await house.begin({ loginHint: 'karin', ask: ['organisation'] });
  const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
  assert.ok(signedIn.ok);
  assert.equal(signedIn.claims.orgAffiliation, 'karin@0000000000');
  assert.equal(signedIn.claims.personalIdentityNumber, undefined);
  assert.equal(signedIn.claims.birthdate, undefined);
});

test('a message for the person is shown with the choice, as text', async () => {
  const userMessage = { sv: 'Tjänsten kräver <b>mer</b>', en: 'The service needs more' };
  const { url } = await house.begin({ userMessage });
  const { html } = page(await house.browser().open(url));
  assert.match(html, /Tjänsten kräver &lt;b>mer/);
  assert.doesNotMatch(html, /The service needs more/);
});

test('an e-ID that does not reach the level is refused, by hint, by choice and by a forged form', async () => {
  const hinted = await house.begin({ loginHint: 'johan' });
  const byHint = await house.relyingParty.finishSignIn(back(await house.browser().open(hinted.url)), hinted.pending);
  assert.deepEqual(byHint, { ok: false, refusal: 'levelTooLow', detail: 'unmet_authentication_requirements' });
  for (const value of ['johan', 'johan loa3']) {
    const { url, pending } = await house.begin();
    const browser = house.browser();
    assert.match(page(await browser.open(url)).html, /E-legitimationen når inte den nivå/);
    const answer = await house.relyingParty.finishSignIn(back(await browser.press('person', value)), pending);
    assert.equal(!answer.ok && answer.refusal, 'levelTooLow');
  }
});

test('the same e-ID is enough where loa2 is', async () => {
  const { url, pending } = await house.begin({ loginHint: 'johan', acrValues: acrValuesMeeting('loa2') });
  const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
  assert.equal(signedIn.ok && signedIn.acr, loa('loa2'));
});

test('a level that was not asked for is refused even if the provider gives it', async () => {
  const { url, pending } = await house.begin({ loginHint: 'johan', acrValues: acrValuesMeeting('loa2') });
  const answer = await house.relyingParty.finishSignIn(
    back(await house.browser().open(url)), { ...pending, acrValues: acrValuesMeeting('loa3') });
  assert.equal(!answer.ok && answer.refusal, 'levelTooLow');
});

test('cancelling comes back as cancelled', async () => {
  const { url, pending } = await house.begin();
  const browser = house.browser();
  await browser.open(url);
  const answer = await house.relyingParty.finishSignIn(back(await browser.press('action', 'cancel')), pending);
  assert.deepEqual(answer, { ok: false, refusal: 'cancelled', detail: 'access_denied' });
});

test('a wrong state, nonce or issuer is refused as invalid', async () => {
  const wrongState = await house.begin({ loginHint: 'anna' });
  const other = await house.begin({ loginHint: 'anna' });
  const state = await house.relyingParty.finishSignIn(
    back(await house.browser().open(wrongState.url)), { ...wrongState.pending, state: other.pending.state });
  assert.equal(!state.ok && state.refusal, 'invalid');

  const wrongNonce = await house.begin({ loginHint: 'anna' });
  const nonce = await house.relyingParty.finishSignIn(
    back(await house.browser().open(wrongNonce.url)), { ...wrongNonce.pending, nonce: other.pending.nonce });
  assert.equal(!nonce.ok && nonce.refusal, 'invalid');

  const mixUp = await house.begin({ loginHint: 'anna' });
  const arrived = back(await house.browser().open(mixUp.url));
  arrived.searchParams.set('iss', 'https://another.example');
  const issuer = await house.relyingParty.finishSignIn(arrived, mixUp.pending);
  assert.equal(!issuer.ok && issuer.refusal, 'invalid');
});

test('someone else cannot use a code: without the verifier it is worth nothing', async () => {
  const { url, pending } = await house.begin({ loginHint: 'anna' });
  const other = await house.begin();
  const answer = await house.relyingParty.finishSignIn(
    back(await house.browser().open(url)), { ...pending, codeVerifier: other.pending.codeVerifier });
  assert.deepEqual(answer, { ok: false, refusal: 'expired', detail: 'invalid_grant' });
});

test('a code works once', async () => {
  const { url, pending } = await house.begin({ loginHint: 'anna' });
  const arrived = back(await house.browser().open(url));
  assert.equal((await house.relyingParty.finishSignIn(arrived, pending)).ok, true);
  const again = await house.relyingParty.finishSignIn(arrived, pending);
  assert.deepEqual(again, { ok: false, refusal: 'expired', detail: 'invalid_grant' });
});

test('who takes too long is told so', async () => {
  const slow = await testHouse();
  try {
    const { url, pending } = await slow.begin({ loginHint: 'anna' });
    const arrived = back(await slow.browser().open(url));
    slow.clock.forward(21 * 60 * 1000);
    const answer = await slow.relyingParty.finishSignIn(arrived, pending);
    assert.deepEqual(answer, { ok: false, refusal: 'expired', detail: 'pending_too_old' });
  } finally {
    await slow.stop();
  }
});

test('an earlier sign-in is not enough when a fresh one is demanded', async () => {
  const { url, pending } = await house.begin({ loginHint: 'anna' });
  const later = new Date(Date.now() + 5 * 60 * 1000).toISOString();
  const answer = await house.relyingParty.finishSignIn(
    back(await house.browser().open(url)), { ...pending, fresh: true, startedAt: later });
  assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail: 'not_fresh' });
});

test('a client with another key is refused', async () => {
  const { privateJwk } = await clientKeys();
  const impostor = createRelyingParty({ issuer: house.issuer, clientId: 'sprang', privateJwk, clock: systemClock });
  const begun = await impostor.beginSignIn({ redirectUri, acrValues: acrValuesMeeting('loa3'), loginHint: 'anna' });
  assert.ok(begun.ok);
  const answer = await impostor.finishSignIn(back(await house.browser().open(begun.url)), begun.pending);
  assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail: 'invalid_client' });
});

test('an answer signed with another algorithm than agreed is refused', async () => {
  const { privateJwk } = house;
  const other = createRelyingParty({
    issuer: house.issuer, clientId: 'sprang', privateJwk, clock: systemClock, answersSignedWith: 'RS256',
  });
  const begun = await other.beginSignIn({ redirectUri, acrValues: acrValuesMeeting('loa3'), loginHint: 'anna' });
  assert.ok(begun.ok);
  const answer = await other.finishSignIn(back(await house.browser().open(begun.url)), begun.pending);
  assert.equal(!answer.ok && answer.refusal, 'invalid');
});

test('a provider that is down is said to be unavailable, and is found once it is up', async () => {
  const keys = await clientKeys();
  const gone = await testHouse(0, keys);
  const port = Number(new URL(gone.issuer).port);
  await gone.stop();
  const relyingParty = createRelyingParty({
    issuer: gone.issuer, clientId: 'sprang', privateJwk: keys.privateJwk, clock: systemClock,
  });
  const begin = { redirectUri, acrValues: acrValuesMeeting('loa3'), loginHint: 'anna' };
  const down = await relyingParty.beginSignIn(begin);
  assert.equal(!down.ok && down.refusal, 'providerUnavailable');

  const up = await testHouse(port, keys);
  try {
    const begun = await relyingParty.beginSignIn(begin);
    assert.ok(begun.ok);
    const signedIn = await relyingParty.finishSignIn(back(await up.browser().open(begun.url)), begun.pending);
    assert.equal(signedIn.ok, true);
  } finally {
    await up.stop();
  }
  const late = await relyingParty.beginSigning({ ...begin, text: 'Text', hash: 'h' });
  assert.equal(!late.ok && late.refusal, 'providerUnavailable');
});

test('what was found out about a provider serves on while it cannot be found out again', async () => {
  const stopped = await testHouse();
  await stopped.begin();
  await stopped.stop();
  stopped.clock.forward(2 * 60 * 60 * 1000);
  const begun = await stopped.relyingParty.beginSignIn({ redirectUri, acrValues: acrValuesMeeting('loa3') });
  assert.equal(begun.ok && begun.url.origin, stopped.issuer);
});

test('an error that the provider makes up does not reach the log', async () => {
  const { pending } = await house.begin();
  const address = new URL(redirectUri);
  address.search = String(new URLSearchParams({
    state: pending.state, iss: house.issuer, error: 'anna 194401152204', error_description: 'Anna Sjölind',
  }));
  const answer = await house.relyingParty.finishSignIn(address, pending);
  assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail: 'unnamed' });
});

test('an issuer without TLS is accepted on loopback only', async () => {
  const { privateJwk } = await clientKeys();
  const make = (issuer: string): unknown =>
    createRelyingParty({ issuer, clientId: 'sprang', privateJwk, clock: systemClock });
  assert.throws(() => make('http://id.example'), TypeError);
  assert.throws(() => make('http://127.0.0.1.example:4000'), TypeError);
  assert.doesNotThrow(() => make('https://id.example'));
});
