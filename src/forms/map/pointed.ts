import type { Fields } from '../questions/type.ts';
import { mapSizes, moved, moves, placeAt, readView, writeView, type MapField, type MapView, type Move, type Place } from './view.ts';

/** Where somebody pointed, with its name when they chose it in the list. */
export interface Pointed extends Place {
  readonly name?: string;
}

/**
 * Reads the fields of a map: a press in either picture, the mark put in the middle by a button, or a place of the list. Undefined when
 * none of it was done; then what stands in the fields holds.
 */
export function pointedPlace(fields: Fields): Pointed | undefined {
  const view = readView(fields.text('view'));
  const pressed = pointedAt(fields);
  if (pressed && view) return placeAt(view, mapSizes[pressed.picture], pressed.x, pressed.y);
  if (moveOf(fields) === 'here' && view) return { latitude: view.latitude, longitude: view.longitude };
  return moveOf(fields) === 'clear' ? undefined : listed(fields.text('from'));
}

/** The part of the map that is looked at after what was pressed. */
export function viewAfter(fields: Fields): string {
  const view = readView(fields.text('view'));
  if (!view) return '';
  const chosen = listed(fields.text('from'));
  const found: MapView = chosen && !pointedAt(fields) ? { ...view, latitude: chosen.latitude, longitude: chosen.longitude, zoom: Math.max(3, view.zoom) } : view;
  // Where the device is was written in the fields by the script.
  const [latitude, longitude] = [Number(fields.text('latitude') || NaN), Number(fields.text('longitude') || NaN)];
  if (fields.text('move') === 'found' && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180) return writeView({ latitude, longitude, zoom: 4 });
  const move = moveOf(fields);
  return writeView(move ? moved(found, move) : found);
}

/** The point of the picture that was pressed. Keys that send a form press its first picture at 0, 0: that is nowhere. */
export function pointedAt(fields: Fields): { picture: MapField; x: number; y: number } | undefined {
  for (const picture of ['map', 'wide'] as const) {
    const [x, y] = [Number(fields.text(`${picture}.x`) || NaN), Number(fields.text(`${picture}.y`) || NaN)];
    const { width, height } = mapSizes[picture];
    if (x >= 0 && y >= 0 && x <= width && y <= height && x + y > 0) return { picture, x, y };
  }
  return undefined;
}

/** The value of a place in the list: `61.5,19,Storgatan`. */
export function listedValue({ latitude, longitude, name }: Required<Pointed>): string {
  return `${latitude},${longitude},${name}`;
}

function listed(value: string): Required<Pointed> | undefined {
  const [, latitude, longitude, name] = /^(-?[\d.]+),(-?[\d.]+),(.{1,80})$/.exec(value) ?? [];
  if (latitude === undefined || longitude === undefined || name === undefined) return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude), name };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}

function moveOf(fields: Fields): Move | undefined {
  const move = fields.text('move');
  return moves.find((one) => one === move);
}
