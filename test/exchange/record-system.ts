import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unzipSync } from 'fflate';
import { compactVerify, importJWK, type JWK } from 'jose';
import { checkMessage, packageSchema, type PackageContent } from '../../src/exchange/index.ts';

/** A package as the record system took it. */
export interface Received { id: string; content: PackageContent; files: Record<string, Uint8Array>; bytes: Buffer }

/**
 * A record system, strict: it refuses a message that is not signed, a bag whose manifests do not agree, a description that does not fit
 * the schema, and a bag that is not signed with one of the sender's published keys. A package it has had before it takes as the same.
 */
export class RecordSystem {
  readonly received: Received[] = [];
  readonly refused: string[] = [];
  /** a status to answer with instead of taking: the system is down */
  down: number | undefined;
  posts = 0;
  secret = '';
  keys: JWK[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        this.posts += 1;
        const answer = this.down ? Promise.resolve({ status: this.down, body: {} }) : this.#take(request.headers, Buffer.concat(chunks));
        void answer.then(({ status, body }) => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); });
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => { this.#server.listen(0, '127.0.0.1', ready); });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/ta-emot`;
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); });
  }

  async #take(headers: NodeJS.Dict<string | string[]>, bytes: Buffer): Promise<{ status: number; body: object }> {
    try {
      const signed = checkMessage(headers, bytes, this.secret, new Date());
      if (!signed.ok) throw new Error(`message ${signed.why}`);
      const content = await checkBag(bytes, this.keys);
      if (content.delivery !== signed.id) throw new Error('the message and the package have different ids');
      if (!this.received.some(({ id }) => id === signed.id)) this.received.push({ id: signed.id, content, files: unzipSync(bytes), bytes });
      return { status: 200, body: { receipt: `AKT-${this.received.findIndex(({ id }) => id === signed.id) + 1}` } };
    } catch (error) {
      this.refused.push((error as Error).message);
      return { status: 400, body: { error: (error as Error).message } };
    }
  }
}

/** Everything that can be checked of a bag by somebody who only has it and the published keys. @throws with what is wrong */
export async function checkBag(bytes: Buffer, keys: readonly JWK[]): Promise<PackageContent> {
  const files = unzipSync(bytes);
  const text = (name: string) => { const file = files[name]; if (!file) throw new Error(`${name} is missing`); return Buffer.from(file).toString('utf8'); };
  const manifest = new Map(text('manifest-sha256.txt').trim().split('\n').map((line) => line.split('  ').reverse() as [string, string]));
  const data = Object.keys(files).filter((name) => name.startsWith('data/'));
  if (data.length !== manifest.size) throw new Error('files and manifest do not agree');
  for (const name of data) if (hash(files[name]!) !== manifest.get(name)) throw new Error(`${name} is not what the manifest says`);
  for (const line of text('tagmanifest-sha256.txt').trim().split('\n')) {
    const [expected, name] = line.split('  ') as [string, string];
    if (hash(files[name]!) !== expected) throw new Error(`${name} is not what the tag manifest says`);
  }
  const signature = text('signature.jws');
  const kid = (JSON.parse(Buffer.from(signature.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid;
  const jwk = keys.find((key) => key['kid'] === kid);
  if (!jwk) throw new Error('signed with a key that is not published');
  const { payload } = await compactVerify(signature, await importJWK(jwk, 'EdDSA'));
  if (Buffer.from(payload).toString('utf8') !== text('tagmanifest-sha256.txt')) throw new Error('the signature is over something else');
  const content = packageSchema.parse(JSON.parse(text('data/arende.json')));
  for (const file of content.files) if (hash(files[file.path]!) !== file.sha256) throw new Error(`${file.path} is not what the description says`);
  return content;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
