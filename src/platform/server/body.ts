import type { FastifyRequest } from 'fastify';
import type { Fields, Route, Upload } from '../routes/route.ts';

export interface Body {
  fields: Fields;
  uploads: readonly Upload[];
}

/** Reads a posted form, plain or with files, within the limits of the route. Too much is refused, never cut. */
export async function readBody(request: FastifyRequest, route: Route): Promise<Body | { refused: string }> {
  if (route.method === 'GET') return { fields: {}, uploads: [] };
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as Fields, uploads: [] };
  const limits = route.uploads ?? { maxBytes: 0, maxFiles: 0 };
  const fields: Record<string, string | string[]> = {};
  const uploads: Upload[] = [];
  const parts = request.parts({ limits: { fileSize: limits.maxBytes || 1, files: limits.maxFiles || 1, fieldSize: 200_000, fields: 2_000 } });
  try {
    for await (const part of parts) {
      if (part.type === 'field') {
        add(fields, part.fieldname, String(part.value));
        continue;
      }
      const bytes = await part.toBuffer();
      if (bytes.length > 0 && part.filename) uploads.push({ field: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes });
    }
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'FST_REQ_FILE_TOO_LARGE') return { refused: 'fileTooLarge' };
    if (code.startsWith('FST_')) return { refused: 'tooManyFiles' };
    throw error;
  }
  return { fields, uploads };
}

function add(fields: Record<string, string | string[]>, name: string, value: string): void {
  const before = fields[name];
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}
