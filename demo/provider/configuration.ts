import { randomBytes } from 'node:crypto';
import { interactionPolicy } from 'oidc-provider';
import type { ClientMetadata, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { memoryAdapter } from './memory.ts';
import { renderProblem } from './pages.tsx';
import { claimsAbout, personBySubject } from './person.ts';
import { acrOf, claims, claimsOfScope, lifetimes, parameters } from './profile.ts';
import { checkProfile, rememberRequestObject } from './request.ts';
import { sendPage } from './respond.ts';

/** A relying party that may use the provider. */
export interface DemoClient {
  clientId: string;
  /** Shown to the one who signs: who asks. */
  name: string;
  /** Public keys: the client's authentication and its Request Objects are checked against them. */
  jwks: { keys: readonly object[] };
  /** Compared letter by letter. */
  redirectUris: readonly string[];
}

/** Everything oidc-provider is told, so that what it allows can be read in one place. */
export function configuration(options: {
  issuer: string;
  clients: readonly DemoClient[];
  signingKey: JWK;
  signatureOf: (grantId: string) => string | undefined;
}): Configuration {
  return {
    adapter: memoryAdapter(),
    clients: options.clients.map(clientMetadata),
    jwks: { keys: [options.signingKey] },
    acrValues: Object.values(acrOf),
    scopes: ['openid', ...Object.keys(claimsOfScope)],
    claims: {
      openid: ['sub'],
      acr: null, auth_time: null, iss: null, txn: null,
      [claims.authnProvider]: null,
      ...Object.fromEntries(Object.entries(claimsOfScope).map(([scope, { all }]) => [scope, [...all]])),
    },
    clientAuthMethods: ['private_key_jwt'],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    pkce: { required: () => true },
    extraParams: { [parameters.signRequest]: checkProfile, [parameters.userMessage]: null },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true, assertJwtClaimsAndHeader: rememberRequestObject },
    },
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'RS256'],
      requestObjectSigningAlgValues: ['ES256', 'RS256'],
      idTokenSigningAlgValues: ['ES256'],
      userinfoSigningAlgValues: ['ES256'],
    },
    discovery: {
      'ui_locales_supported': ['sv'],
      'https://id.oidc.se/disco/userMessageSupported': true,
      'https://id.oidc.se/disco/userMessageSupportedMimeTypes': ['text/plain'],
    },
    ttl: {
      IdToken: lifetimes.idToken,
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: lifetimes.code,
      Interaction: lifetimes.interaction,
      Session: lifetimes.session,
      Grant: lifetimes.session,
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    // A code outlives the session: what was signed is taken out of the session at once (Signature Extension 5.1).
    expiresWithSession: () => false,
    loadExistingGrant: grantWhatIsAsked,
    interactions: {
      policy: signInUnlessToldOtherwise(),
      url: (_ctx, interaction) => `/legitimering/${interaction.uid}`,
    },
    findAccount: (_ctx, subject, token) => {
      const person = personBySubject(subject);
      if (!person) return undefined;
      const grantId = token && 'grantId' in token ? token.grantId : undefined;
      const signature = grantId === undefined ? undefined : options.signatureOf(grantId);
      return {
        accountId: subject,
        claims: () => ({
          ...claimsAbout(person, options.issuer),
          ...(grantId !== undefined && { txn: grantId }),
          ...(signature !== undefined && { [claims.userSignature]: signature }),
        }),
      };
    },
    renderError: (ctx, out) => {
      sendPage(ctx.res, ctx.status >= 400 ? ctx.status : 400, renderProblem(out.error));
      ctx.respond = false;
    },
  };
}

function clientMetadata({ clientId, name, jwks, redirectUris }: DemoClient): ClientMetadata {
  return {
    client_id: clientId,
    client_name: name,
    jwks: { keys: [...jwks.keys] },
    redirect_uris: [...redirectUris],
    application_type: 'web',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    request_object_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256',
  };
}

/** The clients are the municipality's own: what they ask for is agreed in advance, so nobody is asked to consent. */
async function grantWhatIsAsked(ctx: KoaContextWithOIDC): Promise<InstanceType<typeof ctx.oidc.provider.Grant>> {
  const { Grant } = ctx.oidc.provider;
  const chosen = ctx.oidc.result?.consent?.grantId;
  const grant = (chosen === undefined ? undefined : await Grant.find(chosen)) ?? new Grant({
    clientId: ctx.oidc.client?.clientId,
    accountId: ctx.oidc.session?.accountId,
  });
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes].join(' '));
  grant.addOIDCClaims([...ctx.oidc.requestParamClaims]);
  await grant.save();
  return grant;
}

/**
 * Sweden Connect: a missing `prompt` means `login`, and a session is at most an hour old, however often it was used.
 */
function signInUnlessToldOtherwise(): interactionPolicy.DefaultPolicy {
  const { Check, base } = interactionPolicy;
  const policy = base();
  const login = policy.get('login');
  login?.checks.add(new Check('login_is_default', 'a missing prompt means login', ({ oidc }) =>
    oidc.params?.prompt === undefined && !oidc.result?.login ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT));
  login?.checks.add(new Check('session_too_old', 'the session is more than an hour old', ({ oidc }) =>
    oidc.session?.past(lifetimes.session) && !oidc.result?.login ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT));
  return policy;
}
