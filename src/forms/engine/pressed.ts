import { pointedAt } from '../map/pointed.ts';
import { fieldsOf, type RawFields } from './typed.ts';

/** The button that was pressed, when it was one inside a question. */
export type Pressed =
  | { readonly action: 'add'; readonly table: string }
  | { readonly action: 'remove'; readonly table: string; readonly row: string }
  | { readonly action: 'removeFile'; readonly field: string; readonly file: string }
  | { readonly action: 'upload'; readonly field: string }
  | { readonly action: 'map'; readonly field: string };

/**
 * Reads `do`: `add:incomes`, `remove:incomes:r2`, `removeFile:receipts:<file>`, `upload:receipts`. Other values belong to others.
 * A map has buttons of its own (`place.move`), and is one itself (`place.map.x`).
 */
export function pressed(raw: RawFields): Pressed | undefined {
  const [action, first, second] = fieldsOf(raw, 'do').text().split(':');
  if (action === 'add' && first) return { action, table: first };
  if (action === 'remove' && first && second) return { action, table: first, row: second };
  if (action === 'upload' && first) return { action, field: first };
  if (action === 'removeFile' && first && second) return { action, field: first, file: second };
  const map = mapPressed(raw);
  return map === undefined ? undefined : { action: 'map', field: map };
}

/** The question whose map was pressed. A map that was not pointed at but sent by the enter key of another field says 0, 0. */
function mapPressed(raw: RawFields): string | undefined {
  for (const name of Object.keys(raw)) {
    const found = /^(.+)\.(?:move|(?:map|wide)\.x)$/.exec(name);
    if (found?.[1] !== undefined && (name.endsWith('.move') || pointedAt(fieldsOf(raw, found[1])))) return found[1];
  }
  return undefined;
}

/** The value of a button named `do`. */
export function buttonValue(button: Exclude<Pressed, { action: 'map' }>): string {
  if (button.action === 'add') return `add:${button.table}`;
  if (button.action === 'upload') return `upload:${button.field}`;
  return button.action === 'remove'
    ? `remove:${button.table}:${button.row}`
    : `removeFile:${button.field}:${button.file}`;
}
