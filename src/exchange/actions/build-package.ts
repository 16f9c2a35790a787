import { CompactSign } from 'jose';
import { decisionsOf, findCase, partiesOf, partyFacts, permitsOf, submissionsOf, type CaseFile, type Party, type Permit } from '../../cases/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../../organisation/index.ts';
import { deleteDocuments, listDocuments, putDocument, readDocument, type Tx } from '../../platform/index.ts';
import { versionById, type SeenRow } from '../../services/index.ts';
import { bag, packageSchema, sha256, signedPart, type PackageContent, type PackageFile } from '../model/package.ts';
import { updateDelivery, type Delivery } from '../store/deliveries.ts';
import { signingKey } from '../store/signing-keys.ts';
import { permitsOfDecision } from './permits-of-decision.ts';

/**
 * The package of a delivery: built the first time it is needed, kept sealed with the case's key, and the same bytes in every attempt.
 * A permit goes with its holder and conditions and nothing of why; a case goes whole. Of a protected person there is no address, and
 * of a case with one in it neither what was written nor any file: it tells where they are. Who receives it asks the authority.
 */
export async function packageOf(tx: Tx, delivery: Delivery): Promise<{ bytes: Buffer; sha256: string }> {
  const file = await findCase(tx, delivery.caseId);
  if (!file) throw new Error('a delivery of a case that is gone');
  if (delivery.documentId && delivery.sha256 && !file.protected) {
    const kept = await readDocument(tx, delivery.documentId);
    if (kept) return { bytes: kept.bytes, sha256: delivery.sha256 };
  }
  // Made before somebody got a protected identity it would tell where they are: then what is sent is made anew.
  if (delivery.documentId) await deleteDocuments(tx, delivery.id);
  const files = delivery.what === 'case' && !file.protected ? await filesOfCase(tx, file) : [];
  const content = packageSchema.parse(await contentOf(tx, delivery, file, files));
  const { id, key } = await signingKey(tx);
  const parts = files.map(({ path, bytes }) => ({ path, bytes }));
  const signature = await new CompactSign(Buffer.from(signedPart(content, parts))).setProtectedHeader({ alg: 'EdDSA', kid: id }).sign(key);
  const bytes = bag(content, parts, signature);
  const document = await putDocument(tx, {
    dossierId: delivery.id, keyId: file.keyId, authorityId: file.authorityId, part: 'staff', name: `${delivery.id}.zip`, mediaType: 'application/zip', bytes,
  });
  const hash = sha256(bytes);
  await updateDelivery(tx, delivery.id, { document_id: document.id, sha256: hash });
  return { bytes, sha256: hash };
}

type CaseFileInPackage = PackageFile & { name: string; mediaType: string };

async function filesOfCase(tx: Tx, file: CaseFile): Promise<CaseFileInPackage[]> {
  const found: CaseFileInPackage[] = [];
  for (const { id } of await listDocuments(tx, file.id)) {
    const document = await readDocument(tx, id);
    if (!document) continue;
    const number = String(found.length + 1).padStart(2, '0');
    found.push({ path: `data/handlingar/${number}-${safe(document.name)}`, bytes: document.bytes, name: document.name, mediaType: document.mediaType });
  }
  return found;
}

/** A name that every file system takes; the real one stands in the description. */
function safe(name: string): string {
  return name.normalize('NFD').replaceAll(/[^\w.-]+/g, '-').replaceAll(/-+/g, '-').slice(-80);
}

async function contentOf(tx: Tx, delivery: Delivery, file: CaseFile, files: readonly CaseFileInPackage[]): Promise<PackageContent> {
  const organisation = await findOrganisation(tx);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === file.authorityId);
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const version = await versionById(tx, file.versionId);
  const { secrecy } = version.compiled.folder.definition;
  const permits = await permitsIn(tx, delivery);
  const whole = delivery.what === 'case';
  const parties = (await partiesOf(tx, file.id)).filter(({ role }) => whole || role === 'applicant');
  return {
    format: 'sprang-overlamning-1', delivery: delivery.id, what: delivery.what, made: tx.now.toISOString(),
    from: { organisation: organisation?.name ?? '', organisationCode: organisation?.code ?? '', authority: authority?.name ?? '', unit: unit?.name ?? '', phone: unit?.phone ?? '' },
    case: {
      number: file.number, service: file.service, serviceVersion: version.hash, title: file.title, arrived: file.arrivedDay, secrecy: `${secrecy.act}, ${secrecy.section}`,
    },
    persons: await personsOf(tx, file, parties),
    ...(whole && { ...(!file.protected && { submissions: await submittedOf(tx, file) }), decisions: await decidedOf(tx, file) }),
    permits: permits.map(({ number, validFrom, validUntil, endedWhy, content }) => (
      { number, name: content.name, validFrom, validUntil, ...(endedWhy && { ended: endedWhy }), conditions: [...content.conditions] })),
    files: files.map(({ path, name, mediaType, bytes }) => ({ path, name, mediaType, size: bytes.length, sha256: sha256(bytes) })),
  };
}

async function permitsIn(tx: Tx, { what, caseId, decisionId }: Delivery): Promise<Permit[]> {
  return what === 'case' || !decisionId ? permitsOf(tx, caseId) : permitsOfDecision(tx, caseId, decisionId);
}

async function personsOf(tx: Tx, file: CaseFile, parties: readonly Party[]): Promise<PackageContent['persons']> {
  const persons: PackageContent['persons'] = [];
  for (const { id, role } of parties) {
    const facts = await partyFacts(tx, id);
    if (!facts) continue;
    // People in one case often live together: where one is tells where the other is.
    const open = facts.protection === 'none' && !file.protected;
    persons.push({
      role, givenName: facts.givenName, familyName: facts.familyName, protectedIdentity: facts.protection !== 'none', ...(facts.number && { personalIdentityNumber: facts.number }),
      ...(open && facts.address && { address: { street: facts.address.street, postcode: facts.address.postcode, city: facts.address.city } }),
      ...(open && facts.phone && { phone: facts.phone }),
    });
  }
  return persons;
}

async function submittedOf(tx: Tx, file: CaseFile): Promise<NonNullable<PackageContent['submissions']>> {
  return (await submissionsOf(tx, file.id)).map(({ kind, language, submittedAt, hash, content }) => ({
    kind, language, submitted: submittedAt.toISOString(), sha256: hash,
    sections: content.seen.sections.map(({ page, title, rows }) => ({ page, title, rows: rows.map(({ id, question, answer }) => ({ id, question, answer: answerOf(answer) })) })),
  }));
}

function answerOf({ state, lines, files, rows }: SeenRow['answer']): unknown {
  return {
    state, lines: [...lines], ...(files && { files: files.map(({ name, type, size }) => ({ name, type, size })) }),
    ...(rows && { rows: rows.map(({ heading, cells }) => ({ heading, cells: cells.map(({ id, ask, text }) => ({ id, question: ask, answer: answerOf(text) })) })) }),
  };
}

async function decidedOf(tx: Tx, file: CaseFile): Promise<NonNullable<PackageContent['decisions']>> {
  return (await decisionsOf(tx, file.id)).map((decision) => ({
    type: decision.type, outcome: decision.outcome, decided: decision.decidedAt.toISOString(), delegationPoint: decision.delegationPoint, laws: [...decision.content.laws],
    items: decision.items.map(({ item, outcome, validFrom, validUntil, further, amountOre, content }) => ({
      item, name: content.name, outcome, validFrom, validUntil, further, amountOre, conditions: [...content.conditions],
    })),
  }));
}
