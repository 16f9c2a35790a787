import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  CompactSign, compactVerify, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, jwtVerify,
  SignJWT,
} from 'jose';
import { acrValuesMeeting } from '../levels.ts';
import { back, page, testHouse } from './testing.ts';
import type { TestHouse } from './testing.ts';
import { verifySignature } from './verify-signature.ts';

let house: TestHouse;
before(async () => { house = await testHouse(); });
after(() => house.stop());

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url');

async function subjectOf(alias: string): Promise<string> {
  const { url, pending } = await house.begin({ loginHint: alias });
  const signedIn = await house.relyingParty.finishSignIn(back(await house.browser().open(url)), pending);
  assert.ok(signedIn.ok);
  return signedIn.subject;
}

test('the person reads the text, presses the button, and the evidence holds by itself', async () => {
  const text = 'Jag ansöker om färdtjänst.\nDet gör jag på heder & <samvete>.';
  const { url, pending } = await house.beginSigning({ text, signer: { subject: await subjectOf('anna') } });
  const browser = house.browser();
  const { html } = page(await browser.open(url));
  assert.match(html, /Jag ansöker om färdtjänst\.\nDet gör jag på heder &amp; &lt;samvete>/);
  assert.match(html, /Anna Sjölind/);
  assert.match(html, /Begärs av<\/dt><dd>Exempelkommun/);

  const evidence = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.ok(evidence.ok);
  assert.equal(evidence.claims.givenName, 'Anna');
  assert.equal(evidence.acr, 'http://id.elegnamnden.se/loa/1.0/loa3');
  assert.equal(evidence.hash, 'sha256:1f2e');
  assert.equal(evidence.textHash, sha256(text));
  assert.deepEqual(JSON.parse(evidence.toBeSigned), {
    format: 'sprang-signature-1', hash: 'sha256:1f2e', textHash: sha256(text), occasion: pending.state,
  });

  // Years later, without the provider: its key, the ID token, the attested key, the signature, the text.
  const providerKey = await importJWK(evidence.providerKey, 'ES256');
  const { payload: idToken } = await jwtVerify(evidence.idToken, providerKey, { currentDate: evidence.signedAt });
  assert.equal(idToken.sub, evidence.subject);
  assert.equal(idToken.txn, evidence.transaction);
  const attestation = await jwtVerify<{ cnf: { jwk: object } }>(
    String(decodeProtectedHeader(evidence.jws).attestation), providerKey);
  assert.equal(attestation.payload.sub, evidence.subject);
  const { payload } = await compactVerify(evidence.jws, await importJWK(attestation.payload.cnf.jwk, 'ES256'));
  const signed = JSON.parse(new TextDecoder().decode(payload)) as Record<string, string>;
  assert.equal(Buffer.from(signed.tbs_data ?? '', 'base64').toString(), evidence.toBeSigned);
  assert.equal(signed.sign_message, text);
});

test('neither the text nor the person stands in the address', async () => {
  const { url } = await house.beginSigning({ signer: { subject: await subjectOf('anna') } });
  assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
});

test('what is kept while the person is away does not hold the text', async () => {
  const { pending } = await house.beginSigning({ text: 'En mycket privat mening.' });
  assert.doesNotMatch(JSON.stringify(pending), /privat/);
});

test('a login hint never signs: it leads to the page with the button', async () => {
  const { url } = await house.beginSigning({ loginHint: 'anna' });
  const arrival = page(await house.browser().open(url));
  assert.match(arrival.html, /<button name="action" value="sign">Skriv under<\/button>/);
});

test('a login hint added to the address does not sign either, nor choose who signs', async () => {
  const { url } = await house.beginSigning();
  url.searchParams.set('login_hint', 'anna');
  assert.match(page(await house.browser().open(url)).html, /Vem ska skriva under/);
});

test('opening the page with the button again signs nothing', async () => {
  const { url } = await house.beginSigning({ loginHint: 'anna' });
  const browser = house.browser();
  const first = page(await browser.open(url));
  const second = page(await browser.open(first.url));
  assert.match(second.html, /Skriv under/);
});

test('without a known signer the person is chosen first and then shown the text', async () => {
  const { url, pending } = await house.beginSigning();
  const browser = house.browser();
  const choice = page(await browser.open(url));
  assert.doesNotMatch(choice.html, /Jag ansöker/);
  const text = page(await browser.press('person', 'david loa3'));
  assert.match(text.html, /Jag ansöker/);
  const evidence = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.equal(evidence.ok && evidence.claims.givenName, 'David');
});

test('someone else than the one who is to sign is never shown the text', async () => {
  const signer = { subject: await subjectOf('anna') };
  const { url, pending } = await house.beginSigning({ signer, loginHint: 'bertil' });
  const answer = await house.relyingParty.finishSigning(back(await house.browser().open(url)), pending);
  assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail: 'login_required' });
});

test('cancelling at the text comes back as cancelled', async () => {
  const { url, pending } = await house.beginSigning({ loginHint: 'anna' });
  const browser = house.browser();
  await browser.open(url);
  const answer = await house.relyingParty.finishSigning(back(await browser.press('action', 'cancel')), pending);
  assert.deepEqual(answer, { ok: false, refusal: 'cancelled', detail: 'access_denied' });
});

test('an e-ID below the level cannot sign', async () => {
  const { url, pending } = await house.beginSigning({ loginHint: 'johan' });
  const answer = await house.relyingParty.finishSigning(back(await house.browser().open(url)), pending);
  assert.equal(!answer.ok && answer.refusal, 'levelTooLow');
});

test('a foreign e-ID can sign', async () => {
  const { url, pending } = await house.beginSigning({ loginHint: 'ines' });
  const browser = house.browser();
  await browser.open(url);
  const evidence = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.equal(evidence.ok && evidence.claims.prid, 'PT:DEMO9H2K7T4W');
});

test('a signature over another text, other content or another occasion is refused', async () => {
  for (const [change, detail] of [
    [{ textHash: sha256('Något annat') }, 'signature_text'],
    [{ toBeSigned: JSON.stringify({ hash: 'sha256:annat' }) }, 'signature_data'],
  ] as const) {
    const { url, pending } = await house.beginSigning({ loginHint: 'anna' });
    const browser = house.browser();
    await browser.open(url);
    const arrived = back(await browser.press('action', 'sign'));
    const answer = await house.relyingParty.finishSigning(arrived, { ...pending, ...change });
    assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail });
  }
});

test('a signature by another key, an own attestation or a changed content is refused', async () => {
  const { url, pending } = await house.beginSigning({ loginHint: 'anna' });
  const browser = house.browser();
  await browser.open(url);
  const real = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.ok(real.ok);
  const [header = '', body = '', signature = ''] = real.jws.split('.');
  const check = (jws: string) => verifySignature({
    userSignature: Buffer.from(jws).toString('base64'),
    signedIdToken: real.idToken,
    jwksUri: `${house.issuer}/jwks`,
    expected: { ...real, clientId: 'sprang' },
  });
  assert.equal((await check(real.jws)).ok, true);

  const broken = { ok: false, refusal: 'invalid', detail: 'signature_broken' };
  const otherText = JSON.stringify({ ...decodeJwt(real.jws), sign_message: 'Annan text' });
  const changed = `${header}.${Buffer.from(otherText).toString('base64url')}.${signature}`;
  assert.deepEqual(await check(changed), broken);

  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const content = Buffer.from(body, 'base64url');
  const typ = 'demo-signature+jws';
  const { attestation } = decodeProtectedHeader(real.jws) as { attestation: string };
  const otherKey = await new CompactSign(content)
    .setProtectedHeader({ alg: 'ES256', typ, attestation }).sign(privateKey);
  assert.deepEqual(await check(otherKey), broken);

  const own = await new SignJWT({ cnf: { jwk: await exportJWK(publicKey) } })
    .setProtectedHeader({ alg: 'ES256', typ: 'demo-key-attestation+jwt', kid: 'demo-signing' })
    .setIssuer(house.issuer).setSubject(real.subject).sign(privateKey);
  const selfAttested = await new CompactSign(content)
    .setProtectedHeader({ alg: 'ES256', typ, attestation: own }).sign(privateKey);
  assert.deepEqual(await check(selfAttested), broken);

  const foreignForm = await new CompactSign(content).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
  assert.deepEqual(await check(foreignForm), { ok: false, refusal: 'invalid', detail: 'signature_form_unknown' });
});

test('a sign-in that comes back to a signature brings none and is refused', async () => {
  const signing = await house.beginSigning({ loginHint: 'anna' });
  const signIn = await house.begin({ loginHint: 'anna' });
  const arrived = back(await house.browser().open(signIn.url));
  const answer = await house.relyingParty.finishSigning(arrived, {
    ...signing.pending, ...signIn.pending, kind: 'signing',
  });
  assert.deepEqual(answer, { ok: false, refusal: 'invalid', detail: 'no_signature' });
});

test('an empty text or one that nobody would read is the caller’s fault', async () => {
  for (const text of ['', 'a'.repeat(8001)]) await assert.rejects(house.beginSigning({ text }), RangeError);
});

test('a text of the greatest length can be signed', async () => {
  const { url, pending } = await house.beginSigning({ text: 'ö'.repeat(8000), loginHint: 'anna' });
  const browser = house.browser();
  await browser.open(url);
  const evidence = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.equal(evidence.ok, true);
});

test('the evidence states the level that was reached, self-declared ones too', async () => {
  const { url, pending } = await house.beginSigning({ loginHint: 'petra', acrValues: acrValuesMeeting('loa3') });
  const browser = house.browser();
  await browser.open(url);
  const evidence = await house.relyingParty.finishSigning(back(await browser.press('action', 'sign')), pending);
  assert.equal(evidence.ok && evidence.acr, 'http://id.swedenconnect.se/loa/1.0/uncertified-loa3');
});
