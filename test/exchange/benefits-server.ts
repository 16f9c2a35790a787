import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { benefitsSpace } from '../../src/exchange/registers/benefits.ts';
import type { SourceAnswer } from '../../src/exchange/index.ts';
import { childAt, element, elementWith, readXml, textAt, xmlDocument, type Written } from '../../src/platform/index.ts';
import type { Certificate } from './certificates.ts';
import { Schemas } from './schemas.ts';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const schemas = new Schemas(join(import.meta.dirname, 'schemas/formaner'));
const statuses = { found: 'UPPGIFTER', nothing: 'INGA_UPPGIFTER', noAnswer: 'INGET_SVAR' } as const;

/**
 * Answers about benefits, strict: only a caller whose certificate it knows, only questions that follow the schema, only from an
 * organisation that has an agreement, and of a period that is not turned around.
 */
export class BenefitsServer {
  readonly people = new Map<string, readonly SourceAnswer[]>();
  readonly asked: { number: string; reference: string; from: string; until: string }[] = [];
  readonly refused: string[] = [];
  down = false;
  /** answers about somebody else than it was asked about */
  confused = false;
  readonly #server: Server;

  constructor(own: Certificate, knows: string, readonly organisationNumber: string) {
    this.#server = createServer({ cert: own.certificate, key: own.privateKey, ca: knows, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        void this.#answer(Buffer.concat(chunks).toString('utf8'), request.socket as TLSSocket).then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body);
        });
      });
    });
    this.#server.on('tlsClientError', () => { this.refused.push('certificate'); });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => { this.#server.listen(0, '127.0.0.1', ready); });
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/formaner/v1`;
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); this.#server.closeAllConnections(); });
  }

  async #answer(text: string, socket: TLSSocket): Promise<{ status: number; body: string }> {
    if (this.down) return { status: 503, body: 'Service Unavailable' };
    try {
      if (!socket.authorized) throw new Error('not authorized');
      const message = /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(text)?.[1];
      if (!message) throw new Error('not SOAP 1.1');
      const wrongs = await schemas.wrongsOf(message, 'formaner.xsd');
      if (wrongs.length) throw new Error(wrongs[0]);
      const body = this.#told(message);
      const own = await schemas.wrongsOf(body.text, 'formaner.xsd');
      if (own.length) throw new Error(`own answer: ${own[0]}`);
      return { status: 200, body: envelope(body) };
    } catch (error) {
      this.refused.push((error as Error).message);
      return { status: 500, body: envelope(element('soap:Fault', element('faultcode', 'soap:Client'), element('faultstring', (error as Error).message))) };
    }
  }

  #told(message: string): Written {
    const question = readXml(message);
    if (textAt(question, 'Organisation') !== this.organisationNumber) throw new Error('no agreement');
    if (question.name === 'Prova') return elementWith('f:ProvaSvar', { 'xmlns:f': benefitsSpace });
    if (!childAt(question, 'PersonId')) throw new Error('about nobody');
    const asked = { number: textAt(question, 'PersonId'), reference: textAt(question, 'Arende'), from: textAt(question, 'FranOchMed'), until: textAt(question, 'TillOchMed') };
    if (asked.from > asked.until) throw new Error('a period turned around');
    this.asked.push(asked);
    const answers = this.people.get(asked.number) ?? [{ source: 'FK' as const, state: 'nothing' as const, benefits: [] }];
    return elementWith('f:FragaSvar', { 'xmlns:f': benefitsSpace }, element('f:PersonId', this.confused ? '189001089805' : asked.number), answers.map(sourceXml));
  }
}

function sourceXml({ source, state, benefits }: SourceAnswer): Written {
  return element('f:Kalla', element('f:Kod', source), element('f:Status', statuses[state]), benefits.map(({ name, from, until, paidDay, amountOre, state: stands }) => element('f:Forman',
    element('f:Benamning', name), from && element('f:FranOchMed', from), until && element('f:TillOchMed', until), paidDay && element('f:Utbetalningsdag', paidDay),
    amountOre === undefined ? undefined : element('f:Belopp', (amountOre / 100).toFixed(2)), stands && element('f:Lage', stands))));
}

function envelope(body: Written): string {
  return xmlDocument(elementWith('soap:Envelope', { 'xmlns:soap': soap }, element('soap:Body', body)));
}
