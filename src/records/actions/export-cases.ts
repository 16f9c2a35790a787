import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import { entriesOf, entryWords, inquiryOf, linesOfCase, noteExported, partiesOf, partyFacts, signedCopy, submissionsOf, toArchive, type CaseFile } from '../../cases/index.ts';
import { fullName, staffNames } from '../../identity/index.ts';
import { readConversation } from '../../messages/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import { addDays, endOfSwedishDay, formatDateTime, listDocuments, putDocument, readDocument, renderPdf, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { caseXml, metsXml, type ArchivedCase, type ArchivedFile } from '../model/fgs.ts';
import { insertExport } from '../store/exports.ts';

/** Cases in a package: what can be held in memory while it is packed. More are taken in the next. */
export const mostCases = 100;
/** Bytes of files in a package; a case that would go above it waits for the next. */
const mostBytes = 500 * 1024 * 1024;

export interface Exported { id: Uuid; cases: number; files: number }

/**
 * Packs closed cases of a period for the archive: the structure of Riksarkivet's FGS (a METS file that names every file with its hash, a metadata
 * file for cases and records, the files themselves), in a zip. Kept sealed until the archive has received it. The shape follows the published
 * specifications; it has not been validated against the official schemas here.
 * @returns undefined when there is nothing to hand over
 */
export async function exportCases(house: House, tx: Tx, wish: { authorityId: Uuid; from: string; until: string; by: Uuid }): Promise<Exported | undefined> {
  const files = await toArchive(tx, {
    authorityId: wish.authorityId, from: new Date(endOfSwedishDay(addDays(wish.from, -1)).getTime() + 1), until: endOfSwedishDay(wish.until), atMost: mostCases,
  });
  const packed: Zippable = {};
  const cases: ArchivedCase[] = [];
  let bytes = 0;
  for (const file of files) {
    const one = await packCase(house, tx, file);
    const size = one.contents.reduce((sum, { content }) => sum + content.length, 0);
    if (cases.length && bytes + size > mostBytes) break;
    bytes += size;
    cases.push(one.described);
    for (const { path, content } of one.contents) packed[path] = [content, { level: 0 }];
  }
  if (!cases.length) return undefined;
  const id = tx.id();
  const zip = await wrap(tx, id, wish, cases, packed);
  const keyId = await tx.createKey();
  const { id: documentId, sha256 } = await putDocument(tx, {
    dossierId: id, keyId, authorityId: wish.authorityId, ownerId: wish.by, name: `arkiv-${wish.from}-${wish.until}.zip`, mediaType: 'application/zip', bytes: zip,
  });
  const count = cases.reduce((sum, { records, files: own }) => sum + own.length + records.reduce((all, record) => all + record.files.length, 0), 0);
  await insertExport(tx, { id, authorityId: wish.authorityId, keyId, from: wish.from, until: wish.until, cases: cases.length, files: count, bytes: zip.length, sha256, documentId, by: wish.by });
  await noteExported(tx, id, wish.authorityId, cases.map((one) => one.id));
  return { id, cases: cases.length, files: count };
}

async function wrap(tx: Tx, id: Uuid, wish: { authorityId: Uuid; from: string; until: string }, cases: readonly ArchivedCase[], packed: Zippable): Promise<Buffer> {
  const organisation = (await findOrganisation(tx))!;
  const authority = (await listAuthorities(tx)).find((one) => one.id === wish.authorityId)!;
  const metadata = Buffer.from(caseXml(cases));
  const described = { path: 'metadata/arendehantering.xml', mediaType: 'text/xml', size: metadata.length, sha256: hashOf(metadata), name: 'arendehantering.xml' };
  packed[described.path] = metadata;
  const files = [described, ...cases.flatMap((one) => [...one.files, ...one.records.flatMap((record) => record.files)])];
  packed['sip.xml'] = Buffer.from(metsXml({ id, at: tx.now, creator: authority.name, organisation: organisation.name, label: `${authority.name} ${wish.from} – ${wish.until}`, files }));
  return Buffer.from(zipSync(packed, { level: 6, mtime: tx.now }));
}

interface Packed { described: ArchivedCase; contents: { path: string; content: Buffer }[] }

/** One case: its records in their order, each with its file; what is in no record lies with the case. */
async function packCase(house: House, tx: Tx, file: CaseFile): Promise<Packed> {
  for (const { id } of await submissionsOf(tx, file.id)) await signedCopy(house, tx.tenant, file.id, id);
  const [lines, documents] = [await linesOfCase(tx, file.id), await listDocuments(tx, file.id)];
  const folder = `content/${file.number.replaceAll(/[^\wÅÄÖåäö-]+/g, '_')}`;
  const contents: Packed['contents'] = [];
  const described = new Map<Uuid, ArchivedFile>();
  for (const [index, { id, name, mediaType }] of documents.entries()) {
    const { bytes } = (await readDocument(tx, id))!;
    // Names are those of people's files: the path in the package says nothing, the name stands in the metadata.
    const path = `${folder}/${String(index + 1).padStart(3, '0')}${/\.\w{1,5}$/.exec(name)?.[0].toLowerCase() ?? ''}`;
    contents.push({ path, content: bytes });
    described.set(id, { path, name, mediaType, size: bytes.length, sha256: hashOf(bytes) });
  }
  const own = await writtenInCase(tx, file);
  for (const { name, mediaType, content } of own) {
    const path = `${folder}/${name}`;
    contents.push({ path, content });
    described.set(tx.id(), { path, name, mediaType, size: content.length, sha256: hashOf(content) });
  }
  const records = lines.map((line) => {
    const own = line.documentId ? described.get(line.documentId) : undefined;
    if (line.documentId) described.delete(line.documentId);
    return { id: line.id, number: line.number, day: line.day, direction: line.direction, title: line.title, secrecy: line.secrecy, files: own ? [own] : [] };
  });
  const parties: string[] = [];
  for (const { id } of await partiesOf(tx, file.id)) {
    const facts = await partyFacts(tx, id);
    if (facts) parties.push(facts.protection === 'none' ? fullName(facts) : 'Skyddad identitet');
  }
  const officer = file.assigneeId ? (await staffNames(tx, [file.assigneeId])).get(file.assigneeId) : undefined;
  return {
    contents,
    described: {
      id: file.id, number: file.number, title: file.title, service: file.service, arrivedDay: file.arrivedDay, decidedAt: file.decidedAt, closedAt: file.closedAt!, parties,
      officer: officer ?? '', unit: (await listUnits(tx)).find(({ id }) => id === file.unitId)?.name ?? '', records, files: [...described.values()],
    },
  };
}

/** What was never a file: the timeline with notes and messages as PDF/A, the inquiry's answers as JSON. */
async function writtenInCase(tx: Tx, file: CaseFile): Promise<{ name: string; mediaType: string; content: Buffer }[]> {
  const organisation = (await findOrganisation(tx))!;
  const messages = await readConversation(tx, file.id, { kind: 'staff', id: file.id });
  const rows = [
    ...(await entriesOf(tx, file.id)).map(({ at, kind, content }) => ({ at, what: entryWords[kind], text: content.text ?? '' })),
    ...messages.map(({ at, authorKind, text }) => ({ at, what: authorKind === 'staff' ? 'Meddelande till parten' : 'Meddelande från parten', text })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const made = await renderPdf({
    template: { files: {}, main: 'register.typ' }, standard: 'a-2a', language: 'sv', title: `Händelser i ${file.number}`, at: tx.now,
    data: {
      organisation: { name: organisation.name, color: organisation.facts.theme.primary }, heading: `Händelser i ${file.number}`, made: formatDateTime(tx.now, 'sv'), paragraphs: [file.title],
      columns: ['När', 'Vad', 'Text'].map((label) => ({ label })), rows: rows.map(({ at, what, text }) => [formatDateTime(at, 'sv'), what, text]),
    },
  });
  if (!made.ok) throw new Error(`the timeline of a case was not made: ${made.reason}`);
  const inquiry = await inquiryOf(tx, file.id);
  return [
    { name: 'handelser.pdf', mediaType: 'application/pdf', content: made.bytes },
    ...(inquiry ? [{ name: 'utredning.json', mediaType: 'application/json', content: Buffer.from(JSON.stringify(inquiry, null, 2)) }] : []),
  ];
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
