/**
 * A table as a file for spreadsheets and ledgers: semicolons, as Swedish ones are set, and a byte order mark so that å, ä and ö
 * are read right. A cell that begins as a formula gets an apostrophe: what somebody typed must not be run where it is opened.
 */
export function csv(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${[headings, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value.replaceAll(/[\u0000-\u001f]/g, ' ');
  const safe = typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[";]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads a file of rows with semicolons or commas, strictly by its headings. @returns the rows by heading, with their lines from 1 */
export function readCsv(text: string, headings: readonly string[]): { ok: true; rows: { line: number; cells: Readonly<Record<string, string>> }[] } | { ok: false; faults: string[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const first = lines[0] ?? '';
  const mark = first.includes(';') ? ';' : ',';
  const found = split(first, mark).map((one) => one.trim().toLowerCase());
  const missing = headings.filter((heading) => !found.includes(heading));
  if (missing.length) return { ok: false, faults: [`Rad 1: kolumnen ${missing.map((one) => `”${one}”`).join(', ')} saknas.`] };
  const faults: string[] = [];
  const rows = lines.slice(1).flatMap((line, place) => {
    if (!line.trim()) return [];
    const cells = split(line, mark);
    if (cells.length !== found.length) {
      faults.push(`Rad ${place + 2}: raden har ${cells.length} kolumner, rubriken har ${found.length}.`);
      return [];
    }
    return [{ line: place + 2, cells: Object.fromEntries(found.map((heading, column) => [heading, cells[column]!.trim()])) }];
  });
  return faults.length ? { ok: false, faults } : { ok: true, rows };
}

function split(line: string, mark: string): string[] {
  const cells: string[] = [''];
  let quoted = false;
  for (let place = 0; place < line.length; place++) {
    const letter = line[place]!;
    if (letter === '"' && quoted && line[place + 1] === '"') { cells[cells.length - 1] += '"'; place += 1; }
    else if (letter === '"') quoted = !quoted;
    else if (letter === mark && !quoted) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells;
}
