import type { MapFeature, OrganisationMap } from '../../organisation/index.ts';
import { distance, type Place } from './view.ts';

/** A street or a place that can be chosen by its name. */
export interface NamedPlace extends Place {
  readonly name: string;
}

/** Everything on the map with a name, in the order of the alphabet: the way to a place for whoever does not point. */
export function namedPlaces(map: OrganisationMap): readonly NamedPlace[] {
  const found = new Map<string, NamedPlace>();
  for (const feature of map.features) {
    const { name } = feature.properties;
    if (name !== undefined && !found.has(name)) found.set(name, { name, ...middleOf(feature) });
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, 'sv'));
}

/** No farther than this is "near". */
const near = 150;

/** The name of what is nearest to a place, if anything with a name is near. */
export function nearestName(map: OrganisationMap, place: Place): string | undefined {
  let best: { name: string; metres: number } | undefined;
  for (const feature of map.features) {
    const { name, kind } = feature.properties;
    if (name === undefined || kind === 'water') continue;
    const metres = metresTo(placesOf(feature), place);
    if (metres <= near && metres < (best?.metres ?? Infinity)) best = { name, metres };
  }
  return best?.name;
}

/** The corners of a feature; a polygon's outer ring. */
export function placesOf({ geometry }: MapFeature): readonly Place[] {
  const positions = geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0]!;
  return positions.map(([longitude, latitude]) => ({ latitude, longitude }));
}

/** Where a name is written: half-way along a street, in the middle of an area. */
export function middleOf(feature: MapFeature): Place {
  const places = placesOf(feature);
  if (feature.geometry.type === 'Polygon') {
    const ring = places.slice(1);
    const mean = (value: (place: Place) => number) => Math.round((ring.reduce((sum, place) => sum + value(place), 0) / ring.length) * 1e5) / 1e5;
    return { latitude: mean(({ latitude }) => latitude), longitude: mean(({ longitude }) => longitude) };
  }
  const legs = places.slice(1).map((place, at) => distance(places[at]!, place));
  let left = legs.reduce((sum, leg) => sum + leg, 0) / 2;
  for (const [at, leg] of legs.entries()) {
    if (left <= leg) return along(places[at]!, places[at + 1]!, leg === 0 ? 0 : left / leg);
    left -= leg;
  }
  return places[0]!;
}

function metresTo(places: readonly Place[], place: Place): number {
  if (places.length === 1) return distance(places[0]!, place);
  return Math.min(...places.slice(1).map((to, at) => metresToLeg(places[at]!, to, place)));
}

/** To the nearest point of the line between two places. */
function metresToLeg(from: Place, to: Place, place: Place): number {
  const flat = Math.cos((place.latitude * Math.PI) / 180);
  const [dx, dy] = [(to.longitude - from.longitude) * flat, to.latitude - from.latitude];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((place.longitude - from.longitude) * flat * dx + (place.latitude - from.latitude) * dy) / length;
  return distance(along(from, to, Math.min(1, Math.max(0, share))), place);
}

function along(from: Place, to: Place, share: number): Place {
  const between = (one: number, other: number) => Math.round((one + (other - one) * share) * 1e5) / 1e5;
  return { latitude: between(from.latitude, to.latitude), longitude: between(from.longitude, to.longitude) };
}
