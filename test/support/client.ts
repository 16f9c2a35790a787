import { randomBytes } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';

export interface ClientResponse {
  /** where it was fetched in the end */
  url: URL;
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** the body as UTF-8 */
  text: string;
  /** where a redirect points, absolute */
  location: URL | undefined;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** go where redirects point, up to ten times */
  follow?: boolean;
}

export type FormFields = Readonly<Record<string, string | readonly string[]>>;
export interface FilePart { field: string; name: string; mediaType: string; bytes: Uint8Array }

/**
 * A browser without a screen: keeps cookies for each host and says what browsers say about where a form comes from.
 * Whatever the host, it connects to 127.0.0.1: Node cannot resolve `*.localhost`.
 */
export class Client {
  readonly #jar = new Map<string, Map<string, string>>();

  /** @param base where paths lead, e.g. `http://exempel.localhost:41234` */
  constructor(readonly base: URL) {}

  get(path: string | URL, options: RequestOptions = {}): Promise<ClientResponse> {
    return this.#send('GET', path, undefined, {}, options);
  }

  post(path: string | URL, fields: FormFields, options: RequestOptions = {}): Promise<ClientResponse> {
    const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as [string, string]))).toString();
    return this.#send('POST', path, Buffer.from(body), { 'content-type': 'application/x-www-form-urlencoded' }, options);
  }

  multipart(path: string | URL, fields: FormFields, files: readonly FilePart[], options: RequestOptions = {}): Promise<ClientResponse> {
    const boundary = `form${randomBytes(12).toString('hex')}`;
    const body = multipartBody(boundary, fields, files);
    return this.#send('POST', path, body, { 'content-type': `multipart/form-data; boundary=${boundary}` }, options);
  }

  /** As another system posts: bytes of JSON, with headers of its own. */
  json(path: string | URL, body: Buffer, headers: Record<string, string> = {}): Promise<ClientResponse> {
    return this.#send('POST', path, body, { 'content-type': 'application/json', ...headers }, {});
  }

  cookie(name: string, host = this.base.host): string | undefined {
    return this.#jar.get(host)?.get(name);
  }

  /** As after a session that ended, or in another browser. */
  forgetCookies(): void {
    this.#jar.clear();
  }

  setCookie(name: string, value: string, host = this.base.host): void {
    this.#jar.set(host, (this.#jar.get(host) ?? new Map<string, string>()).set(name, value));
  }

  async #send(method: 'GET' | 'POST', path: string | URL, body: Buffer | undefined, type: Record<string, string>, options: RequestOptions) {
    let response = await this.#once(method, new URL(path, this.base), body, { ...type, ...options.headers });
    for (let hop = 0; options.follow && response.location; hop++) {
      if (hop === 10) throw new Error(`too many redirects, last to ${response.location.href}`);
      const again = response.status === 307 || response.status === 308;
      response = again
        ? await this.#once(method, response.location, body, { ...type, ...options.headers })
        : await this.#once('GET', response.location, undefined, options.headers ?? {});
    }
    return response;
  }

  #once(method: string, url: URL, body: Buffer | undefined, more: Record<string, string>): Promise<ClientResponse> {
    const cookies = [...(this.#jar.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      host: url.host,
      ...(cookies && { cookie: cookies }),
      ...(method === 'POST' && { origin: url.origin, 'sec-fetch-site': 'same-origin' }),
      ...(body && { 'content-length': String(body.length) }),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const sent = request({ method, headers, host: '127.0.0.1', port: url.port || 80, path: url.pathname + url.search }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          this.#keep(url.host, incoming.headers['set-cookie'] ?? []);
          const bytes = Buffer.concat(chunks);
          const to = incoming.headers.location;
          const status = incoming.statusCode ?? 0;
          resolve({
            url, status, headers: incoming.headers, bytes, text: bytes.toString('utf8'),
            location: to && status >= 300 && status < 400 ? new URL(to, url) : undefined,
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(host: string, setCookies: readonly string[]): void {
    const jar = this.#jar.get(host) ?? new Map<string, string>();
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const gone = attributes.some((attribute) => {
        const [name = '', value = ''] = attribute.split('=');
        return (/^max-age$/i.test(name) && Number(value) <= 0) || (/^expires$/i.test(name) && new Date(value).getTime() <= Date.now());
      });
      if (gone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    this.#jar.set(host, jar);
  }
}

function multipartBody(boundary: string, fields: FormFields, files: readonly FilePart[]): Buffer {
  const parts: Uint8Array[] = [];
  const text = (line: string) => parts.push(Buffer.from(line));
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) text(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`);
  }
  for (const { field, name, mediaType, bytes } of files) {
    text(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n`);
    parts.push(bytes);
    text('\r\n');
  }
  text(`--${boundary}--\r\n`);
  return Buffer.concat(parts);
}

/** The value of a hidden field of a page, or nothing where the page has no such field. */
export function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}
