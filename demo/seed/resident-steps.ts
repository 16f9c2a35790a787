import { answerRequest, appeal, findCase, notificationsOf, openDecision, partiesOf, requestsOf, type CaseFile, type Party } from '../../src/cases/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { writeMessage } from '../../src/messages/index.ts';
import type { House, Tx, Uuid } from '../../src/platform/index.ts';
import { versionById, type ServiceVersion } from '../../src/services/index.ts';
import { asResident } from './apply.ts';

interface Mine { file: CaseFile; party: Party; version: ServiceVersion }

function inMyCase<T>(house: House, tenant: Uuid, person: Person, caseId: Uuid, work: (tx: Tx, mine: Mine) => Promise<T>): Promise<T> {
  return asResident(house, tenant, person, async (tx) => {
    const file = await findCase(tx, caseId);
    const party = (await partiesOf(tx, caseId)).find(({ personId }) => personId === person.id);
    if (!file || !party) throw new Error('a case of the demonstration that its party cannot see');
    await tx.enter(caseId);
    return work(tx, { file, party, version: await versionById(tx, file.versionId) });
  });
}

/** Answers everything that is asked, in the same words. */
export function answerAll(house: House, tenant: Uuid, person: Person, caseId: Uuid, text: string): Promise<void> {
  return inMyCase(house, tenant, person, caseId, async (tx, { file }) => {
    for (const request of (await requestsOf(tx, caseId)).filter(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt)) {
      const items = request.content.items.map(({ id }) => ({ id, text, cannot: false, files: [] }));
      await answerRequest(tx, { file, by: person.id }, request,
        request.kind === 'hearing' ? { items: [], stance: 'comment', text } : { items });
    }
  });
}

/** Writes to the unit. */
export function write(house: House, tenant: Uuid, person: Person, caseId: Uuid, text: string): Promise<void> {
  return inMyCase(house, tenant, person, caseId, async (tx, { file }) => {
    const { authorityId, keyId, unitId } = file;
    await writeMessage({ house, tx }, { caseId, authorityId, keyId, unitId }, { author: { kind: 'resident', id: person.id }, person: person.id, text });
  });
}

/** Reads the decision: from now the time to appeal runs. */
export function readDecision(house: House, tenant: Uuid, person: Person, caseId: Uuid): Promise<void> {
  return inMyCase(house, tenant, person, caseId, async (tx, { file, party, version }) => {
    for (const notification of await notificationsOf(tx, caseId)) {
      if (notification.partyId === party.id) await openDecision(tx, { file, version, by: person.id }, notification);
    }
  });
}

/** Appeals the newest decision. */
export function appealDecision(house: House, tenant: Uuid, person: Person, caseId: Uuid, wants: string, why: string): Promise<void> {
  return inMyCase(house, tenant, person, caseId, async (tx, { file, party }) => {
    const notification = (await notificationsOf(tx, caseId)).findLast(({ partyId }) => partyId === party.id);
    if (!notification) throw new Error('no decision to appeal');
    await appeal(tx, { file, party, by: person.id, decisionId: notification.decisionId }, { wants, why, files: [] });
  });
}
