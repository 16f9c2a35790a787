import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse } from '../support/index.ts';
import { carriedBy } from './fill-in.ts';

/** An acute need: a person the same day. Who says that it is acute is told whom to call before anything else is asked. */

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
before(async () => { town = await makeTown(house, ['orosanmalan', 'ekonomiskt-bistand-forsta']); });

test('one who reports a child that needs protection today sees the number that is answered now, and the one for the night', async () => {
  const browser = server.browser(town);
  const at = '/tjanster/orosanmalan/utan-inloggning';
  const first = await browser.get(at);
  const you = await browser.post(at, carriedBy(first, { inDanger: 'no' }));
  assert.doesNotMatch(you.text, /Ring oss nu/);
  // Whether one says one's name is asked when it is known that one may choose.
  const may = await browser.post(at, carriedBy(you, { reporter: 'private' }));
  const child = await browser.post(at, carriedBy(may, { reporter: 'private', saysName: 'no' }));
  const concern = await browser.post(at, carriedBy(child, { do: 'add:children' }));
  const row = /name="children\.(\w+)\.school"/.exec(concern.text)?.[1];
  const what = await browser.post(at, carriedBy(concern, { [`children.${row}.school`]: 'Ekskolan' }));
  const review = await browser.post(at, carriedBy(what, { kinds: 'violence', seen: 'Blåmärken.', howLong: 'weeks', now: 'yes', afraid: 'yes', siblings: 'no' }));
  assert.match(review.text, /Ring oss nu/);
  assert.match(review.text, /href="tel:\+?[0-9]*3900626"/);
  assert.match(review.text, /Socialjouren: <a[^>]*href="tel:\+?[0-9]*3900622"/);
});

test('one whose money for food has run out is told on the next page, in their language, and one whose has not is not', async () => {
  const kim = await meet(house, town, 'Kim', 'Känd', '189003039806');
  const browser = await signedInResident(house, server, town, kim);
  const begun = await browser.post('/tjanster/ekonomiskt-bistand/borja', {}, { follow: true });
  const calm = await browser.post(begun.url.pathname, { asked: 'acute', acute: 'no' }, { follow: true });
  assert.doesNotMatch(calm.text, /Ring oss nu<\/h2>/);
  await browser.post(begun.url.pathname, { asked: ['acute', 'acuteWhat'], acute: 'yes', acuteWhat: 'food' }, { follow: true });
  const acute = await browser.get(calm.url.pathname);
  assert.match(acute.text, /Ring oss nu/);
  assert.match(acute.text, /href="tel:\+?[0-9]*3900621"/);
  assert.match((await browser.get(`${calm.url.pathname}?sprak=en`)).text, /Call us now/);
});
