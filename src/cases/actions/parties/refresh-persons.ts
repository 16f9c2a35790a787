import { sql } from 'kysely';
import { refreshPerson, registerOf, type PersonChanged } from '../../../identity/index.ts';
import { addDays, asUuid, swedishDay, type House, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import { q } from '../../store/tables.ts';
import { addTask } from '../../store/clocks/tasks.ts';
import { coverPerson } from './cover-person.ts';

/** People asked about in a run; with more open cases than seven times this it takes longer than a week. */
const most = 2_000;

/**
 * Asks the population register anew about people in open cases, a seventh each day. Who has got a protected identity since is covered
 * at once, in all their cases; that somebody has died, or has another number, is told to the officer.
 */
export async function refreshPersons(house: House, tenant: Uuid): Promise<number> {
  if (!await registerOf(house, tenant)) return 0;
  let changed = 0;
  for (const person of await house.db.system(tenant, 'refresh', personsOfTheDay)) {
    const change = await refreshPerson(house, tenant, person);
    // Protection may have become known before, by a sign-in: what matters is whether the person is protected now.
    if (!change || !(change.protected || change.protection || change.died || change.number)) continue;
    if (await house.db.system(tenant, 'refresh', (tx) => tellCases(tx, person, change))) changed += 1;
  }
  return changed;
}

async function personsOfTheDay(tx: Tx): Promise<Uuid[]> {
  const day = Math.floor(tx.now.getTime() / 86_400_000) % 7;
  const today = sql<boolean>`('x' || right(person_id::text, 4))::bit(16)::int % 7 = ${day}`;
  const parties = await tx.all(q.selectFrom('cases.party').innerJoin('cases.case_file', (join) => join
    .onRef('cases.case_file.tenant_id', '=', 'cases.party.tenant_id').onRef('cases.case_file.id', '=', 'cases.party.case_id'))
    .select('person_id').distinct().where('cases.party.tenant_id', '=', tx.tenant).where('closed_at', 'is', null).where(today).orderBy('person_id').limit(most));
  const others = await tx.all(q.selectFrom('cases.other_party').innerJoin('cases.case_file', (join) => join
    .onRef('cases.case_file.tenant_id', '=', 'cases.other_party.tenant_id').onRef('cases.case_file.id', '=', 'cases.other_party.case_id'))
    .select('person_id').distinct().where('cases.other_party.tenant_id', '=', tx.tenant).where('closed_at', 'is', null).where('person_id', 'is not', null).where(today)
    .orderBy('person_id').limit(most));
  return [...new Set([...parties, ...others].flatMap(({ person_id: id }) => (id === null ? [] : [asUuid(id)])))];
}

/** @returns whether there was anything to tell */
async function tellCases(tx: Tx, person: Uuid, change: PersonChanged): Promise<boolean> {
  const covered = new Set(await coverPerson(tx, person));
  const rows = await tx.all(q.selectFrom('cases.party').select('case_id').distinct().where('tenant_id', '=', tx.tenant).where('person_id', '=', person).limit(100));
  for (const { case_id: caseId } of rows) {
    const file = await findCase(tx, asUuid(caseId), { lock: true });
    const told = toldOf({ ...change, protection: change.protection || covered.has(asUuid(caseId)) });
    if (!file || file.closedAt || !told.length) continue;
    for (const [what, text] of told) {
      await addEntry(tx, file, { kind: 'note', part: 'staff', authorKind: 'system', content: { text } });
      await addTask(tx, file, { key: `person/${what}/${person}`, what: text, role: 'officer', dueDay: addDays(swedishDay(tx.now), 3) });
    }
    tx.audit({ event: 'cases.personChanged', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, subjectId: person });
  }
  return covered.size > 0 || change.protection || change.died || change.number;
}

function toldOf({ protection, died, number }: PersonChanged): [string, string][] {
  return [
    ...(protection ? [['protection', 'Folkbokföringen: en part har fått ändrat skydd för sina uppgifter. Kontrollera vad som har skickats, till vem, och om något står på anslagstavlan.'] as [string, string]] : []),
    ...(died ? [['died', 'Folkbokföringen: en part har avlidit. Ta ställning till hur ärendet ska fortsätta.'] as [string, string]] : []),
    ...(number ? [['number', 'Folkbokföringen: en part har fått ett nytt personnummer.'] as [string, string]] : []),
  ];
}
