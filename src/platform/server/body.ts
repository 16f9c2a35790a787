import type { FastifyRequest } from 'fastify';
import type { Fields, Route, Upload } from '../routes/route.ts';

export interface Body {
  fields: Fields;
  uploads: readonly Upload[];
  /** the bytes as they came, of what another system sends */
  raw?: Buffer;
}

/** Why a body was not taken, and the status to say it with. */
export interface BodyRefused {
  refused: 'fileTooLarge' | 'tooMuch' | 'unreadable';
  status: 413 | 422;
}

/** Bytes of text in a form of several parts, as in a plain one; and how many fields. */
const mostText = 1_000_000;
const mostFields = 2_000;

const tooMuch: BodyRefused = { refused: 'tooMuch', status: 413 };

/**
 * Reads a posted form, plain or with files, within the limits of the route. Text is refused when there is too much, never cut.
 * Of a file that is too large no more is read than shows it: `inspectFile` refuses it, and what else was typed can be kept.
 */
export async function readBody(request: FastifyRequest, route: Route): Promise<Body | BodyRefused> {
  if (route.method === 'GET') return { fields: {}, uploads: [] };
  if (Buffer.isBuffer(request.body)) return { fields: {}, uploads: [], raw: request.body };
  if (!request.isMultipart()) return { fields: cleaned((request.body ?? {}) as Fields), uploads: [] };
  try {
    return await readParts(request, route.uploads ?? { maxBytes: 0, maxFiles: 0 });
  } catch (error) {
    if (((error as { code?: string }).code ?? '').endsWith('_LIMIT')) return tooMuch;
    return { refused: 'unreadable', status: 422 };
  }
}

async function readParts(request: FastifyRequest, { maxBytes, maxFiles }: NonNullable<Route['uploads']>): Promise<Body | BodyRefused> {
  const fields: Record<string, string | string[]> = {};
  const uploads: Upload[] = [];
  let text = 0;
  const limits = { fileSize: maxBytes + 1, files: maxFiles || 1, fieldSize: mostText, fields: mostFields };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.length === 0 || !part.filename) continue;
      if (!maxFiles) return { refused: 'fileTooLarge', status: 413 };
      uploads.push({ field: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes });
    } else {
      text += Buffer.byteLength(String(part.value));
      if (part.valueTruncated || part.fieldnameTruncated || text > mostText) return tooMuch;
      add(fields, part.fieldname, String(part.value));
    }
  }
  return { fields: cleaned(fields), uploads };
}

function add(fields: Record<string, string | string[]>, name: string, value: string): void {
  const before = fields[name];
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

/** Without NUL: nobody types it, and PostgreSQL keeps no text with it. */
function cleaned(fields: Fields): Fields {
  const without = (text: string) => text.replaceAll('\0', '');
  return Object.fromEntries(Object.entries(fields).map(([name, value]) =>
    [name, typeof value === 'string' ? without(value) : value.map(without)]));
}
