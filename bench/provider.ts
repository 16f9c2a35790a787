/**
 * A provider of sign-in in a process of its own, so that its CPU can be told from ours: OpenID Connect with a code, PKCE and private_key_jwt,
 * every signature ES256. It lets everyone in at once, as the next of the people it was given.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { claim } from '../src/identity/oidc/names.ts';
import { answerQuestions } from './process.ts';

interface Asked { nonce: string; challenge: string; acr: string; number: string }

const clientId = 'bench';
const [codes, tokens] = [new Map<string, Asked>(), new Map<string, string>()];
let issuer = '';
let numbers: readonly string[] = [];
let [came, keys] = [0, undefined as { own: CryptoKey; client: CryptoKey; jwks: { keys: JWK[] } } | undefined];

/** What is answered, by path. */
const answers: Readonly<Record<string, (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>>> = {
  '/.well-known/openid-configuration': async (_url, _request, response) => sendJson(response, {
    issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['ES256'], userinfo_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'], code_challenge_methods_supported: ['S256'],
  }),
  '/jwks': async (_url, _request, response) => sendJson(response, keys!.jwks),
  '/authorize': async ({ searchParams: asked }, _request, response) => {
    const code = randomBytes(16).toString('base64url');
    codes.set(code, { nonce: asked.get('nonce')!, challenge: asked.get('code_challenge')!, acr: asked.get('acr_values')!.split(' ')[0]!, number: numbers[came++ % numbers.length]! });
    const back = new URL(asked.get('redirect_uri')!);
    back.search = new URLSearchParams({ code, state: asked.get('state')! }).toString();
    response.writeHead(303, { location: back.href, 'content-length': 0 }).end();
  },
  '/token': async (_url, request, response) => {
    const form = new URLSearchParams(await bodyOf(request));
    const asked = codes.get(form.get('code')!);
    codes.delete(form.get('code')!);
    await jwtVerify(form.get('client_assertion')!, keys!.client, { issuer: clientId, algorithms: ['ES256'] });
    const challenge = createHash('sha256').update(form.get('code_verifier')!).digest('base64url');
    if (!asked || challenge !== asked.challenge) throw new Error('not the one who asked');
    const access = randomBytes(16).toString('base64url');
    tokens.set(access, asked.number);
    const now = Math.floor(Date.now() / 1000);
    sendJson(response, { access_token: access, token_type: 'Bearer', expires_in: 60, id_token: await signed(asked.number, { nonce: asked.nonce, acr: asked.acr, auth_time: now }) });
  },
  '/userinfo': async (_url, request, response) => {
    const access = request.headers.authorization!.slice('Bearer '.length);
    const number = tokens.get(access)!;
    tokens.delete(access);
    const body = await signed(number, { given_name: 'Prov', family_name: 'Person', [claim.personalIdentityNumber]: number });
    response.writeHead(200, { 'content-type': 'application/jwt', 'content-length': body.length }).end(body);
  },
};

function signed(subject: string, claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'bench' }).setIssuer(issuer).setAudience(clientId).setSubject(subject).setIssuedAt().setExpirationTime('5m').sign(keys!.own);
}

function sendJson(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

const server = createServer((request, response) => {
  const url = new URL(request.url!, issuer);
  answers[url.pathname]!(url, request, response).catch((error: unknown) => { response.writeHead(400).end(JSON.stringify({ error: 'invalid_request', why: String(error) })); });
});

answerQuestions({
  /** @returns what the installation is told of its provider */
  listen: async (people: readonly string[]) => {
    numbers = people;
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [own, client] = [await generateKeyPair('ES256', { extractable: true }), await generateKeyPair('ES256', { extractable: true })];
    keys = { own: own.privateKey, client: await importJWK(await exportJWK(client.publicKey), 'ES256') as CryptoKey, jwks: { keys: [{ ...await exportJWK(own.publicKey), kid: 'bench', alg: 'ES256', use: 'sig' }] } };
    return { issuer, clientId, privateJwk: { ...await exportJWK(client.privateKey), kid: 'client', alg: 'ES256' }, audience: 'resident', name: 'bench' };
  },
});
