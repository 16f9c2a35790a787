import { element, elementWith, swedishDay, xmlDocument, type Uuid } from '../../platform/index.ts';

/** A file of a package, by its path in it. */
export interface ArchivedFile { path: string; name: string; mediaType: string; size: number; sha256: string }

export interface ArchivedRecord { id: Uuid; number: number; day: string; direction: 'in' | 'out' | 'drawnUp'; title: string; secrecy: string | null; files: readonly ArchivedFile[] }

/** A case as the archive gets it. Days are `YYYY-MM-DD`. */
export interface ArchivedCase {
  id: Uuid;
  number: string;
  title: string;
  service: string;
  arrivedDay: string;
  decidedAt: Date | null;
  closedAt: Date;
  parties: readonly string[];
  officer: string;
  unit: string;
  records: readonly ArchivedRecord[];
  /** files that belong to the case and to no single record */
  files: readonly ArchivedFile[];
}

const states = { in: 'Inkommen', out: 'Expedierad', drawnUp: 'Upprättad' } as const;
const dayElements = { in: 'Inkommen', out: 'Expedierad', drawnUp: 'Upprattad' } as const;

/** Cases and records as Riksarkivet's FGS Ärendehantering has them (a Swedish profile of ERMS). */
export function caseXml(cases: readonly ArchivedCase[]): string {
  return xmlDocument(elementWith('Leveransobjekt', { xmlns: 'http://xml.ra.se/e-arkiv/FGS-ERMS' }, element('ArkivobjektListaArenden', ...cases.map(caseElement))));
}

function caseElement(one: ArchivedCase) {
  const secrecy = [...new Set(one.records.map(({ secrecy: section }) => section).filter((section) => section !== null))];
  return elementWith('ArkivobjektArende', { Systemidentifierare: one.id },
    element('ArkivobjektID', one.number),
    ...one.parties.map((name) => element('Motpart', element('Namn', name))),
    secrecy.length ? elementWith('Restriktion', { Typ: 'Sekretess' }, element('ForklarandeText', `Kan gälla: ${secrecy.join('; ')}. Prövas vid utlämnande.`)) : undefined,
    element('Avslutat', swedishDay(one.closedAt)), element('Inkommen', one.arrivedDay), one.decidedAt ? element('Beslutat', swedishDay(one.decidedAt)) : undefined,
    element('Agent', element('Roll', 'Handläggare'), element('Namn', one.officer || '-'), element('Enhetsnamn', one.unit)),
    element('ArendeTyp', one.service), element('Arendemening', one.title), element('StatusArande', 'Avslutat'),
    ...one.files.map(fileElement),
    element('ArkivobjektListaHandlingar', ...one.records.map((record) => recordElement(one, record))));
}

function recordElement(one: ArchivedCase, record: ArchivedRecord) {
  return elementWith('ArkivobjektHandling', { Systemidentifierare: record.id },
    element('ArkivobjektID', `${one.number}:${record.number}`), element('Lopnummer', record.number),
    record.secrecy ? elementWith('Restriktion', { Typ: 'Sekretess' }, element('ForklarandeText', `Kan gälla: ${record.secrecy}. Prövas vid utlämnande.`)) : undefined,
    element(dayElements[record.direction], record.day), element('Rubrik', record.title), element('StatusHandling', states[record.direction]),
    ...record.files.map(fileElement));
}

const fileElement = ({ name, path, size, sha256 }: ArchivedFile) =>
  elementWith('Bilaga', { Namn: name, Lank: path, Storlek: String(size), Checksumma: sha256, ChecksummaMetod: 'SHA-256' });

export interface Package { id: Uuid; at: Date; creator: string; organisation: string; label: string; files: readonly ArchivedFile[] }

/** The METS file of a package: who made it, and every file with its hash (FGS Paketstruktur). */
export function metsXml({ id, at, creator, organisation, label, files }: Package): string {
  const agent = (role: string, type: string, name: string, other?: string) => elementWith('mets:agent', {
    ROLE: role, TYPE: type, ...(other && { OTHERTYPE: other }) }, element('mets:name', name));
  return xmlDocument(elementWith('mets:mets', {
    'xmlns:mets': 'http://www.loc.gov/METS/', 'xmlns:xlink': 'http://www.w3.org/1999/xlink', OBJID: `UUID:${id}`, LABEL: label, TYPE: 'SIP',
    PROFILE: 'http://xml.ra.se/e-arkiv/METS/CommonSpecificationSwedenPackageProfile.xml',
  },
  elementWith('mets:metsHdr', { CREATEDATE: at.toISOString(), RECORDSTATUS: 'NEW' },
    agent('ARCHIVIST', 'ORGANIZATION', creator), agent('CREATOR', 'ORGANIZATION', organisation), agent('ARCHIVIST', 'OTHER', 'Språng', 'SOFTWARE')),
  element('mets:fileSec', elementWith('mets:fileGrp', { ID: 'files' }, ...files.map((file, index) => elementWith('mets:file', {
    ID: `file-${index + 1}`, MIMETYPE: file.mediaType, SIZE: String(file.size), CREATED: at.toISOString(), CHECKSUM: file.sha256, CHECKSUMTYPE: 'SHA-256', USE: 'Datafile',
  }, elementWith('mets:FLocat', { LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': `file:///${file.path}` }))))),
  elementWith('mets:structMap', { LABEL: label }, elementWith('mets:div', { LABEL: 'files' }, ...files.map((_, index) => elementWith('mets:fptr', { FILEID: `file-${index + 1}` }))))));
}
