import { startOwnPart, findCase } from '../../src/cases/index.ts';
import { meetPerson, type Person } from '../../src/identity/index.ts';
import { createDraft, versionById, workOnDraft } from '../../src/services/index.ts';
import { swedishDay, type House, type Uuid } from '../../src/platform/index.ts';
import { readDemoCase } from '../cases/read-case.ts';
import { demoPerson } from '../people.ts';
import { apply, asResident, sendIn } from './apply.ts';
import { inThePast } from './in-the-past.ts';
import { decideAs, inquire, phoneNote, take } from './officer-steps.ts';
import { readDecision } from './resident-steps.ts';

/**
 * Carina's and David's economic aid of last month: applied for, David's own part, inquired into, decided and read. It is what their next
 * application is confirmed against.
 */
export async function lastMonthsAid(house: House, tenant: Uuid): Promise<Uuid> {
  const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', swedishDay(house.clock.now()));
  const month = (demo.answers['monthAsked'] as { start: string }).start.slice(0, 7);
  const on = (day: string, hour: string) => inThePast(house, new Date(`${month}-${day}T${hour}:00Z`));
  const carina = await meet(house, tenant, demo.applicant);
  const david = await meet(house, tenant, demo.coApplicant!.person);
  const caseId = await apply(on('03', '16:42'), tenant, carina, { service: demo.service, answers: demo.answers });
  await ownPart(on('04', '17:05'), tenant, david, caseId, demo.coApplicant!.answers);
  const at = (day: string, hour: string) => ({ house: on(day, hour), tenant, officer: demo.officer, caseId });
  await take(at('05', '07:20'));
  await phoneNote(at('05', '09:10'), 'Ringde Carina och gick igenom inkomsterna. David börjar praktik den här månaden.');
  await inquire(at('05', '09:40'), demo.inquiry);
  const { decision } = demo;
  await decideAs(at('06', '08:15'), (draft) => ({
    ...draft, summary: decision.summary, ...(decision.totalOre !== undefined && { amountOre: decision.totalOre }),
    items: draft.items.map((item) => ({
      // Each row of a table is decided by itself: the demonstration says so by row where it has more to say than of the whole.
      ...item, ...decision.items[partsOf(item.item)[0]], ...decision.items[partsOf(item.item)[0]]?.rows?.[partsOf(item.item)[1]], item: item.item,
      reasons: [...decision.items[partsOf(item.item)[0]]?.reasons ?? item.reasons],
      ...(decision.valid && { validFrom: decision.valid.start, validUntil: decision.valid.end }), conditions: {},
    })),
  }), 'Sökanden har själv lämnat allt som beslutet bygger på.');
  await readDecision(on('06', '15:30'), tenant, carina, caseId);
  await readDecision(on('07', '06:50'), tenant, david, caseId);
  return caseId;
}

/** An item and its row: `care_r1`. */
function partsOf(key: string): [string, string] {
  const [item, row] = key.split('_');
  return [item ?? '', row ?? ''];
}

async function ownPart(house: House, tenant: Uuid, person: Person, caseId: Uuid, answers: Awaited<ReturnType<typeof readDemoCase>>['answers']): Promise<void> {
  await asResident(house, tenant, person, async (tx, who) => {
    const file = (await findCase(tx, caseId))!;
    await tx.enter(caseId);
    const begun = await workOnDraft(tx, await startOwnPart(tx, { file, personId: person.id, by: person.id, language: 'sv' }), 'sv');
    const draft = await createDraft(tx, {
      versionId: (await versionById(tx, file.versionId)).id, personId: person.id, startedBy: person.id, caseId,
      content: { answers: { ...begun!.draft.content.answers, ...answers }, typed: {}, language: 'sv' },
    });
    await sendIn(house, tx, who, person, draft);
  });
}

/** A test person, known to the organisation as if they had signed in. @param alias as in `people.ts` */
export function meet(house: House, tenant: Uuid, alias: string): Promise<Person> {
  const { givenName, familyName, personalIdentityNumber, birthDate } = demoPerson(alias)!;
  return meetPerson(house, tenant, { givenName, familyName, birthDate, number: personalIdentityNumber! }, 'demo');
}
