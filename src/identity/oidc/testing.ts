import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { demoBrowser } from '../../../demo/provider/browser.ts';
import type { Arrival, DemoBrowser } from '../../../demo/provider/browser.ts';
import { startDemoProvider } from '../../../demo/provider/index.ts';
import type { Clock } from '../../platform/index.ts';
import { acrValuesMeeting } from '../levels.ts';
import { createRelyingParty } from './relying-party.ts';
import type { BeginSigning, BeginSignIn, PendingSignIn, PendingSigning, RelyingParty } from './relying-party.ts';

export const redirectUri = 'http://exempelkommun.localhost:8080/inloggning/svar';
export const signingRedirectUri = 'http://exempelkommun.localhost:8080/underskrift/svar';

/** The real demonstration provider on a free port of loopback, and the product's end of it. */
export interface TestHouse {
  issuer: string;
  privateJwk: JWK;
  relyingParty: RelyingParty;
  clock: Clock & { forward(milliseconds: number): void };
  browser(): DemoBrowser;
  /** Begins a sign-in that needs loa3 unless told otherwise. */
  begin(options?: Partial<BeginSignIn>): Promise<{ url: URL; pending: PendingSignIn }>;
  beginSigning(options?: Partial<BeginSigning>): Promise<{ url: URL; pending: PendingSigning }>;
  stop(): Promise<void>;
}

/** Makes a key pair as a client of a provider needs it. */
export async function clientKeys(): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const name = { kid: 'client', alg: 'ES256' };
  return {
    privateJwk: { ...await exportJWK(privateKey), ...name },
    publicJwk: { ...await exportJWK(publicKey), ...name },
  };
}

export async function testHouse(port = 0, keys?: { privateJwk: JWK; publicJwk: JWK }): Promise<TestHouse> {
  const { privateJwk, publicJwk } = keys ?? await clientKeys();
  const provider = await startDemoProvider({
    capability: { demo: true },
    port,
    clients: [{
      clientId: 'sprang',
      name: 'Exempelkommun',
      jwks: { keys: [publicJwk] },
      redirectUris: [redirectUri, signingRedirectUri],
    }],
    log: { info: () => undefined, error: (details, message) => console.error(message, details) },
  });
  let ahead = 0;
  const clock = {
    now: () => new Date(Date.now() + ahead),
    forward: (milliseconds: number) => { ahead += milliseconds; },
  };
  const relyingParty = createRelyingParty({ issuer: provider.issuer, clientId: 'sprang', privateJwk, clock });
  return {
    issuer: provider.issuer,
    privateJwk,
    relyingParty,
    clock,
    browser: () => demoBrowser(provider.issuer),
    begin: async (options) => {
      const begun = await relyingParty.beginSignIn({ redirectUri, acrValues: acrValuesMeeting('loa3'), ...options });
      if (!begun.ok) throw new Error(`not begun: ${begun.refusal} ${begun.detail}`);
      return begun;
    },
    beginSigning: async (options) => {
      const begun = await relyingParty.beginSigning({
        redirectUri: signingRedirectUri,
        acrValues: acrValuesMeeting('loa3'),
        text: 'Jag ansöker om färdtjänst.\nUppgifterna är riktiga.',
        hash: 'sha256:1f2e',
        ...options,
      });
      if (!begun.ok) throw new Error(`not begun: ${begun.refusal} ${begun.detail}`);
      return begun;
    },
    stop: provider.stop,
  };
}

/** The address that a navigation came back to the service with. @throws if it ended on a page of the provider. */
export function back(arrival: Arrival): URL {
  if (arrival.at !== 'service') throw new Error(`still at the provider: ${arrival.status} ${arrival.html.slice(-600)}`);
  return arrival.url;
}

/** The page that a navigation ended on. @throws if it left the provider. */
export function page(arrival: Arrival): Extract<Arrival, { at: 'provider' }> {
  if (arrival.at !== 'provider') throw new Error(`left the provider for ${arrival.url.href}`);
  return arrival;
}
