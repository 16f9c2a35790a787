import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { addRequest } from '../../src/cases/store/inquiry/requests.ts';
import { updateCase } from '../../src/cases/store/case/case-file.ts';
import { cookieNames } from '../../src/identity/session.ts';
import { launchBrowser } from '../browser.ts';
import { applicant, asOfficer, decide, fileOf, house, officer, server, town } from './world.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where the pictures go, when somebody wants to look: a folder named in SCREENSHOTS. */
const pictures = process.env.SCREENSHOTS;

test('every page of a case is without faults that axe finds, and never scrolls sideways on a phone', async (t) => {
  const mine = await applicant('Astrid');
  const waiting = await applicant('Vanja');
  const { caseId } = mine;
  const decision = await decide(caseId);
  const [completion, hearing] = await asOfficer(async (tx) => {
    const file = await fileOf(tx, waiting.caseId);
    await updateCase(tx, file.id, { waiting_for: 'completion', waiting_until: '2026-12-01' });
    return [
      await addRequest(tx, file, { kind: 'completion', askedBy: officer.id, dueDay: '2026-12-01', content: { text: 'Vi behöver två saker.', items: [{ id: 'a', text: 'Intyg från läkare' }, { id: 'b', text: 'Vilka hjälpmedel du har' }] } }),
      await addRequest(tx, file, { kind: 'hearing', askedBy: officer.id, dueDay: '2026-12-04', content: { text: 'Vi tänker säga nej till ledsagare.', items: [] } }),
    ];
  });
  await house.db.system(town.id, 'test', async (tx) => { tx.audit({ event: 'cases.read', dossierId: caseId, unitId: town.unit('fardtjanst'), detail: { ground: 'own' } }); });
  await mine.browser.post(`${mine.path}/meddelanden`, { text: 'Hej! När får jag veta?' });
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const origin = `http://${town.host}:${server.port}`;
  const faults: string[] = [];
  const look = async (client: typeof mine.browser, paths: readonly string[], language: string) => {
    // As a header: a __Host- cookie cannot be put into a browser from outside.
    const cookie = `${cookieNames.resident}=${client.cookie(cookieNames.resident)}; sprak=${language}`;
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, extraHTTPHeaders: { cookie } });
    const page = await context.newPage();
    for (const path of paths) {
      const answer = await page.goto(origin + path);
      assert.equal(answer?.status(), 200, path);
      const found = await page.evaluate(`${axe}; axe.run().then((result) => result.violations.map((one) => one.id + ' ' + one.nodes[0].html))`) as string[];
      faults.push(...found.map((fault) => `${language} ${path} ${fault}`));
      const [inner, whole] = await page.evaluate('[document.documentElement.clientWidth, document.documentElement.scrollWidth]') as [number, number];
      if (whole > inner) faults.push(`${language} ${path} is ${whole} wide where ${inner} fit`);
      if (pictures) {
        await page.setViewportSize({ width: 1000, height: 900 });
        await page.screenshot({ path: `${pictures}/${language}-${path.split('/').slice(4).join('-') || path.split('/').at(-1)}.png`, fullPage: true });
        await page.setViewportSize({ width: 320, height: 800 });
      }
    }
    await context.close();
  };
  const hers = ['/mina-sidor', mine.path, ...['/kvitto', '/skickat', '/meddelanden', `/beslut/${decision}`, `/beslut/${decision}/overklaga`, '/vem-har-last']
    .map((path) => mine.path + path), '/mina-sidor/kontakt', '/mina-sidor/utdrag'];
  const waits = [waiting.path, ...[`/komplettering/${completion}`, `/yttrande/${hearing}`, '/ta-tillbaka'].map((path) => waiting.path + path)];
  // Each page in Swedish and in one of the others, by turns; all of them when pictures are taken.
  const inTurn = (paths: readonly string[], turn: number) => paths.filter((_, index) => pictures !== undefined || turn === 0 || index % 2 === turn - 1);
  for (const [turn, language] of ['sv', 'sv-simple', 'en'].entries()) {
    await look(mine.browser, inTurn(hers, turn), language);
    await look(waiting.browser, inTurn(waits, turn), language);
  }
  assert.deepEqual(faults, []);
});
