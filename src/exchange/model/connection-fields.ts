import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { ConnectionKind, ConnectionSettings } from '../store/connections.ts';

/** What a connection of a kind needs to be agreed on, as an administrator reads it. */
export interface ConnectionForm {
  title: string;
  about: string;
  /** whose address it is, with an example */
  address: string;
  fields: readonly (keyof ConnectionSettings)[];
}

const overTls = ['organisationNumber', 'certificate', 'privateKey', 'authority'] as const;

export const connectionForms: Record<ConnectionKind, ConnectionForm> = {
  population: {
    title: 'Folkbokföringen (Navet)', about: 'Namn, adress, ålder, vårdnadshavare och skyddade personuppgifter hämtas från Skatteverket.',
    address: 'Adressen som Skatteverket har gett er för Navet.', fields: ['order', ...overTls],
  },
  benefits: {
    title: 'Förmåner (SSBTEK)', about: 'Handläggare kan hämta uppgifter om ersättningar i ärenden där tjänsten tillåter det, aldrig utan en ansökan.',
    address: 'Adressen till er anslutning för SSBTEK.', fields: overTls,
  },
  digitalMail: {
    title: 'Digital post (Mina meddelanden)', about: 'Beslut som annars skulle gå som brev lämnas i mottagarens digitala brevlåda. Den som inte har någon får brev.',
    address: 'Adressen till förmedlingsadressregistret (Recipient v3).', fields: overTls,
  },
  sms: {
    title: 'Sms', about: 'Den som har valt sms får korta meddelanden om att något har hänt. De säger aldrig vad det gäller.',
    address: 'Adressen dit sms lämnas hos leverantören.', fields: ['sender', 'user', 'secret'],
  },
};

/** Never shown again; left empty when a connection is changed they stay as they were. */
export const secretFields: readonly (keyof ConnectionSettings)[] = ['privateKey', 'secret'];

/** @returns what is wrong, in Swedish, by field; empty when all is there and fits together */
export function faultsOfConnection(kind: ConnectionKind, address: string, settings: ConnectionSettings, now: Date): Partial<Record<keyof ConnectionSettings | 'address', string>> {
  const found: Partial<Record<keyof ConnectionSettings | 'address', string>> = {};
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') found.address = 'Skriv en adress som börjar med https://.';
  const { fields } = connectionForms[kind];
  for (const field of fields) if (!settings[field] && field !== 'authority') found[field] = missing[field];
  if (fields.includes('organisationNumber') && settings.organisationNumber && !/^(16)?\d{6}-?\d{4}$/.test(settings.organisationNumber)) found.organisationNumber = missing.organisationNumber;
  if (fields.includes('sender') && settings.sender && !/^[A-Za-z][A-Za-z0-9]{2,10}$/.test(settings.sender)) found.sender = missing.sender;
  if (settings.authority && !certificateOf(settings.authority)) found.authority = 'Certifikatet går inte att läsa. Klistra in hela, från -----BEGIN CERTIFICATE-----.';
  if (!fields.includes('certificate') || found.certificate || found.privateKey) return found;
  const certificate = certificateOf(settings.certificate ?? '');
  const key = keyOf(settings.privateKey ?? '');
  if (!certificate) found.certificate = 'Certifikatet går inte att läsa. Klistra in hela, från -----BEGIN CERTIFICATE-----.';
  else if (certificate.validToDate < now) found.certificate = 'Certifikatet har gått ut. Beställ ett nytt hos utfärdaren.';
  if (!key) found.privateKey = 'Nyckeln går inte att läsa. Klistra in hela, utan lösenord, från -----BEGIN PRIVATE KEY-----.';
  else if (certificate && !certificate.checkPrivateKey(key)) found.privateKey = 'Nyckeln hör inte till certifikatet.';
  return found;
}

/** When the certificate that we show ends; undefined when there is none to read. */
export function certificateEnds(settings: ConnectionSettings): Date | undefined {
  return certificateOf(settings.certificate ?? '')?.validToDate;
}

function certificateOf(pem: string): X509Certificate | undefined {
  try { return new X509Certificate(pem); } catch { return undefined; }
}

function keyOf(pem: string) {
  try { return createPrivateKey(pem); } catch { return undefined; }
}

const missing: Record<keyof ConnectionSettings, string> = {
  certificate: 'Klistra in certifikatet.', privateKey: 'Klistra in den privata nyckeln.', authority: '', organisationNumber: 'Skriv organisationsnumret med tio siffror.',
  order: 'Skriv beställningens identitet.', user: 'Skriv användarnamnet hos leverantören.', secret: 'Skriv lösenordet hos leverantören.',
  sender: 'Skriv avsändaren med 3–11 bokstäver a–z och siffror, med en bokstav först.',
};
