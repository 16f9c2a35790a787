import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { SignedXml } from 'xml-crypto';
import { childAt, element, elementWith, readXml, textAt, Written, xmlDocument } from '../../src/platform/index.ts';
import type { Certificate } from './certificates.ts';
import { Schemas } from './schemas.ts';

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const space = 'http://minameddelanden.gov.se/schema';
const schemas = new Schemas(join(import.meta.dirname, 'schemas/mina-meddelanden'));

export interface Received { id: string; sender: string; recipient: string; subject: string; text: string; name: string; bytes: Buffer }

/**
 * The register of who has a digital mailbox, and a mailbox, strict: only a caller whose certificate it knows, only messages that the
 * service's own schemas take, and only deliveries where both signatures hold, are of the sender's certificate and cover what they should.
 */
export class MailboxServer {
  /** by number; others have none */
  readonly people = new Map<string, 'open' | 'declined'>();
  readonly received: Received[] = [];
  readonly refused: string[] = [];
  asked = 0;
  down = false;
  /** the mailbox is full, or closed: it takes nothing */
  takesNothing = false;
  #address = '';
  readonly #server: Server;

  constructor(own: Certificate, readonly sender: Certificate, readonly organisationNumber: string) {
    this.#server = createServer({ cert: own.certificate, key: own.privateKey, ca: sender.certificate, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        void this.#answer(request.url ?? '', Buffer.concat(chunks).toString('utf8'), request.socket as TLSSocket).then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body);
        });
      });
    });
    this.#server.on('tlsClientError', () => { this.refused.push('certificate'); });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => { this.#server.listen(0, '127.0.0.1', ready); });
    this.#address = `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return `${this.#address}/Recipient/v3`;
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); this.#server.closeAllConnections(); });
  }

  async #answer(path: string, text: string, socket: TLSSocket): Promise<{ status: number; body: string }> {
    if (this.down) return { status: 503, body: 'Service Unavailable' };
    try {
      if (!socket.authorized) throw new Error('not authorized');
      const message = bodyOf(text);
      const [schema, answer] = path === '/Recipient/v3' ? ['v3/Recipient.xsd', this.#reachable(message)] as const : ['v3/Service.xsd', this.#take(message)] as const;
      const wrongs = await schemas.wrongsOf(message, schema);
      if (wrongs.length) throw new Error(wrongs[0]);
      const body = answer();
      // What it says itself follows the schemas too: the client is not tested against something that is not there.
      const own = await schemas.wrongsOf(body.text, schema);
      if (own.length) throw new Error(`own answer: ${own[0]}`);
      return { status: 200, body: envelope(body) };
    } catch (error) {
      this.refused.push((error as Error).message);
      return { status: 500, body: envelope(element('soap:Fault', element('faultcode', 'soap:Client'), element('faultstring', (error as Error).message))) };
    }
  }

  #reachable(message: string): () => Written {
    return () => {
      this.asked += 1;
      const asked = readXml(message);
      if (textAt(asked, 'senderOrgNr') !== this.organisationNumber) throw new Error('no agreement');
      const number = textAt(asked, 'recipientId');
      // A question about nobody is a way to try the connection.
      if (!number) return elementWith('r3:isReachableResponse', { 'xmlns:r3': `${space}/Recipient/v3` });
      const has = this.people.get(number);
      return elementWith('r3:isReachableResponse', { 'xmlns:r3': `${space}/Recipient/v3`, 'xmlns:r1': `${space}/Recipient` }, element('r3:return',
        element('r1:AccountStatus', element('r1:RecipientId', number), element('r1:Type', has ? 'Secure' : 'Not'), element('r1:Pending', 'false'),
          has && element('r1:ServiceSupplier', element('r1:Id', '165590000000'), element('r1:Name', 'Brevlådan'), element('r1:ServiceAdress', `${this.#address}/Service/v3`),
            element('r1:InternalServiceAdress', `${this.#address}/Service/v3`))),
        element('r1:SenderAccepted', String(has === 'open'))));
    };
  }

  #take(message: string): () => Written {
    return () => {
      const sealed = childAt(readXml(message), 'deliverSecure');
      if (!sealed) throw new Error('nothing is delivered');
      const [inner, outer] = [...message.matchAll(/<Signature xmlns="http:\/\/www\.w3\.org\/2000\/09\/xmldsig#">.*?<\/Signature>/gs)].map(([signature]) => signature);
      if (!inner || !outer) throw new Error('two signatures are needed');
      this.#verify(message, inner, 'SignedDelivery');
      this.#verify(message, outer, 'deliverSecure');
      if (textAt(sealed, 'Seal', 'SignaturesOK') !== 'true') throw new Error('the mediator has not verified the signature');
      const delivery = childAt(sealed, 'SignedDelivery', 'Delivery')!;
      const [sent, attached] = [childAt(delivery, 'Message')!, childAt(delivery, 'Message', 'Attachment')!];
      const bytes = Buffer.from(textAt(attached, 'Body'), 'base64');
      if (createHash('md5').update(bytes).digest('hex') !== textAt(attached, 'Checksum')) throw new Error('the checksum is another');
      const [id, recipient] = [textAt(sent, 'Header', 'Id'), textAt(delivery, 'Header', 'Recipient')];
      if (textAt(delivery, 'Header', 'Sender', 'Id') !== this.organisationNumber) throw new Error('another sender');
      if (!this.takesNothing && !this.received.some((one) => one.id === id)) {
        this.received.push({ id, sender: textAt(delivery, 'Header', 'Sender', 'Name'), recipient, subject: textAt(sent, 'Header', 'Subject'),
          text: Buffer.from(textAt(sent, 'Body', 'Body'), 'base64').toString('utf8'), name: textAt(attached, 'Filename'), bytes });
      }
      return elementWith('s3:deliverSecureResponse', { 'xmlns:s3': `${space}/Service/v3`, 'xmlns:s1': `${space}/Service` }, element('s3:return',
        element('s1:TransId', `T-${id}`), element('s1:Status', element('s1:RecipientId', recipient), element('s1:Delivered', String(!this.takesNothing)))));
    };
  }

  #verify(message: string, signature: string, covers: string): void {
    const check = new SignedXml({ publicCert: this.sender.certificate, getCertFromKeyInfo: () => null });
    check.loadSignature(signature);
    if (!check.checkSignature(message)) throw new Error(`the signature of ${covers} does not hold`);
    const [signed, ...more] = check.getSignedReferences();
    if (!signed || more.length || readXml(signed).name !== covers) throw new Error(`the signature does not cover ${covers}`);
    const certificate = /<X509Certificate>([^<]+)</.exec(signature)?.[1]?.replaceAll(/\s/g, '');
    if (!certificate || !this.sender.certificate.replaceAll(/\s/g, '').includes(certificate)) throw new Error('another certificate');
  }
}

function bodyOf(text: string): string {
  const root = readXml(text);
  if (root.name !== 'Envelope' || root.namespace !== soap || childAt(root, 'Body')?.children.length !== 1) throw new Error('not SOAP 1.1');
  return /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(text)![1]!;
}

function envelope(body: Written): string {
  return xmlDocument(elementWith('soap:Envelope', { 'xmlns:soap': soap }, element('soap:Body', body)));
}
