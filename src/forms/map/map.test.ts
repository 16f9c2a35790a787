import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrganisationMap } from '../../organisation/index.ts';
import { compiled } from '../fixtures/form.ts';
import { readPage } from '../engine/read-page.ts';
import type { Answers, Typed } from '../answers.ts';
import type { FormContext } from '../engine/types.ts';
import { drawMap } from './draw.ts';
import { middleOf, namedPlaces, nearestName, placesOf } from './places.ts';
import { distance, mapSizes, metresPerPixel, moved, overview, placeAt, pointOf, readView, writeView } from './view.ts';

const view = { latitude: 61.5, longitude: 19, zoom: 2 };
const map: OrganisationMap = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { kind: 'water', name: 'Viken' }, geometry: { type: 'Polygon', coordinates: [[[18.99, 61.49], [18.992, 61.49], [18.992, 61.492], [18.99, 61.492], [18.99, 61.49]]] } },
    { type: 'Feature', properties: { kind: 'street', name: 'Åsgatan' }, geometry: { type: 'LineString', coordinates: [[19, 61.5], [19.002, 61.5], [19.004, 61.5]] } },
    { type: 'Feature', properties: { kind: 'street', name: 'Bygatan <1>' }, geometry: { type: 'LineString', coordinates: [[19, 61.5], [19, 61.503]] } },
    { type: 'Feature', properties: { kind: 'place', name: 'Torget' }, geometry: { type: 'Point', coordinates: [19.006, 61.501] } },
    { type: 'Feature', properties: { kind: 'building' }, geometry: { type: 'Polygon', coordinates: [[[19.1, 61.6], [19.101, 61.6], [19.101, 61.601], [19.1, 61.6]]] } },
  ],
};

test('a point of the picture is the place that is drawn there, in every view and size', () => {
  for (const size of Object.values(mapSizes)) {
    for (const zoom of metresPerPixel.keys()) {
      for (const [x, y] of [[1, 1], [100, 37], [size.width, size.height]] as const) {
        const back = pointOf({ ...view, zoom }, size, placeAt({ ...view, zoom }, size, x, y));
        // Five decimals are about a metre: at half a metre a pixel that is two pixels.
        assert.ok(Math.hypot(back.x - x, back.y - y) <= 2.5, `${zoom} ${x} ${y}`);
      }
    }
  }
});

test('a pixel is as many metres as the zoom says', () => {
  const [one, other] = [placeAt(view, mapSizes.wide, 100, 100), placeAt(view, mapSizes.wide, 200, 100)];
  assert.ok(Math.abs(distance(one, other) - 400) < 2);
  const below = placeAt(view, mapSizes.wide, 100, 200);
  assert.ok(Math.abs(distance(one, below) - 400) < 2);
  assert.ok(below.latitude < one.latitude && other.longitude > one.longitude);
});

test('steps go where they say, and closer and farther stop at the ends', () => {
  assert.ok(moved(view, 'north').latitude > view.latitude && moved(view, 'south').latitude < view.latitude);
  assert.ok(moved(view, 'east').longitude > view.longitude && moved(view, 'west').longitude < view.longitude);
  assert.deepEqual([moved({ ...view, zoom: 5 }, 'in').zoom, moved({ ...view, zoom: 0 }, 'out').zoom, moved(view, 'in').zoom], [5, 0, 3]);
});

test('a view is written and read the same, and nothing else is read', () => {
  assert.deepEqual(readView(writeView(view)), view);
  for (const text of ['', '1', '61.5,19', '61.5,19,9', '61.5,19,1.5', '91,19,2', '61.5,x,2', '61.5,19,2,4']) assert.equal(readView(text), undefined, text);
});

test('the overview holds everything', () => {
  const places = map.features.slice(0, 4).flatMap(placesOf);
  const whole = overview(places);
  for (const place of places) {
    const { x, y } = pointOf(whole, mapSizes.wide, place);
    assert.ok(x >= -1 && y >= -1 && x <= mapSizes.wide.width + 1 && y <= mapSizes.wide.height + 1);
  }
});

test('what has a name can be chosen, in the order of the Swedish alphabet, half-way along a street', () => {
  assert.deepEqual(namedPlaces(map).map(({ name }) => name), ['Bygatan <1>', 'Torget', 'Viken', 'Åsgatan']);
  assert.deepEqual(middleOf(map.features[1]!), { latitude: 61.5, longitude: 19.002 });
});

test('near is the nearest street or place within 150 metres, never the water', () => {
  assert.equal(nearestName(map, { latitude: 61.5002, longitude: 19.003 }), 'Åsgatan');
  assert.equal(nearestName(map, { latitude: 61.5009, longitude: 19.0059 }), 'Torget');
  assert.equal(nearestName(map, { latitude: 61.491, longitude: 18.991 }), undefined);
});

test('the drawing has what is within it, its names safely, and the mark only when there is one', () => {
  const svg = drawMap(map, view, mapSizes.wide);
  assert.match(svg, /Bygatan &#60;1&#62;/);
  assert.doesNotMatch(svg, /#ddd3c4/, 'the building is far away');
  assert.doesNotMatch(svg, /#b3261e/);
  assert.match(drawMap(map, view, mapSizes.wide, { latitude: 61.5, longitude: 19 }), /translate\(300 210\)/);
});

const form = compiled({ pages: [{ id: 'page', title: 'Page', questions: [{ id: 'q', ask: 'Var?', type: 'position' }] }] }, {});
const context: FormContext = { today: '2026-05-03', map };
const post = (fields: Record<string, string>, before: { answers?: Answers; typed?: Typed } = {}) =>
  readPage(form, { page: 'page', fields: { asked: 'q', ...fields }, answers: before.answers ?? {}, ...(before.typed && { typed: before.typed }) }, context);

test('a press on either picture is a place, and the page stays', () => {
  for (const [picture, size] of Object.entries(mapSizes)) {
    const read = post({ 'q.view': writeView(view), [`q.${picture}.x`]: String(size.width / 2), [`q.${picture}.y`]: String(size.height / 2), 'q.description': 'Vid bron' });
    assert.deepEqual(read.answers['q'], { latitude: 61.5, longitude: 19, description: 'Vid bron' });
    assert.deepEqual([read.stay, read.focus, read.errors], [true, 'q.map', []]);
    assert.equal(read.typed['q.view'], writeView(view));
  }
});

test('the enter key in another field, which presses the picture at 0, 0, leads on and points nowhere', () => {
  const read = post({ 'q.view': writeView(view), 'q.map.x': '0', 'q.map.y': '0', 'q.description': 'Vid bron' });
  assert.deepEqual([read.answers['q'], read.stay], [{ description: 'Vid bron' }, false]);
});

test('to look at another part of the map keeps what is written and changes no answer', () => {
  const read = post({ 'q.view': writeView(view), 'q.move': 'in', 'q.description': 'Vid bron', 'q.latitude': '61.5', 'q.longitude': '19.001' });
  assert.deepEqual(read.answers['q'], { latitude: 61.5, longitude: 19.001, description: 'Vid bron' });
  assert.deepEqual([read.stay, read.typed['q.view']], [true, writeView({ ...view, zoom: 3 })]);
  const empty = post({ 'q.view': writeView(view), 'q.move': 'east' });
  assert.deepEqual([empty.answers['q'], empty.stay, empty.errors], [undefined, true, []]);
});

test('without pointing: the mark is put in the middle by a button, and taken away by one', () => {
  const here = post({ 'q.view': writeView(view), 'q.move': 'here' });
  assert.deepEqual(here.answers['q'], { latitude: 61.5, longitude: 19 });
  const gone = post({ 'q.view': writeView(view), 'q.move': 'clear', 'q.latitude': '61.5', 'q.longitude': '19', 'q.description': 'Vid bron' });
  assert.deepEqual(gone.answers['q'], { description: 'Vid bron' });
});

test('a place out of the list is a place with its name, whichever button is pressed; own words are kept', () => {
  const from = '61.5,19.002,Åsgatan';
  const onward = post({ 'q.view': writeView(view), 'q.from': from, 'q.description': '' });
  assert.deepEqual([onward.answers['q'], onward.stay], [{ latitude: 61.5, longitude: 19.002, description: 'Åsgatan' }, false]);
  const shown = post({ 'q.view': writeView(view), 'q.from': from, 'q.move': 'find', 'q.description': 'Utanför nummer 4' });
  assert.deepEqual(shown.answers['q'], { latitude: 61.5, longitude: 19.002, description: 'Utanför nummer 4' });
  assert.deepEqual([shown.stay, shown.typed['q.view']], [true, writeView({ latitude: 61.5, longitude: 19.002, zoom: 3 })]);
  for (const bad of ['Åsgatan', '99,19,Åsgatan', '61.5,19,', '61.5,19']) assert.equal(post({ 'q.from': bad }).answers['q'], undefined, bad);
});

test('the next post leaves nothing of the map behind', () => {
  const pressed = post({ 'q.view': writeView(view), 'q.move': 'here' });
  const onward = post({ 'q.view': writeView(view), 'q.latitude': '61.5', 'q.longitude': '19' }, pressed);
  assert.deepEqual([onward.answers['q'], onward.typed, onward.stay], [{ latitude: 61.5, longitude: 19 }, {}, false]);
});
