import type { PersonFacts } from '../../../identity/index.ts';
import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type PartyRole, type PartyRow } from '../tables.ts';

/** What was known of a party when they became one: kept as it was, so that a decision stands with the name it was made for. */
export type PartyFacts = Pick<PersonFacts, 'givenName' | 'familyName' | 'number' | 'birthDate' | 'address' | 'phone' | 'email' | 'municipality' | 'protection'>;

export interface Party {
  id: Uuid;
  caseId: Uuid;
  personId: Uuid;
  role: PartyRole;
  addedAt: Date;
  invitedAt: Date | null;
  signedAt: Date | null;
  untilAt: Date | null;
  finalAt: Date | null;
  /** when they were told that simplified service may be used */
  simplifiedToldAt: Date | null;
}

export interface NewParty {
  id: Uuid;
  personId: Uuid;
  role: PartyRole;
  facts: PartyFacts;
  invitedAt?: Date;
  signedAt?: Date;
}

export async function addParties(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, parties: readonly NewParty[]): Promise<void> {
  const rows = await inTurn(parties, async (party): Promise<PartyRow> => ({
    tenant_id: tx.tenant, id: party.id, case_id: file.id, authority_id: file.authorityId, person_id: party.personId, role: party.role,
    facts_cipher: await tx.sealJson(file.keyId, placeOf('cases.party', party.id, 'facts_cipher'), party.facts), added_at: tx.now,
    invited_at: party.invitedAt ?? null, signed_at: party.signedAt ?? null, until_at: null, final_at: null, simplified_told_at: null,
  }));
  if (rows.length) tx.write(q.insertInto('cases.party').values(rows));
}

/** The parties of a case that this transaction may see, the applicant first: staff all, a resident their own. */
export async function partiesOf(tx: Tx, caseId: Uuid): Promise<Party[]> {
  const rows = await tx.all(q.selectFrom('cases.party').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('role').orderBy('added_at').orderBy('id').limit(50));
  return rows.map(toParty);
}

/** Those who are parties still: whoever has left the case is told nothing more of it. */
export async function presentParties(tx: Tx, caseId: Uuid): Promise<Party[]> {
  return (await partiesOf(tx, caseId)).filter(({ untilAt }) => untilAt === null);
}

/** The facts of a party as they were; opening them is for whoever may read the case. */
export async function partyFacts(tx: Tx, partyId: Uuid): Promise<PartyFacts | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.party').select('facts_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', partyId));
  return row && tx.openJson<PartyFacts>(placeOf('cases.party', partyId, 'facts_cipher'), row.facts_cipher);
}

function toParty(row: PartyRow): Party {
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), personId: asUuid(row.person_id), role: row.role, addedAt: row.added_at,
    invitedAt: row.invited_at, signedAt: row.signed_at, untilAt: row.until_at, finalAt: row.final_at, simplifiedToldAt: row.simplified_told_at,
  };
}
