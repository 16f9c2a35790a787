import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Fetched {
  status: number;
  headers: IncomingHttpHeaders;
  location: string | undefined;
  /** as they are set, with all they say */
  cookies: readonly string[];
  /** as sent: compressed when the server did so */
  bytes: Buffer;
  text: string;
}

/** One request to this machine, for what happens before and beside the measuring. */
export function fetchPage(
  port: number, path: string, headers: Readonly<Record<string, string>>, post?: { body: string; type: string },
): Promise<Fetched> {
  const body = post && Buffer.from(post.body, 'latin1');
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1', port, path, method: post ? 'POST' : 'GET',
      headers: { ...headers, ...(post && { 'content-type': post.type, 'content-length': String(body!.length) }) },
    }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => { chunks.push(chunk); });
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { location, 'set-cookie': cookies = [], 'content-encoding': encoding } = incoming.headers;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, location, cookies, bytes, text: unpacked(bytes, encoding).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function unpacked(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes;
}
