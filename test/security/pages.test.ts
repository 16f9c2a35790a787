import { test } from 'node:test';
import { closePdf } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { makeWorld } from '../matrix/world.ts';
import { serve, testHouse } from '../support/index.ts';
import { safe } from './safe.ts';

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const world = await makeWorld(house, server);

test('an address that does not exist, a host that nobody has, a body that cannot be read', async () => {
  const browser = server.browser(world.town);
  safe(await browser.get('/finns-inte'), 'unknown address');
  safe(await browser.get('/finns-inte/<script>alert(1)</script>?q="><img src=x onerror=alert(1)>'), 'unknown address with markup');
  safe(await server.browser({ host: 'okand.example' }).get('/'), 'unknown host');
  safe(await browser.post('/logga-in', { till: 'x'.repeat(1_200_000) }), 'too large');
});

test('what somebody types comes back as text', async () => {
  const browser = await world.browser('own');
  const { draft } = await world.things();
  const typed = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const answers = [
    await browser.post(`/ansokan/${draft}/sida/finding`, { findText: typed }), await browser.get(`/ansokan/${draft}/sida/finding`), await browser.get(`/ansokan/${draft}/granska`),
    await browser.get(`/sok?q=${encodeURIComponent(typed)}`),
  ];
  for (const answer of answers) safe(answer, answer.url.pathname);
});
