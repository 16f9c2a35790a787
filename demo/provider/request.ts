import { errors } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { claims, claimsOfScope, parameters, scopes } from './profile.ts';

type Json = Record<string, unknown>;

/**
 * The Request Object of a request while it is processed. oidc-provider turns parameters that are JSON objects into the
 * text "[object Object]"; the Signature Extension's parameter is one, so its value is taken from here.
 */
const requestObjects = new WeakMap<KoaContextWithOIDC, { payload: Json; signed: boolean }>();

/** Called with each Request Object. A pushed request without one is wrapped by oidc-provider in an unsigned JWT. */
export function rememberRequestObject(ctx: KoaContextWithOIDC, payload: Json, header: Json): void {
  requestObjects.set(ctx, { payload, signed: header.alg !== 'none' });
}

/**
 * What the OIDC Sweden profile and its Signature Extension demand beyond OpenID Connect. Runs last in the validation of
 * every authorization and pushed request. Rewrites the extension parameters to JSON text and `claims` to name what the
 * scopes promise in the ID token.
 * @throws InvalidRequest when a demand is not met.
 */
export function checkProfile(ctx: KoaContextWithOIDC): void {
  const params = paramsOf(ctx);
  if ((params.state ?? '').length < 22) throw new errors.InvalidRequest('state of at least 128 bits is required');
  if (!params.nonce) throw new errors.InvalidRequest('nonce is required');

  const asked = (params.scope ?? '').split(' ');
  if (asked.includes(scopes.sign)) checkSignRequest(ctx, params);
  else if (params[parameters.signRequest] !== undefined) {
    throw new errors.InvalidRequest('signRequest without the scope sign');
  }
  params[parameters.userMessage] = userMessage(ctx, params[parameters.userMessage]);
  params.claims = JSON.stringify(withIdTokenClaims(params.claims, asked));
}

function checkSignRequest(ctx: KoaContextWithOIDC, params: Record<string, string | undefined>): void {
  const object = requestObjects.get(ctx);
  if (!object?.signed) throw new errors.InvalidRequest('signRequest must stand in a signed Request Object');
  const request = object.payload[parameters.signRequest];
  if (!isJson(request)) throw new errors.InvalidRequest('signRequest must be a JSON object');
  if (typeof request.tbs_data !== 'string' || fromBase64(request.tbs_data) === undefined) {
    throw new errors.InvalidRequest('signRequest.tbs_data must be Base64');
  }
  if (messageIn(request.sign_message) === undefined) {
    throw new errors.InvalidRequest('signRequest.sign_message must be text/plain in Base64');
  }
  const prompts = (params.prompt ?? '').split(' ');
  if (!prompts.includes('login') || !prompts.includes('consent')) {
    throw new errors.InvalidRequest('a signature needs prompt "login consent"');
  }
  params[parameters.signRequest] = JSON.stringify(request);
}

/** The message to show, as JSON text again, or undefined when there is none that can be shown (it is voluntary). */
function userMessage(ctx: KoaContextWithOIDC, asParameter: string | undefined): string | undefined {
  const inObject = requestObjects.get(ctx)?.payload[parameters.userMessage];
  const value = isJson(inObject) ? inObject : parsed(inObject ?? asParameter);
  return messageIn(value) === undefined ? undefined : JSON.stringify(value);
}

function withIdTokenClaims(text: string | undefined, asked: readonly string[]): Json {
  const requested = parsed(text) ?? {};
  const inIdToken = isJson(requested.id_token) ? requested.id_token : {};
  const idToken: Json = { auth_time: { essential: true }, acr: null, ...inIdToken };
  for (const claim of asked.flatMap((scope) => claimsOfScope[scope]?.inIdToken ?? [])) {
    idToken[claim] ??= { essential: true };
  }
  return { ...requested, id_token: idToken };
}

/** What a validated request asks for, read from the parameters that an interaction keeps. */
export interface Asked {
  acrs: readonly string[];
  /** The identity at an employer is asked for. */
  forStaff: boolean;
  loginHint: string | undefined;
  /** The person that the request is bound to by essential claims with a value. */
  subject: string | undefined;
  personalIdentityNumber: string | undefined;
  message: string | undefined;
  signature: { tbsData: string; message: string } | undefined;
  clientId: string;
}

/** Reads a kept request; every part was checked by `checkProfile` when it arrived. */
export function askedIn(params: Json): Asked {
  const requested = parsed(params.claims)?.id_token;
  const idToken = isJson(requested) ? requested : {};
  const acr = isJson(idToken.acr) ? idToken.acr : {};
  const signature = parsed(params[parameters.signRequest]);
  return {
    acrs: acrsIn(acr, params.acr_values),
    forStaff: (textIn(params.scope) ?? '').split(' ').includes(scopes.personOrgId),
    loginHint: textIn(params.login_hint),
    subject: valueOf(idToken.sub),
    personalIdentityNumber: valueOf(idToken[claims.personalIdentityNumber]),
    message: messageIn(parsed(params[parameters.userMessage])),
    signature: signature && {
      tbsData: String(signature.tbs_data),
      message: messageIn(signature.sign_message) ?? '',
    },
    clientId: String(params.client_id),
  };
}

/** An essential `acr` claim rules; otherwise `acr_values`, which is held to be a demand as well. */
function acrsIn(acr: Json, acrValues: unknown): readonly string[] {
  if (acr.essential === true && Array.isArray(acr.values)) return acr.values.map(String);
  if (acr.essential === true && typeof acr.value === 'string') return [acr.value];
  return typeof acrValues === 'string' && acrValues !== '' ? acrValues.split(' ') : [];
}

/** The text of a user or sign message in Swedish, or without language; undefined if it cannot be shown as text. */
function messageIn(value: unknown): string | undefined {
  if (!isJson(value) || (value.mime_type ?? 'text/plain') !== 'text/plain') return undefined;
  const encoded = value['message#sv'] ?? value.message ?? value['message#en'];
  return typeof encoded === 'string' ? fromBase64(encoded)?.toString('utf8') : undefined;
}

function fromBase64(text: string): Buffer | undefined {
  return text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
    ? Buffer.from(text, 'base64')
    : undefined;
}

function valueOf(claim: unknown): string | undefined {
  return isJson(claim) && typeof claim.value === 'string' ? claim.value : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parsed(value: unknown): Json | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const json: unknown = JSON.parse(value);
    return isJson(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** oidc-provider types the parameters as unknown; here each is a text or absent. */
function paramsOf(ctx: KoaContextWithOIDC): Record<string, string | undefined> {
  return ctx.oidc.params as Record<string, string | undefined>;
}
