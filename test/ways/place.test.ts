import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client, type ClientResponse } from '../support/index.ts';
import { carriedBy, hidden } from './fill-in.ts';

/** A place is pointed at without scripts: by who is unknown, and in a draft that is kept. */

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
before(async () => { town = await makeTown(house, ['felanmalan', 'fardtjanst']); });

const at = '/tjanster/felanmalan/utan-inloggning';
const toPlace = async (browser: Client): Promise<ClientResponse> => {
  const first = await browser.get(at);
  return browser.post(at, carriedBy(first, { kind: 'road', danger: 'no' }));
};
const marked = (text: string) => /name="place\.latitude"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="place\.latitude"/.exec(text)?.slice(1).find(Boolean);

test('the map comes in the page itself: no other address is asked for a picture of where somebody points', async () => {
  const page = await toPlace(server.browser(town));
  const pictures = [...page.text.matchAll(/<input type="image"[^>]* src="([^"]*)"/g)].map(([, src]) => src!);
  assert.equal(pictures.length, 2);
  for (const src of pictures) assert.match(src, /^data:image\/svg\+xml;base64,/);
  assert.match(String(page.headers['permissions-policy']), /geolocation=\(self\)/);
});

test('the enter key goes on as the button below does: no button of the map stands before it, and one way of telling is asked for', async () => {
  const { text } = await toPlace(server.browser(town));
  const form = /<form[^>]*utan-inloggning"[\s\S]*?<\/form>/.exec(text)![0];
  const [first] = [...form.matchAll(/<(?:button|input)\b[^>]*type="(?:submit|image)"[^>]*>/g)].map(([button]) => button);
  assert.doesNotMatch(first!, /name=/, 'what enter presses says nothing but that one goes on');
  assert.match(first!, /aria-hidden="true"/);
  assert.match(form, /Det räcker med ett sätt/);
  assert.doesNotMatch(form.slice(0, form.indexOf('place-map')), /frivilligt/, 'one of them is needed');
});

test('pressed, it comes again with the mark and what is near, and what was written is kept', async () => {
  const browser = server.browser(town);
  const page = await toPlace(browser);
  const view = hidden(page, 'place.view');
  const pressed = await browser.post(at, carriedBy(page, { 'place.view': view, 'place.wide.x': '320', 'place.wide.y': '200', 'place.description': 'Vid övergångsstället' }));
  assert.equal(pressed.status, 200);
  assert.match(pressed.text, /Märket är satt nära/);
  assert.match(pressed.text, /Vid övergångsstället/);
  assert.ok(marked(pressed.text));
  assert.match(pressed.text, /class="place-map"[^>]*autofocus/);
});

test('looked at closer it is another part of the map and the same mark', async () => {
  const browser = server.browser(town);
  const page = await toPlace(browser);
  const chosen = await browser.post(at, carriedBy(page, { 'place.view': hidden(page, 'place.view'), 'place.move': 'here' }));
  const latitude = marked(chosen.text);
  const closer = await browser.post(at, carriedBy(chosen, {
    'place.view': hidden(chosen, 'place.view'), 'place.latitude': latitude!, 'place.longitude': hidden(chosen, 'place.view').split(',')[1]!, 'place.move': 'in',
  }));
  assert.equal(marked(closer.text), latitude);
  assert.equal(Number(hidden(closer, 'place.view').split(',')[2]), Number(hidden(chosen, 'place.view').split(',')[2]) + 1);
});

test('a place out of the list is enough to go on, and its name is the description', async () => {
  const browser = server.browser(town);
  const page = await toPlace(browser);
  const value = /<option value="([^"]*,Hamngatan)"/.exec(page.text)![1]!.replaceAll('&#44;', ',');
  const onward = await browser.post(at, carriedBy(page, { 'place.view': hidden(page, 'place.view'), 'place.from': value }));
  assert.match(onward.text, /Berätta mer/);
  const back = await browser.post(at, carriedBy(onward, { _go: 'back' }));
  assert.match(back.text, />Hamngatan<\/textarea>/);
  assert.match(back.text, /Märket är satt nära Hamngatan/);
});

test('nothing pointed at, chosen or written is asked for again', async () => {
  const browser = server.browser(town);
  const page = await toPlace(browser);
  const empty = await browser.post(at, carriedBy(page, { 'place.view': hidden(page, 'place.view'), 'place.map.x': '0', 'place.map.y': '0' }));
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Beskriv platsen/);
});

test('in a draft that is kept the mark is an answer, also after coming back', async () => {
  const kim = await meet(house, town, 'Kim', 'Känd', '189003039806');
  const browser = await signedInResident(house, server, town, kim);
  const begun = await browser.post('/tjanster/felanmalan/borja', {}, { follow: true });
  const place = await browser.post(begun.url.pathname, { asked: ['kind', 'danger'], kind: 'road', danger: 'no' }, { follow: true });
  const pressed = await browser.post(place.url.pathname, { asked: 'place', revision: hidden(place, 'revision'), 'place.view': hidden(place, 'place.view'), 'place.map.x': '100', 'place.map.y': '150' }, { follow: true });
  assert.match(pressed.text, /Märket är satt/);
  const again = await browser.get(place.url.pathname);
  assert.equal(marked(again.text), marked(pressed.text));
});

test('a service that asks for no place carries no map', async () => {
  const kim = await meet(house, town, 'Bo', 'Känd', '189002029801');
  const browser = await signedInResident(house, server, town, kim);
  const begun = await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  assert.doesNotMatch(begun.text, /place-map/);
});

test('a matter that belongs elsewhere links there when it is there, and is only told when it is not', async () => {
  const page = await server.browser(town).get('/tjanster/felanmalan');
  assert.match(page.text, /Vill du föreslå något nytt/);
  assert.doesNotMatch(page.text, /href="\/tjanster\/synpunkt"/);
  const both = await makeTown(house, ['felanmalan', 'synpunkt']);
  assert.match((await server.browser(both).get('/tjanster/felanmalan')).text, /href="\/tjanster\/synpunkt"/);
});
