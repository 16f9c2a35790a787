import { currentVersions } from '../../src/services/index.ts';
import { addDays, swedishDay, type House, type Uuid } from '../../src/platform/index.ts';
import { readDemoCase } from '../cases/read-case.ts';
import { apply } from './apply.ts';
import { daysAgo, inThePast } from './in-the-past.ts';
import { meet } from './last-month.ts';
import { decideAs, inquire, phoneNote, take } from './officer-steps.ts';
import { readDecision } from './resident-steps.ts';

interface Told {
  /** a file of `demo/cases/` */
  name: string;
  /** how long ago it was sent in, in days */
  sent: number;
  note: string;
  /** how long ago it was decided; left to be decided when there is none */
  decided?: number;
}

/** The cases of `demo/cases/` that a new demonstration begins with, besides last month's aid: each as its file tells it, to the end or not. */
const told: readonly Told[] = [
  { name: 'bygglov-david', sent: 34, note: 'Pratade med David om ritningarna. Han skickar en ny sektion där marknivån syns.', decided: 6 },
  { name: 'bostadsanpassning-anna', sent: 20, note: 'Ringde Anna och bestämde tid för hembesök. Arbetsterapeuten är med.' },
];

/** Makes them where their service is published. @returns how many were made */
export async function toldCases(house: House, tenant: Uuid): Promise<number> {
  const published = new Set((await house.db.system(tenant, 'demo', currentVersions)).map(({ service }) => service));
  let made = 0;
  for (const { name, sent, note, decided } of told) {
    const demo = readDemoCase(name, swedishDay(daysAgo(house.clock.now(), decided ?? sent - 3)));
    if (!published.has(demo.service)) continue;
    const on = (days: number) => ({ house: inThePast(house, daysAgo(house.clock.now(), days)), tenant, officer: demo.officer });
    const person = await meet(house, tenant, demo.applicant);
    const caseId = await apply(on(sent).house, tenant, person, { service: demo.service, answers: demo.answers });
    made += 1;
    await take({ ...on(sent - 1), caseId });
    await phoneNote({ ...on(sent - 2), caseId }, note);
    if (decided === undefined) continue;
    await inquire({ ...on(decided + 1), caseId }, demo.inquiry);
    await decideAs({ ...on(decided), caseId }, (draft) => ({
      ...draft, summary: demo.decision.summary,
      items: draft.items.map((item) => ({
        ...item, ...demo.decision.items[item.item], item: item.item, reasons: [...demo.decision.items[item.item]?.reasons ?? item.reasons],
        validUntil: addDays(swedishDay(daysAgo(house.clock.now(), decided)), 5 * 365),
        conditions: Object.fromEntries(Object.entries(demo.decision.items[item.item]?.conditions ?? {}).map(([id, value]) => [id, value === true ? 'yes' : String(value)])),
      })),
    }), 'Sökanden har själv lämnat allt som beslutet bygger på.');
    await readDecision(on(decided - 1).house, tenant, person, caseId);
  }
  return made;
}
