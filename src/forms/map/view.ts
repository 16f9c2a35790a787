/**
 * What part of the earth a drawn map shows. Flat: over a town the error is less than a pixel. The same arithmetic draws the map and
 * reads where somebody pressed it, so that neither needs a script in the browser.
 */

/** A place on earth, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is in the middle, and how close: a place in `metresPerPixel`. */
export interface MapView extends Place {
  readonly zoom: number;
}

/** In CSS pixels, never scaled: a browser without scripts says where in the picture it was pressed, not how large it was shown. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** The name of each picture's field: one fits a phone of 320 pixels, the other is shown where there is room. */
export const mapSizes = { map: { width: 272, height: 300 }, wide: { width: 600, height: 420 } } as const satisfies Record<string, MapSize>;
export type MapField = keyof typeof mapSizes;

/** From the whole town to a doorstep. */
export const metresPerPixel = [16, 8, 4, 2, 1, 0.5] as const;
const closest = metresPerPixel.length - 1;
const metresPerDegree = 111_320;

export const moves = ['in', 'out', 'north', 'south', 'west', 'east', 'here', 'clear'] as const;
export type Move = (typeof moves)[number];

/** Where in the picture a place is, in pixels from its upper left corner. */
export function pointOf(view: MapView, { width, height }: MapSize, { latitude, longitude }: Place): { x: number; y: number } {
  const scale = metresPerDegree / metres(view);
  return {
    x: width / 2 + (longitude - view.longitude) * scale * Math.cos(radians(view.latitude)),
    y: height / 2 - (latitude - view.latitude) * scale,
  };
}

/** The place at a point of the picture; five decimals are about a metre. */
export function placeAt(view: MapView, { width, height }: MapSize, x: number, y: number): Place {
  const scale = metresPerDegree / metres(view);
  return rounded({
    latitude: view.latitude - (y - height / 2) / scale,
    longitude: view.longitude + (x - width / 2) / (scale * Math.cos(radians(view.latitude))),
  });
}

/** The view after a step to a side (a third of the small picture) or closer. */
export function moved(view: MapView, move: Move): MapView {
  if (move === 'in') return { ...view, zoom: Math.min(closest, view.zoom + 1) };
  if (move === 'out') return { ...view, zoom: Math.max(0, view.zoom - 1) };
  const { width, height } = mapSizes.map;
  const step = { north: [0, -1], south: [0, 1], west: [-1, 0], east: [1, 0], here: [0, 0], clear: [0, 0] }[move] as [number, number];
  return { ...placeAt(view, mapSizes.map, width / 2 + (step[0] * width) / 3, height / 2 + (step[1] * height) / 3), zoom: view.zoom };
}

/** `61.5,19,2`, as it travels with the page. */
export function writeView({ latitude, longitude, zoom }: MapView): string {
  return [latitude, longitude, zoom].join(',');
}

/** What `writeView` wrote; undefined for anything else. */
export function readView(text: string): MapView | undefined {
  const [latitude = NaN, longitude = NaN, zoom = NaN, ...more] = text.split(',').map(Number);
  const isThere = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && Number.isInteger(zoom) && zoom >= 0 && zoom <= closest;
  return isThere && text !== '' && more.length === 0 ? { latitude, longitude, zoom } : undefined;
}

/** The closest view that shows all of some places. */
export function overview(places: readonly Place[]): MapView {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  const [south, north, west, east] = [Math.min(...latitudes), Math.max(...latitudes), Math.min(...longitudes), Math.max(...longitudes)];
  const middle = rounded({ latitude: (south + north) / 2, longitude: (west + east) / 2 });
  const { width, height } = mapSizes.wide;
  const fits = (zoom: number) => {
    const corner = pointOf({ ...middle, zoom }, mapSizes.wide, { latitude: north, longitude: east });
    return corner.x <= width && corner.y >= 0 && corner.x >= width / 2 && corner.y <= height;
  };
  const zoom = metresPerPixel.findLastIndex((_, level) => fits(level));
  return { ...middle, zoom: Math.max(0, zoom) };
}

/** Metres between two places, as the crow flies. */
export function distance(one: Place, other: Place): number {
  const north = (one.latitude - other.latitude) * metresPerDegree;
  const east = (one.longitude - other.longitude) * metresPerDegree * Math.cos(radians(one.latitude));
  return Math.hypot(north, east);
}

const metres = ({ zoom }: MapView): number => metresPerPixel[Math.min(closest, Math.max(0, zoom))] ?? 1;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const rounded = ({ latitude, longitude }: Place): Place => ({ latitude: Math.round(latitude * 1e5) / 1e5, longitude: Math.round(longitude * 1e5) / 1e5 });
