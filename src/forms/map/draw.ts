import type { MapFeature, OrganisationMap } from '../../organisation/index.ts';
import { middleOf, placesOf } from './places.ts';
import { metresPerPixel, pointOf, type MapSize, type MapView, type Place } from './view.ts';

/** Drawn from the bottom up. */
const layers: readonly MapFeature['properties']['kind'][] = ['water', 'park', 'building', 'rail', 'path', 'street', 'place'];
const land = '#f4f0e8';
const fills: Readonly<Record<string, string>> = { water: '#bcdcea', park: '#cfe3bf', building: '#ddd3c4' };
const edges: Readonly<Record<string, string>> = { rail: '#5b5f66' };
/** Metres across. */
const widths: Readonly<Record<string, number>> = { street: 9, path: 3, rail: 3 };

/**
 * A map as a picture to put in the page itself: nothing is asked of another address, so no address and no log says where somebody points.
 * @returns a `data:` address of an SVG
 */
export function mapPicture(map: OrganisationMap, view: MapView, size: MapSize, marked?: Place): string {
  return `data:image/svg+xml;base64,${Buffer.from(drawMap(map, view, size, marked)).toString('base64')}`;
}

/** The SVG itself: what lies within the view, names where there is room for them, and the mark. */
export function drawMap(map: OrganisationMap, view: MapView, size: MapSize, marked?: Place): string {
  const { width, height } = size;
  const drawn = layers.flatMap((layer) => map.features.filter(({ properties }) => properties.kind === layer))
    .map((feature) => ({ feature, points: placesOf(feature).map((place) => pointOf(view, size, place)) }))
    .filter(({ points }) => isWithin(points, size));
  const streets = drawn.filter(({ feature }) => feature.properties.kind in widths);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">`,
    `<rect width="${width}" height="${height}" fill="${land}"/>`,
    ...drawn.filter(({ feature }) => feature.properties.kind in fills)
      .map(({ feature, points }) => `<path d="${pathOf(points)}Z" fill="${fills[feature.properties.kind]}"/>`),
    // All edges first, so that streets meet without a line across.
    ...streets.map(({ feature, points }) => line(points, acrossOf(feature, view) + 2, edges[feature.properties.kind] ?? '#a89f8d')),
    ...streets.map(({ feature, points }) => line(points, acrossOf(feature, view), feature.properties.kind === 'path' ? '#efe7d6' : '#ffffff', feature.properties.kind === 'rail')),
    ...labels(drawn.map(({ feature }) => feature), view, size),
    ...(marked ? [mark(pointOf(view, size, marked))] : []),
    '</svg>',
  ].join('');
}

interface Point { x: number; y: number }

function isWithin(points: readonly Point[], { width, height }: MapSize): boolean {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return Math.max(...xs) >= 0 && Math.min(...xs) <= width && Math.max(...ys) >= 0 && Math.min(...ys) <= height;
}

function acrossOf({ properties }: MapFeature, { zoom }: MapView): number {
  return Math.max(properties.kind === 'street' ? 3 : 1, (widths[properties.kind] ?? 3) / (metresPerPixel[zoom] ?? 1));
}

const tidy = (value: number): string => String(Math.round(value * 10) / 10);
const pathOf = (points: readonly Point[]): string => `M${points.map(({ x, y }) => `${tidy(x)} ${tidy(y)}`).join('L')}`;
const line = (points: readonly Point[], width: number, colour: string, isDashed = false): string =>
  `<path d="${pathOf(points)}" fill="none" stroke="${colour}" stroke-width="${tidy(width)}" stroke-linejoin="round" ${isDashed ? 'stroke-dasharray="8 8"' : 'stroke-linecap="round"'}/>`;

/** Names that fit and do not cover each other, places before streets. */
function labels(features: readonly MapFeature[], view: MapView, size: MapSize): string[] {
  const taken: { left: number; right: number; y: number }[] = [];
  const named = features.filter(({ properties }) => properties.name !== undefined);
  return [...named.filter(({ properties }) => properties.kind === 'place'), ...named.filter(({ properties }) => properties.kind !== 'place')].flatMap((feature) => {
    const isPlace = feature.properties.kind === 'place';
    const name = feature.properties.name ?? '';
    const { x, y } = pointOf(view, size, middleOf(feature));
    const half = name.length * 3.4;
    const spot = { left: x - half, right: x + half, y: isPlace ? y - 8 : y + 4 };
    const hits = taken.some((one) => one.left < spot.right && one.right > spot.left && Math.abs(one.y - spot.y) < 14);
    if (hits || spot.left < 2 || spot.right > size.width - 2 || y < 12 || y > size.height - 4) return [];
    taken.push(spot);
    return [
      ...(isPlace ? [`<circle cx="${tidy(x)}" cy="${tidy(y)}" r="3.5" fill="#3f4a4f"/>`] : []),
      `<text x="${tidy(x)}" y="${tidy(spot.y)}" text-anchor="middle" font-size="12" fill="#26292b" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escaped(name)}</text>`,
    ];
  });
}

/** A pin whose point is at the place. White around it, so that it is seen on every ground. */
function mark({ x, y }: Point): string {
  return `<g transform="translate(${tidy(x)} ${tidy(y)})"><path d="M0 0C-4-10-12-15-12-24a12 12 0 0 1 24 0C12-15 4-10 0 0Z" fill="#b3261e" stroke="#ffffff" stroke-width="2"/><circle cy="-24" r="4.5" fill="#ffffff"/></g>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
