import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A provider of text messages, strict: the right name and password, a form with exactly its fields, numbers as they are dialled, and the same message once. */
export class SmsProvider {
  readonly sent: { key: string; from: string; to: string; message: string }[] = [];
  /** where it was asked to say what became of each */
  readonly reports: string[] = [];
  readonly refused: string[] = [];
  down = false;
  readonly #server: Server;

  constructor(own: Certificate, readonly login: { user: string; secret: string }) {
    this.#server = createServer({ cert: own.certificate, key: own.privateKey }, (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
        const status = this.down ? 503 : this.#take(request.headers, body);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(status === 200 ? { status: 'created', id: `s${this.sent.length}` } : {}));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => { this.#server.listen(0, '127.0.0.1', ready); });
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/a1/sms`;
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); this.#server.closeAllConnections(); });
  }

  #take(headers: NodeJS.Dict<string | string[]>, body: string): number {
    const refuse = (status: number, why: string) => { this.refused.push(why); return status; };
    if (headers.authorization !== `Basic ${Buffer.from(`${this.login.user}:${this.login.secret}`).toString('base64')}`) return refuse(401, 'login');
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return refuse(400, 'content type');
    const fields = Object.fromEntries(new URLSearchParams(body));
    const key = String(headers['idempotency-key'] ?? '');
    if (!key || Object.keys(fields).some((name) => !['from', 'to', 'message', 'dryrun', 'whendelivered'].includes(name))) return refuse(400, 'fields');
    if (!/^[A-Za-z][A-Za-z0-9]{2,10}$/.test(fields['from'] ?? '') || !/^\+\d{8,15}$/.test(fields['to'] ?? '') || !fields['message'] || fields['message'].length > 600) return refuse(400, 'values');
    if (fields['whendelivered']) {
      if (!URL.canParse(fields['whendelivered'])) return refuse(400, 'whendelivered');
      this.reports.push(fields['whendelivered']);
    }
    if (!fields['dryrun'] && !this.sent.some((one) => one.key === key)) this.sent.push({ key, from: fields['from']!, to: fields['to']!, message: fields['message'] });
    return 200;
  }
}
