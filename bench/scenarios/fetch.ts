import { request } from 'node:http';

export interface Fetched { status: number; location: string | undefined; cookies: readonly string[]; bytes: Buffer; text: string }

/** One request to this machine. */
export function fetchPage(port: number, method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('error', reject).on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, cookies: answer.headers['set-cookie'] ?? [], bytes, text: bytes.toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
