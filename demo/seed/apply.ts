import type { Answers } from '../../src/forms/index.ts';
import { fullName, type Attestation, type Person } from '../../src/identity/index.ts';
import { findOrganisation } from '../../src/organisation/index.ts';
import { uuidv7, type House, type Resident, type TenantFacts, type Tx, type Uuid } from '../../src/platform/index.ts';
import { createDraft, currentVersions, submit, whatIsSigned, workOnDraft } from '../../src/services/index.ts';

/** Begins, fills in and sends in an application, in the applicant's own transaction. @returns the case */
export async function apply(house: House, tenant: Uuid, applicant: Person, what: { service: string; answers: Answers }): Promise<Uuid> {
  return asResident(house, tenant, applicant, async (tx, who) => {
    const version = (await currentVersions(tx)).find(({ service }) => service === what.service);
    if (!version) throw new Error(`${what.service} is not published: the demonstration cannot make cases of it`);
    const draft = await createDraft(tx, {
      versionId: version.id, personId: applicant.id, startedBy: applicant.id, content: { answers: what.answers, typed: {}, language: 'sv' },
    });
    return sendIn(house, tx, who, applicant, draft);
  });
}

/** Sends a draft in, signed by the demonstration. */
export async function sendIn(house: House, tx: Tx, who: Resident, person: Person, draftId: Uuid): Promise<Uuid> {
  const opened = await workOnDraft(tx, draftId, 'sv');
  if (!opened) throw new Error('a draft that was begun a moment ago is gone');
  const { hash } = whatIsSigned(opened, 'sv');
  const sent = await submit({ house, tx, tenant: await factsOf(tx) }, {
    draftId, language: 'sv', principal: who, way: 'web', attestation: attestationBy(person, hash, tx.now),
  });
  if (!sent.ok) throw new Error(`an application of the demonstration was not taken: ${sent.reason}, ${opened.journey.next ?? ''}`);
  return (await workOnDraft(tx, draftId, 'sv'))!.draft.submitted!.caseId;
}

/** A transaction of someone who is signed in as themselves. */
export function asResident<T>(house: House, tenant: Uuid, person: Person, work: (tx: Tx, who: Resident) => Promise<T>): Promise<T> {
  const now = house.clock.now();
  const who: Resident = { kind: 'resident', sessionId: uuidv7(now), personId: person.id, level: 3, provenAt: now };
  return house.db.transaction('resident', { tenant, person: person.id }, who, (tx) => work(tx, who));
}

/**
 * Nobody was at a provider: the attestation says so in its issuer and in the text signed, which the signed copy shows. What it is over,
 * the hash of the answers as they were seen, is the real one.
 */
function attestationBy({ id, facts }: Person, hash: string, at: Date): Attestation {
  return {
    personId: id, name: fullName(facts), level: 'loa3', issuer: 'Demonstrationen, utan e-legitimation', subject: id, signedAt: at.toISOString(),
    transaction: `demonstration-${hash.slice(0, 12)}`, hash: `sha256:${hash}`, textHash: '', jws: '', idToken: '', providerKey: null,
    toBeSigned: 'Påhittat ärende i demonstrationen. Ingen har skrivit under det här.',
  };
}

async function factsOf(tx: Tx): Promise<TenantFacts> {
  const organisation = (await findOrganisation(tx))!;
  return { id: tx.tenant, name: organisation.name, kind: organisation.kind, host: '', mark: '', themeHref: '', version: '', help: { phone: '', hours: '' } };
}
