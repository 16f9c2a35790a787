import { request } from 'node:https';
import { childAt, readXml, textAt, xmlDocument, element, elementWith, type Written, type XmlElement } from '../../platform/index.ts';
import type { ConnectionSettings } from '../store/connections.ts';

const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Milliseconds to answer in, and bytes that an answer may be. */
const patience = 8_000;
const largest = 5_000_000;

/** The other end did not answer as it should. The message is ours: what it said may name somebody. */
export class NoAnswer extends Error {
  constructor(readonly code: 'unreachable' | 'refused' | 'fault' | 'unreadable', readonly detail = '') {
    super(`the register did not answer: ${code}${detail ? ` (${detail})` : ''}`);
  }
}

/**
 * Asks by SOAP 1.1 over mutual TLS: the other end sees our certificate, and we check theirs. @returns the body's first element
 * @throws NoAnswer
 */
export async function askBySoap(at: { address: string; settings: ConnectionSettings; action?: string }, body: Written): Promise<XmlElement> {
  const message = xmlDocument(elementWith('soapenv:Envelope', { 'xmlns:soapenv': envelope }, element('soapenv:Header'), element('soapenv:Body', body)));
  const answer = await post(at, message);
  const root = readAnswer(answer.text);
  const content = childAt(root, 'Body')?.children[0];
  if (content?.name === 'Fault') throw new NoAnswer('fault', textAt(content, 'faultcode').slice(0, 60));
  if (answer.status !== 200) throw new NoAnswer(answer.status === 401 || answer.status === 403 ? 'refused' : 'unreachable', String(answer.status));
  if (!content) throw new NoAnswer('unreadable');
  return content;
}

function readAnswer(text: string): XmlElement {
  try {
    const root = readXml(text);
    if (root.name === 'Envelope' && root.namespace === envelope) return root;
  } catch {
    // What could not be read is told below; it may hold somebody's name.
  }
  throw new NoAnswer('unreadable');
}

function post({ address, settings, action = '' }: { address: string; settings: ConnectionSettings; action?: string }, message: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(address, {
      method: 'POST', timeout: patience, cert: settings.certificate, key: settings.privateKey, ...(settings.authority && { ca: settings.authority }),
      headers: { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(message), soapaction: `"${action}"` },
    }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) sent.destroy(new NoAnswer('unreadable', 'too large'));
        else chunks.push(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new NoAnswer('unreachable', 'timeout')));
    sent.on('error', (error: Error & { code?: string }) => reject(error instanceof NoAnswer ? error : new NoAnswer('unreachable', error.code ?? '')));
    sent.end(message);
  });
}
