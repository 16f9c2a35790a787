/**
 * What a PDF may do by itself when it is opened. A scan of names, not a reading of the whole document and no search for
 * viruses: it finds scripts, programs to launch, embedded files and encryption however the names are spelled, also
 * inside compressed object streams. What it cannot look into it refuses.
 */
import { inflateSync } from 'node:zlib';

export type PdfScan =
  | { ok: true; pages: number | null }
  | { ok: false; reason: 'activeContent' | 'encrypted' | 'damaged' };

/** At most this much is unpacked from the object streams of one file, in bytes: a bomb ends here. */
const maxUnpacked = 32 * 1024 * 1024;

/**
 * Names (ISO 32000-1, 7.3.5) that make a document act: scripts (12.6.4.16), launching (12.6.4.5), files inside it
 * (7.11.4), going to a file inside (12.6.4.4), sending and importing form data (12.7.5), rich media. Long enough to be
 * looked for in the whole file: they do not come up by chance in packed data.
 */
const active = /\/(JavaScript|Launch|EmbeddedFiles?|GoToE|SubmitForm|ImportData|RichMedia|Rendition)(?![\w#])/;
/** The same, but too short for that: looked for outside packed data only. XFA forms have scripts of their own. */
const activeShort = /\/(JS|XFA|Movie)(?![\w#])/;

/** Tells whether a PDF is whole, open and passive, and how many pages it says it has. */
export function scanPdf(bytes: Buffer): PdfScan {
  const raw = bytes.toString('latin1');
  const plain = plainNames(raw);
  const structure = plain === null ? null : structureOf(bytes, raw);
  if (plain === null || structure === null || !raw.startsWith('%PDF-') || !raw.includes('startxref')) {
    return { ok: false, reason: 'damaged' };
  }
  if (/\/Encrypt(?![\w#])/.test(structure)) return { ok: false, reason: 'encrypted' };
  if (active.test(plain) || active.test(structure) || activeShort.test(structure)) {
    return { ok: false, reason: 'activeContent' };
  }
  return { ok: true, pages: pagesOf(structure) };
}

/** Everything outside streams, and the insides of object streams, with names spelled plainly; null when unreadable. */
function structureOf(bytes: Buffer, raw: string): string | null {
  const keyword = /(?<![A-Za-z])stream[ \t]*(\r\n|\n|\r)/g;
  const parts: string[] = [];
  let unpacked = 0;
  let from = 0;
  for (let match = keyword.exec(raw); match; match = keyword.exec(raw)) {
    const data = keyword.lastIndex;
    const end = raw.indexOf('endstream', data);
    if (end < 0 || startsObject(raw.slice(data, end))) return null;
    const outside = plainNames(raw.slice(from, match.index)) ?? '';
    parts.push(outside);
    const dictionary = dictionaryOf(outside);
    if (holdsObjects(dictionary)) {
      const inside = unpack(bytes.subarray(data, end), dictionary, maxUnpacked - unpacked);
      const plain = inside === null ? null : plainNames(inside);
      if (inside === null || plain === null) return null;
      unpacked += inside.length;
      parts.push(plain);
    }
    from = end + 'endstream'.length;
    keyword.lastIndex = from;
  }
  parts.push(plainNames(raw.slice(from)) ?? '');
  return parts.join('\n');
}

/**
 * A comment or a string that says `stream` would hide all up to the next `endstream` from us and from no reader.
 * What it hid would begin with another object, and packed data does not have `7 0 obj` in it.
 */
function startsObject(data: string): boolean {
  for (let at = data.indexOf('obj'); at >= 0; at = data.indexOf('obj', at + 3)) {
    if (/\d\s+\d+\s+$/.test(data.slice(Math.max(0, at - 24), at))) return true;
  }
  return false;
}

function dictionaryOf(outside: string): string {
  return outside.slice(Math.max(0, outside.lastIndexOf('obj')));
}

/** An object stream (7.5.7) has `/N` and `/First`, whatever it calls itself. */
function holdsObjects(dictionary: string): boolean {
  if (/\/ObjStm(?![\w#])/.test(dictionary)) return true;
  return /\/First(?![\w#])/.test(dictionary) && /\/N(?![\w#])/.test(dictionary);
}

/** Unpacked, or null when it is packed in a way that is never needed there, damaged, or too large. */
function unpack(data: Buffer, dictionary: string, limit: number): string | null {
  if (!/\/F(ilter)?(?![\w#])/.test(dictionary)) return data.toString('latin1');
  if (!/\/Filter\s*(?:\[\s*)?\/FlateDecode\s*(?:\]\s*)?(?:\/|>>)/.test(dictionary)) return null;
  if (/\/Predictor\s+(?!\s|1\b)/.test(dictionary)) return null;
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, limit) }).toString('latin1');
  } catch {
    return null;
  }
}

/** Characters written as codes, in one file. By chance 20 MB have some hundred; millions would take us seconds. */
const maxCodes = 100_000;

/** `/J#61vaScript` and `/JavaScript` are the same name. Null when a file has more codes than any honest one. */
function plainNames(text: string): string | null {
  const code = /#([0-9a-fA-F]{2})/g;
  const parts: string[] = [];
  let from = 0;
  for (let match = code.exec(text); match; match = code.exec(text)) {
    if (parts.length > maxCodes * 2) return null;
    parts.push(text.slice(from, match.index), String.fromCharCode(Number.parseInt(match[1] ?? '', 16)));
    from = code.lastIndex;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/** Nodes of the page tree looked at: 2000 of them hold more pages than anyone uploads. */
const maxTreeNodes = 2000;

/** The largest `/Count` of a page tree node, which is the root's; null when none is found. */
function pagesOf(structure: string): number | null {
  let most: number | null = null;
  let seen = 0;
  for (const match of structure.matchAll(/\/Type\s*\/Pages(?!\w)/g)) {
    seen += 1;
    if (seen > maxTreeNodes) return null; // a number nobody has checked is worse than none
    const around = structure.slice(Math.max(0, match.index - 2000), match.index + 2000);
    const here = Math.min(2000, match.index);
    const object = around.slice(Math.max(0, around.lastIndexOf('obj', here)), endOf(around, here));
    for (const count of object.matchAll(/\/Count\s+(\d{1,6})/g)) most = Math.max(most ?? 0, Number(count[1]));
  }
  return most;
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('endobj', from);
  return end < 0 ? text.length : end;
}
