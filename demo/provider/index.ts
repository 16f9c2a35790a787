import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { configuration } from './configuration.ts';
import type { DemoClient } from './configuration.ts';
import { interact } from './interaction.ts';
import type { Interactions } from './interaction.ts';
import { renderProblem, renderStart } from './pages.tsx';
import { lifetimes, scopes } from './profile.ts';
import { sendPage } from './respond.ts';
import { createSigner } from './signing.ts';

export type { DemoClient } from './configuration.ts';

/** Proof that the demonstration is on. Only the wiring makes one, and only when SPRANG_DEMO is on. */
export interface DemoCapability {
  demo: true;
}

/** A place for messages without personal data. */
export interface DemoLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Starts the demonstration's identity provider on loopback, in this process. It lets anyone sign in as any test person:
 * never on an address that others reach, never where real people's data are.
 * @param options.port 0 takes a free one.
 * @throws Error `DEMO_CAPABILITY_MISSING` without the capability; the system's error when the port is taken.
 */
export async function startDemoProvider(options: {
  capability: DemoCapability | undefined;
  port: number;
  host?: '127.0.0.1';
  clients: readonly DemoClient[];
  log: DemoLog;
}): Promise<{ issuer: string; stop(): Promise<void> }> {
  if (options.capability?.demo !== true) {
    throw Object.assign(new Error('the demonstration identity provider needs SPRANG_DEMO=on'), {
      code: 'DEMO_CAPABILITY_MISSING',
    });
  }
  let answer = (_req: IncomingMessage, res: ServerResponse): void => sendPage(res, 503, renderProblem('starting'));
  const server = createServer((req, res) => answer(req, res));
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const issuer = `http://127.0.0.1:${port}`;

  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = 'demo-signing';
  const signingKey = { ...await exportJWK(privateKey), kid, alg: 'ES256', use: 'sig' };
  const signatures = shortMemory();
  const provider = new Provider(issuer, configuration({
    issuer, clients: options.clients, signingKey, signatureOf: signatures.get,
  }));
  reportFaults(provider, options.log);
  forgetSignersSession(provider);
  const interactions: Interactions = {
    provider,
    signer: createSigner(issuer, { key: privateKey, kid }),
    keepSignature: signatures.set,
    formTargets: originsOf(options.clients),
  };
  answer = respond(interactions, `127.0.0.1:${port}`, options.log);
  options.log.info({ issuer, keyType: publicKey.type }, 'demonstration identity provider started');

  return {
    issuer,
    stop: () => new Promise((resolve, reject) => {
      server.close((error) => error ? reject(error) : resolve());
      server.closeAllConnections();
    }),
  };
}

function respond(interactions: Interactions, host: string, log: DemoLog) {
  const protocol = interactions.provider.callback();
  return (req: IncomingMessage, res: ServerResponse): void => {
    // Another name that leads to loopback (DNS rebinding) must not be answered as if it were this issuer.
    if (req.headers.host !== host) return sendPage(res, 421, renderProblem('not_found'));
    const path = new URL(req.url ?? '/', `http://${host}`).pathname;
    if (path === '/') return sendPage(res, 200, renderStart());
    if (!path.startsWith('/legitimering/')) return void protocol(req, res);
    interact(interactions, req, res).catch((error: unknown) => {
      log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'demonstration sign-in failed');
      if (!res.headersSent) sendPage(res, 500, renderProblem('server_error'));
    });
  };
}

/** Signatures on their way from the button to the ID token, by grant; gone when a code would be. */
function shortMemory(): { set(key: string, value: string): void; get(key: string): string | undefined } {
  const kept = new Map<string, { value: string; until: number }>();
  return {
    set: (key, value) => {
      for (const [old, { until }] of kept) if (until < Date.now()) kept.delete(old);
      kept.set(key, { value, until: Date.now() + (lifetimes.code + lifetimes.accessToken) * 1000 });
    },
    get: (key) => kept.get(key)?.value,
  };
}

/** Signature Extension 5.1: a signature is not kept in the session for a later single sign-on. */
function forgetSignersSession(provider: Provider): void {
  provider.on('authorization.success', ({ oidc }) => {
    if (!oidc.session || !oidc.requestParamScopes.has(scopes.sign)) return;
    delete oidc.session.accountId;
    oidc.session.authorizations = undefined;
  });
}

/** Faults in the provider itself; refused requests are the client's to report. */
function reportFaults(provider: Provider, log: DemoLog): void {
  provider.on('server_error', (_ctx, { name, message }) => log.error({ name, reason: message }, 'provider fault'));
}

function originsOf(clients: readonly DemoClient[]): string[] {
  return [...new Set(clients.flatMap(({ redirectUris }) => redirectUris.map((uri) => new URL(uri).origin)))];
}
