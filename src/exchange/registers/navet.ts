import type { PopulationRegister, RegisterEntry } from '../../identity/index.ts';
import { childAt, childrenOf, element, elementWith, textAt, type XmlElement } from '../../platform/index.ts';
import type { Connection } from '../store/connections.ts';
import { askBySoap } from './soap.ts';

/**
 * The population register as Navet gives it out (Skatteverket, "Navet – hämta personpost", SOAP over mutual TLS). The shapes here are written
 * from the published description and our own strict server (test/exchange/navet-server.ts); they must be verified in Skatteverket's
 * test environment before they are relied on.
 */
export const navetNamespace = 'http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1';

/** Registered references followed from an old number to the one that holds: more are somebody's mistake. */
const mostReferences = 3;

export function navet(connection: Connection): PopulationRegister {
  const find = async (asked: string): Promise<RegisterEntry | undefined> => {
    let number = asked;
    for (let step = 0; step < mostReferences; step++) {
      const post = await fetchPost(connection, number);
      if (!post) return undefined;
      const next = referenceOf(post);
      if (!next) return entryOf(post, number, asked);
      number = next;
    }
    return undefined;
  };
  return {
    simulated: false,
    find,
    async childrenOf(number) {
      const post = await fetchPost(connection, number);
      const children = post ? relatives(post, 'B') : [];
      const found: RegisterEntry[] = [];
      for (const child of children) {
        const entry = await find(child);
        // B tells of a child; who has custody stands in the child's own post.
        if (entry?.guardians.includes(number)) found.push(entry);
      }
      return found;
    },
  };
}

async function fetchPost({ address, settings }: Connection, number: string): Promise<XmlElement | undefined> {
  const answer = await askBySoap({ address, settings, action: '' }, elementWith('v1:PersonpostRequest', { 'xmlns:v1': navetNamespace },
    element('v1:Bestallning', element('v1:OrgNr', settings.organisationNumber ?? ''), element('v1:BestallningsIdentitet', settings.order ?? '')),
    element('v1:PersonId', number)));
  return childAt(answer, 'Folkbokforingsposter', 'Folkbokforingspost');
}

/** The number that has replaced this one (avregistreringsorsak GN: old number). */
function referenceOf(post: XmlElement): string | undefined {
  const person = childAt(post, 'Personpost');
  if (!person || textAt(person, 'Avregistrering', 'AvregistreringsorsakKod') !== 'GN') return undefined;
  const reference = textAt(person, 'HanvisningsPersonNr').replaceAll(/\D/g, '');
  return reference.length === 12 ? reference : undefined;
}

/** A post as the house knows it. Of a protected person no address is taken, whatever stands in the post. */
export function entryOf(post: XmlElement, number: string, asked: string): RegisterEntry {
  const person = childAt(post, 'Personpost')!;
  const protection = textAt(post, 'SkyddadFolkbokforing') === 'J' ? 'protected' as const : textAt(post, 'Sekretessmarkering') === 'J' ? 'marked' as const : 'none' as const;
  const deceased = textAt(person, 'Avregistrering', 'AvregistreringsorsakKod') === 'AV' ? dayOf(textAt(person, 'Avregistrering', 'Avregistreringsdatum')) : undefined;
  const born = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
  return {
    personalIdentityNumber: number, givenName: calledName(person), familyName: [textAt(person, 'Namn', 'Mellannamn'), textAt(person, 'Namn', 'Efternamn')].filter(Boolean).join(' '),
    birthDate: dayOf(textAt(person, 'Fodelse', 'Fodelsetid')) ?? born,
    municipality: `${textAt(person, 'Folkbokforing', 'LanKod')}${textAt(person, 'Folkbokforing', 'KommunKod')}`,
    protection, address: protection === 'none' && !deceased ? addressOf(person) : null,
    guardians: relatives(post, 'V'),
    ...(deceased && { deceasedDay: deceased }), ...(asked !== number && { formerNumber: asked }),
  };
}

/**
 * The name a person goes by. `Tilltalsnamnsmarkering` 20 means the second given name; 12 the first and second; without it all are
 * given, and the first is the one people use.
 */
function calledName(person: XmlElement): string {
  const given = textAt(person, 'Namn', 'Fornamn').split(/\s+/).filter(Boolean);
  const marks = [...textAt(person, 'Namn', 'Tilltalsnamnsmarkering')].map(Number).filter((mark) => mark > 0 && mark <= given.length);
  return marks.length ? marks.map((mark) => given[mark - 1]).join(' ') : given[0] ?? '';
}

function addressOf(person: XmlElement): RegisterEntry['address'] {
  const address = childAt(person, 'Adresser', 'Folkbokforingsadress');
  if (!address) return null;
  const careOf = textAt(address, 'CareOf');
  const street = [careOf && `c/o ${careOf}`, textAt(address, 'Utdelningsadress1'), textAt(address, 'Utdelningsadress2')].filter(Boolean).join(', ');
  const postcode = textAt(address, 'PostNr').replaceAll(/\D/g, '');
  return { street, postcode: `${postcode.slice(0, 3)} ${postcode.slice(3)}`.trim(), city: textAt(address, 'Postort') };
}

/** Numbers of relations of a kind that still hold: V has custody of this person, VF this person has custody of, B child. */
function relatives(post: XmlElement, kind: string): string[] {
  const relations = childrenOf(childAt(post, 'Personpost', 'Relationer') ?? post, 'Relation');
  return relations.filter((relation) => textAt(relation, 'Relationstyp') === kind && !textAt(relation, 'Relationtomdatum') && textAt(relation, 'Status') !== 'AS')
    .map((relation) => textAt(relation, 'RelationId', 'PersonNr') || textAt(relation, 'RelationId')).map((text) => text.replaceAll(/\D/g, '')).filter((text) => text.length === 12);
}

/** `20260503` or `2026-05-03`. */
function dayOf(text: string): string | undefined {
  const digits = text.replaceAll('-', '');
  return /^\d{8}$/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : undefined;
}
