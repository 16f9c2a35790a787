import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { demoPeople, demoPerson } from '../people.ts';
import { demoBrowser } from './browser.ts';
import type { Arrival } from './browser.ts';
import { startDemoProvider } from './index.ts';

/** Raw requests: what the provider demands of any client, whoever wrote it. */
const redirectUri = 'http://exempelkommun.localhost:8080/inloggning/svar';
const sign = 'https://id.oidc.se/scope/sign';
const signRequest = 'https://id.oidc.se/param/signRequest';
const silent = { info: () => undefined, error: () => undefined };
// RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let provider: Awaited<ReturnType<typeof startDemoProvider>>;
let clientKey: CryptoKey;

before(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  clientKey = privateKey;
  provider = await startDemoProvider({
    capability: { demo: true },
    port: 0,
    log: silent,
    clients: [{
      clientId: 'sprang', name: 'Exempelkommun', redirectUris: [redirectUri],
      jwks: { keys: [{ ...await exportJWK(publicKey), kid: 'client', alg: 'ES256' }] },
    }],
  });
});
after(() => provider.stop());

type Parameters = Record<string, string | undefined>;

const signIn: Parameters = {
  client_id: 'sprang',
  response_type: 'code',
  redirect_uri: redirectUri,
  scope: 'openid',
  state: 'a-state-of-more-than-128-bits',
  nonce: 'a-nonce-that-is-long-enough',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

function address(parameters: Parameters): URL {
  const url = new URL('/auth', provider.issuer);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

/** The OAuth error that a request comes back with. */
async function errorOf(url: URL, browser = demoBrowser(provider.issuer)): Promise<string | null> {
  const arrival = await browser.open(url);
  return arrival.at === 'service' ? arrival.url.searchParams.get('error') : `page ${arrival.status}`;
}

function jwt(claims: object, key: CryptoKey = clientKey): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'client' })
    .setIssuer('sprang').setAudience(provider.issuer).setIssuedAt().setExpirationTime('1m')
    .setJti(crypto.randomUUID()).sign(key);
}

async function authenticated(parameters: Parameters): Promise<URLSearchParams> {
  const body = new URLSearchParams({
    client_id: 'sprang',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await jwt({ sub: 'sprang' }),
  });
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
  return body;
}

async function push(parameters: Parameters): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${provider.issuer}/request`, { method: 'POST', body: await authenticated(parameters) });
  return { status: response.status, body: await response.json() as Record<string, string> };
}

const signing = {
  ...signIn,
  scope: `openid ${sign}`,
  prompt: 'login consent',
  login_hint: 'anna',
  [signRequest]: {
    tbs_data: Buffer.from('det som skrivs under').toString('base64'),
    sign_message: { 'message#sv': Buffer.from('Jag lovar').toString('base64'), 'mime_type': 'text/plain' },
  },
};

test('the provider does not start without the demonstration capability', async () => {
  const options = { port: 0, clients: [], log: silent };
  await assert.rejects(startDemoProvider({ ...options, capability: undefined }), { code: 'DEMO_CAPABILITY_MISSING' });
  const forged = { demo: 'yes' } as unknown as { demo: true };
  await assert.rejects(startDemoProvider({ ...options, capability: forged }), { code: 'DEMO_CAPABILITY_MISSING' });
});

test('discovery states what the OIDC Sweden profile demands', async () => {
  const response = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
  const found = await response.json() as Record<string, unknown>;
  assert.equal(found.issuer, provider.issuer);
  assert.deepEqual(found.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(found.token_endpoint_auth_methods_supported, ['private_key_jwt']);
  assert.deepEqual(found.token_endpoint_auth_signing_alg_values_supported, ['ES256', 'RS256']);
  assert.deepEqual(found.response_types_supported, ['code']);
  assert.deepEqual(found.id_token_signing_alg_values_supported, ['ES256']);
  assert.equal(found.claims_parameter_supported, true);
  assert.equal(found.request_parameter_supported, true);
  assert.equal(found['https://id.oidc.se/disco/userMessageSupported'], true);
  assert.ok((found.scopes_supported as string[]).includes(sign));
  assert.ok((found.acr_values_supported as string[]).includes('http://id.elegnamnden.se/loa/1.0/loa3'));
  assert.ok((found.claims_supported as string[]).includes('https://id.oidc.se/claim/userSignature'));
});

test('a request without PKCE, a guessable state, a nonce or the code flow is refused', async () => {
  for (const without of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge: verifier, code_challenge_method: 'plain' },
    { state: 'short' }, { state: undefined }, { nonce: undefined },
  ]) assert.equal(await errorOf(address({ ...signIn, login_hint: 'anna', ...without })), 'invalid_request');
  // An implicit request would answer in the fragment, where our reading of the query finds nothing.
  const implicit = await demoBrowser(provider.issuer).open(address({ ...signIn, response_type: 'id_token' }));
  assert.doesNotMatch(implicit.at === 'service' ? implicit.url.href : '', /[#&]id_token=/);
});

test('an address that is not registered gets nothing, not even the error', async () => {
  const elsewhere = address({ ...signIn, redirect_uri: 'http://evil.example/svar' });
  const arrival = await demoBrowser(provider.issuer).open(elsewhere);
  assert.equal(arrival.at === 'provider' && arrival.status, 400);
  assert.match(arrival.at === 'provider' ? arrival.html : '', /inte är godkänd/);
});

test('tokens are signed with ES256, live at most five minutes, and UserInfo is signed', async () => {
  const arrival = await demoBrowser(provider.issuer).open(address({
    ...signIn,
    login_hint: 'anna',
    scope: 'openid https://id.oidc.se/scope/naturalPersonNumber https://id.oidc.se/scope/naturalPersonInfo',
  }));
  assert.ok(arrival.at === 'service');
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    body: await authenticated({
      grant_type: 'authorization_code', code: arrival.url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri, code_verifier: verifier,
    }),
  });
  const tokens = await response.json() as { id_token: string; access_token: string };
  const idToken = decodeJwt(tokens.id_token);
  assert.equal(decodeProtectedHeader(tokens.id_token).alg, 'ES256');
  assert.ok((idToken.exp ?? Infinity) - (idToken.iat ?? 0) <= 300);
  assert.equal(typeof idToken.auth_time, 'number');
  assert.equal(idToken['https://id.oidc.se/claim/personalIdentityNumber'], demoPerson('anna')?.personalIdentityNumber);
  assert.equal(idToken.given_name, undefined, 'names belong in UserInfo');

  const authorization = `Bearer ${tokens.access_token}`;
  const userInfo = await fetch(`${provider.issuer}/me`, { headers: { authorization } });
  assert.match(userInfo.headers.get('content-type') ?? '', /^application\/jwt/);
  const jws = await userInfo.text();
  assert.equal(decodeProtectedHeader(jws).alg, 'ES256');
  assert.equal(decodeJwt(jws).given_name, 'Anna');
});

test('a token request without the client’s signature is refused', async () => {
  const arrival = await demoBrowser(provider.issuer).open(address({ ...signIn, login_hint: 'anna' }));
  assert.ok(arrival.at === 'service');
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'sprang', grant_type: 'authorization_code', code: arrival.url.searchParams.get('code') ?? '',
      redirect_uri: redirectUri, code_verifier: verifier,
    }),
  });
  assert.equal(response.status, 401);
});

test('a missing prompt means login, also for someone just signed in; none takes the session', async () => {
  const browser = demoBrowser(provider.issuer);
  assert.equal(await errorOf(address({ ...signIn, prompt: 'none' }), browser), 'login_required');
  assert.equal((await browser.open(address({ ...signIn, login_hint: 'anna' }))).at, 'service');
  assert.equal((await browser.open(address(signIn))).at, 'provider');
  const silently = await browser.open(address({ ...signIn, prompt: 'none' }));
  assert.ok(silently.at === 'service' && silently.url.searchParams.has('code'));
});

test('another person can sign in in the same browser without a sign-out page in between', async () => {
  const browser = demoBrowser(provider.issuer);
  for (const alias of ['anna', 'bertil', 'anna']) {
    const arrival = await browser.open(address({ ...signIn, login_hint: alias }));
    assert.ok(arrival.at === 'service' && arrival.url.searchParams.has('code'), alias);
  }
});

test('the choice lists everyone, with strict rules for what the page may do', async () => {
  const arrival = await demoBrowser(provider.issuer).open(address(signIn));
  assert.ok(arrival.at === 'provider');
  for (const person of demoPeople) assert.ok(arrival.html.includes(`kortnamn ${person.alias}`), person.alias);
  assert.ok(arrival.html.indexOf('Invånare') < arrival.html.indexOf('Personal'));
  const policy = arrival.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /script-src|unsafe/);
  assert.match(policy, /form-action 'self' http:\/\/exempelkommun\.localhost:8080/);
  assert.doesNotMatch(arrival.html, /<script|\son\w+=/);
  for (const person of demoPeople) {
    if (person.personalIdentityNumber) assert.ok(!arrival.html.includes(person.personalIdentityNumber));
  }
});

test('staff stand first when the identity at an employer is asked for', async () => {
  const scope = 'openid https://id.oidc.se/scope/naturalPersonOrgId';
  const arrival = await demoBrowser(provider.issuer).open(address({ ...signIn, scope }));
  assert.ok(arrival.at === 'provider');
  assert.ok(arrival.html.indexOf('Personal') < arrival.html.indexOf('Invånare'));
});

test('the page of a sign-in answers only the browser that began it', async () => {
  const arrival = await demoBrowser(provider.issuer).open(address(signIn));
  const stolen = await demoBrowser(provider.issuer).open(arrival.url);
  assert.equal(stolen.at === 'provider' && stolen.status, 400);
});

test('a name that is not the issuer’s is not answered', async () => {
  const { port } = new URL(provider.issuer);
  const status = await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });
  assert.equal(status, 421);
});

test('a signature is asked for in a signed Request Object, pushed or in the address', async () => {
  const pushed = await push({ request: await jwt(signing) });
  assert.equal(pushed.status, 201);
  const open = (parameters: Parameters): Promise<Arrival> => demoBrowser(provider.issuer).open(address(parameters));
  for (const arrival of [
    await open({ client_id: 'sprang', request_uri: pushed.body.request_uri }),
    await open({ client_id: 'sprang', response_type: 'code', scope: 'openid', request: await jwt(signing) }),
  ]) assert.match(arrival.at === 'provider' ? arrival.html : '', /Jag lovar/);
});

test('a signature request that breaks the Signature Extension is refused', async () => {
  const refusals: [string, object][] = [
    ['no parameter', { ...signing, [signRequest]: undefined }],
    ['no scope', { ...signing, scope: 'openid' }],
    ['no prompt', { ...signing, prompt: undefined }],
    ['login without consent', { ...signing, prompt: 'login' }],
    ['nothing to sign', { ...signing, [signRequest]: { ...signing[signRequest], tbs_data: undefined } }],
    ['not Base64', { ...signing, [signRequest]: { ...signing[signRequest], tbs_data: 'å' } }],
    ['no message', { ...signing, [signRequest]: { tbs_data: 'YQ==' } }],
    ['a message that cannot be shown', {
      ...signing, [signRequest]: { tbs_data: 'YQ==', sign_message: { message: 'YQ==', mime_type: 'text/html' } },
    }],
  ];
  for (const [why, claims] of refusals) {
    const { status, body } = await push({ request: await jwt(claims) });
    assert.deepEqual([status, body.error], [400, 'invalid_request'], why);
  }
});

test('a signature request that is not signed, or signed by someone else, is refused', async () => {
  const plain = { ...signing, [signRequest]: JSON.stringify(signing[signRequest]) };
  assert.equal((await push(plain)).body.error, 'invalid_request');
  assert.equal(await errorOf(address(plain)), 'invalid_request');
  const { privateKey } = await generateKeyPair('ES256');
  assert.equal((await push({ request: await jwt(signing, privateKey) })).body.error, 'invalid_request_object');
});

test('a signature is not kept as a session, whoever was signed in before', async () => {
  const browser = demoBrowser(provider.issuer);
  await browser.open(address({ ...signIn, login_hint: 'anna' }));
  const { body } = await push({ request: await jwt(signing) });
  await browser.open(address({ client_id: 'sprang', request_uri: body.request_uri }));
  const signed = await browser.press('action', 'sign');
  assert.ok(signed.at === 'service' && signed.url.searchParams.has('code'));
  assert.equal(await errorOf(address({ ...signIn, prompt: 'none' }), browser), 'login_required');
});

test('pressing the button of a finished signature again gives nothing', async () => {
  const browser = demoBrowser(provider.issuer);
  const { body } = await push({ request: await jwt(signing) });
  await browser.open(address({ client_id: 'sprang', request_uri: body.request_uri }));
  assert.equal((await browser.press('action', 'sign')).at, 'service');
  const again = await browser.press('action', 'sign');
  assert.equal(again.at === 'provider' && again.status, 400);
});
