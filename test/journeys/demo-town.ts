import { createServer, type AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addDemoStaff } from '../../demo/prepare.ts';
import { demoPopulationRegister } from '../../demo/population-register.ts';
import { startDemoProvider } from '../../demo/provider/index.ts';
import { makeTown, type Town } from '../../src/cases/testing.ts';
import type { Issuer } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type TestHouse } from '../support/index.ts';
import { launchBrowser } from '../browser.ts';

/** The demonstration's municipality on the test database, with its people, their sign-in and a real browser. */
export interface DemoTown {
  house: TestHouse;
  town: Town;
  origin: string;
  issuer: string;
  /** A new window of someone signed in. Narrow windows are, unless said, without JavaScript. */
  as(alias: string, options?: WindowOptions): Promise<Page>;
  /** A window of someone who is not signed in. */
  visitor(options?: WindowOptions): Promise<Page>;
}

/** How a window is opened. Without a width it is a phone's of 360 px, or a desk's of 1280 px for staff. */
export interface WindowOptions {
  /** staff sign in at the staff entrance */
  staff?: boolean;
  /** where to land */
  till?: string;
  width?: number;
  javaScript?: boolean;
  dark?: boolean;
}

/** @param organisation the name of a file in `demo/organisations` */
export async function openDemoTown(services: readonly string[] = ['fardtjanst', 'ekonomiskt-bistand-manad'], organisation = 'exempelkommun'): Promise<DemoTown> {
  const issuers: Issuer[] = [];
  const house = await testHouse({ rooms, fills: [demoPopulationRegister()], settings: { issuers } });
  // The municipality has had its staff and its delegations for a year, as in the demonstration.
  house.clock.set(new Date(Date.now() - 365 * 86_400_000));
  const town = await makeTown(house, services, undefined, organisation);
  await house.db.system(town.id, 'test', (tx) => addDemoStaff(tx, organisation));
  // The provider's clock is the machine's: the house follows it, so that fresh proofs are fresh.
  house.clock.set(new Date());
  // The provider must know our address, and our pages' policy must name the provider: so the port is chosen first.
  const port = await freePort();
  const origin = `http://${town.host}:${port}`;
  const issuer = await startProvider(house, origin, issuers);
  await serve(house, port);
  const browser = await launchBrowser();
  house.atEnd(() => browser.close());
  const visitor = async (options: WindowOptions = {}) => {
    const page = await (await windowOf(browser, options)).newPage();
    page.setDefaultTimeout(15_000);
    return page;
  };
  return {
    house, town, origin, issuer, visitor,
    as: async (alias, options = {}) => {
      house.clock.set(new Date());
      const page = await visitor(options);
      const entrance = options.staff ? '/handlaggning/logga-in' : '/logga-in';
      await page.goto(`${origin}${entrance}?${new URLSearchParams({ som: alias, niva: '3', till: options.till ?? (options.staff ? '/handlaggning' : '/mina-sidor') })}`);
      return page;
    },
  };
}

async function startProvider(house: TestHouse, origin: string, issuers: Issuer[]): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = await startDemoProvider({
    capability: { demo: true }, port: 0, log: { info: () => undefined, error: () => undefined },
    clients: [{
      clientId: 'journeys', name: 'Exempelkommun', jwks: { keys: [{ ...await exportJWK(publicKey), kid: 'journeys', alg: 'ES256', use: 'sig' }] },
      redirectUris: [`${origin}/inloggning/svar`, `${origin}/underskrift/svar`],
    }],
  });
  house.atEnd(() => provider.stop());
  const privateJwk = { ...await exportJWK(privateKey), kid: 'journeys', alg: 'ES256' };
  issuers.push({ issuer: provider.issuer, clientId: 'journeys', privateJwk, audience: 'both', name: 'testlegitimation' });
  return provider.issuer;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => { resolve(port); });
    });
  });
}

function windowOf(browser: Browser, { staff = false, width = staff ? 1280 : 360, javaScript = width > 600, dark = false }: WindowOptions): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 740 }, javaScriptEnabled: javaScript, colorScheme: dark ? 'dark' : 'light', locale: 'sv-SE',
  });
}
