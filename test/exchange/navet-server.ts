import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { navetNamespace } from '../../src/exchange/registers/navet.ts';
import { childAt, element, elementWith, readXml, textAt, xmlDocument, type Written, type XmlElement } from '../../src/platform/index.ts';
import type { Certificate } from './certificates.ts';

/** Somebody in the register, as Navet tells of them. */
export interface Registered {
  number: string;
  given: string;
  /** which of the given names is used: `10`, `20`, `12` … */
  called?: string;
  family: string;
  county?: string;
  municipality?: string;
  address?: { street: string; postcode: string; city: string };
  marked?: boolean;
  protected?: boolean;
  gone?: { why: 'AV' | 'GN' | 'UV'; day: string; reference?: string };
  relations?: readonly { kind: 'V' | 'VF' | 'B' | 'M' | 'F'; number: string; ended?: boolean }[];
}

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';

/**
 * A population register, strict: it answers only a caller whose certificate it knows, a message that is SOAP 1.1 with the elements in the
 * namespace and order of the description, an organisation and an order that have an agreement, and a number of twelve digits.
 */
export class NavetServer {
  readonly people = new Map<string, Registered>();
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  down = false;
  readonly #server: Server;

  constructor(own: Certificate, knows: string, readonly agreement: { organisationNumber: string; order: string }) {
    this.#server = createServer({ cert: own.certificate, key: own.privateKey, ca: knows, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const { status, body } = this.#answer(Buffer.concat(chunks).toString('utf8'), request.socket as TLSSocket, request.headers['content-type'] ?? '');
        response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body);
      });
    });
    this.#server.on('tlsClientError', () => { this.refused.push('certificate'); });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => { this.#server.listen(0, '127.0.0.1', ready); });
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/na_epersondata/V1`;
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); this.#server.closeAllConnections(); });
  }

  #answer(text: string, socket: TLSSocket, type: string): { status: number; body: string } {
    if (this.down) return { status: 503, body: 'Service Unavailable' };
    try {
      if (!socket.authorized) throw new Error('not authorized');
      if (!type.startsWith('text/xml')) throw new Error(`content type ${type}`);
      return { status: 200, body: envelope(this.#post(readXml(text))) };
    } catch (error) {
      this.refused.push((error as Error).message);
      return { status: 500, body: envelope(element('soap:Fault', element('faultcode', 'soap:Client'), element('faultstring', (error as Error).message))) };
    }
  }

  #post(root: XmlElement): Written {
    if (root.name !== 'Envelope' || root.namespace !== soap) throw new Error('not SOAP 1.1');
    const body = childAt(root, 'Body');
    const asked = body?.children[0];
    if (body?.children.length !== 1 || asked?.name !== 'PersonpostRequest' || asked.namespace !== navetNamespace) throw new Error('not a PersonpostRequest');
    if (asked.children.map(({ name }) => name).join() !== 'Bestallning,PersonId') throw new Error('elements in another order');
    if (textAt(asked, 'Bestallning', 'OrgNr') !== this.agreement.organisationNumber || textAt(asked, 'Bestallning', 'BestallningsIdentitet') !== this.agreement.order) throw new Error('no agreement');
    const number = textAt(asked, 'PersonId');
    if (!/^\d{12}$/.test(number)) throw new Error('not a number');
    this.asked.push(number);
    const person = this.people.get(number);
    return elementWith('ns:PersonpostXMLResponse', { 'xmlns:ns': navetNamespace }, element('ns:Folkbokforingsposter', person ? postOf(person) : undefined));
  }
}

function postOf(person: Registered): Written {
  const { gone } = person;
  return element('ns:Folkbokforingspost',
    person.marked ? element('ns:Sekretessmarkering', 'J') : undefined,
    person.protected ? element('ns:SkyddadFolkbokforing', 'J') : undefined,
    element('ns:Personpost',
      element('ns:PersonId', element('ns:PersonNr', person.number)),
      gone?.reference ? element('ns:HanvisningsPersonNr', gone.reference) : undefined,
      gone ? element('ns:Avregistrering', element('ns:AvregistreringsorsakKod', gone.why), element('ns:Avregistreringsdatum', gone.day)) : undefined,
      element('ns:Namn', person.called ? element('ns:Tilltalsnamnsmarkering', person.called) : undefined, element('ns:Fornamn', person.given), element('ns:Efternamn', person.family)),
      element('ns:Fodelse', element('ns:Fodelsetid', person.number.slice(0, 8))),
      element('ns:Folkbokforing', element('ns:LanKod', person.county ?? '99'), element('ns:KommunKod', person.municipality ?? '99')),
      // The register itself leaves an address out of a protected registration, but a marked one has it: the caller must not use it.
      person.address && !person.protected ? element('ns:Adresser', element('ns:Folkbokforingsadress', element('ns:Utdelningsadress2', person.address.street),
        element('ns:PostNr', person.address.postcode), element('ns:Postort', person.address.city))) : undefined,
      element('ns:Relationer', (person.relations ?? []).map(({ kind, number, ended }) => element('ns:Relation', element('ns:RelationId', element('ns:PersonNr', number)),
        element('ns:Relationstyp', kind), ended ? element('ns:Relationtomdatum', '20260101') : undefined)))));
}

function envelope(body: Written): string {
  return xmlDocument(elementWith('soap:Envelope', { 'xmlns:soap': soap }, element('soap:Body', body)));
}
