/**
 * The text of a PDF of ours, for tests: what a reader of the paper sees, a line a line. It knows how our compiler
 * writes (one content stream a page, fonts with a ToUnicode map), not PDF in general.
 */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  head: string;
  /** Unpacked; empty when the object has no stream. */
  stream: string;
}

/** Text in the order it was set. Lines of one height are joined, so the cells of a table row come in one line. */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  return pages.map((page) => textOfPage(page, objects)).join('\n');
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  const begins = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match = begins.exec(raw); match; match = begins.exec(raw)) {
    const from = begins.lastIndex;
    const bodyEnd = raw.indexOf('endobj', from);
    const streamAt = raw.indexOf('stream\n', from);
    if (streamAt < 0 || streamAt > bodyEnd) {
      objects.set(match[1] ?? '', { head: raw.slice(from, bodyEnd), stream: '' });
      continue;
    }
    const dataAt = streamAt + 'stream\n'.length;
    const end = raw.indexOf('endstream', dataAt);
    const data = pdf.subarray(dataAt, end);
    const head = raw.slice(from, streamAt);
    objects.set(match[1] ?? '', { head, stream: unpacked(data, head) });
    begins.lastIndex = end;
  }
  return objects;
}

function unpacked(data: Buffer, head: string): string {
  return (head.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1');
}

function textOfPage(page: PdfObject, objects: Map<string, PdfObject>): string {
  const fonts = new Map<string, Map<number, string>>();
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page.head)?.[1] ?? '')?.head ?? page.head;
  for (const [, name = '', id = ''] of resources.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
    fonts.set(name, unicodeOf(objects.get(map ?? '')?.stream ?? ''));
  }
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page.head)?.[1] ?? '')?.stream ?? '';
  return textOfContent(content, fonts);
}

/** Glyph number → text, from a ToUnicode map (ISO 32000-1, 9.10.3). */
function unicodeOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const [, glyph = '', text = ''] of cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>(?! <)/g)) {
    map.set(Number.parseInt(glyph, 16), Buffer.from(text, 'hex').swap16().toString('utf16le'));
  }
  return map;
}

function textOfContent(content: string, fonts: Map<string, Map<number, string>>): string {
  let text = '';
  let height = '';
  let font = new Map<number, string>();
  const token = /\/(f\d+) [\d.]+ Tf|[\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ ([\d.-]+) cm|(\()|<([0-9A-Fa-f]+)>/g;
  for (let match = token.exec(content); match; match = token.exec(content)) {
    const [, fontName, y, literal, hex] = match;
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map<number, string>();
    if (y !== undefined && y !== height) {
      text += '\n';
      height = y;
    }
    let glyphs: Buffer = Buffer.from(hex ?? '', 'hex');
    if (literal !== undefined) {
      const end = endOfLiteral(content, token.lastIndex);
      glyphs = literalBytes(content.slice(token.lastIndex, end));
      token.lastIndex = end + 1;
    }
    for (let at = 0; at + 1 < glyphs.length; at += 2) text += font.get(glyphs.readUInt16BE(at)) ?? '';
  }
  return text.trim();
}

/** Where the `)` of a string stands: parentheses inside it come in pairs or after a backslash (7.3.4.2). */
function endOfLiteral(content: string, from: number): number {
  let open = 1;
  for (let at = from; at < content.length; at += 1) {
    if (content[at] === '\\') at += 1;
    else if (content[at] === '(') open += 1;
    else if (content[at] === ')') open -= 1;
    if (open === 0) return at;
  }
  return content.length;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function literalBytes(literal: string): Buffer {
  const plain = literal.replace(/\\([0-7]{1,3}|[^])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code));
  return Buffer.from(plain, 'latin1');
}
