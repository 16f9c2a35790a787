import { ageAt, findPerson, fullName, type PersonFacts } from '../identity/index.ts';
import { knownOrganisation, tableVersions } from '../organisation/index.ts';
import { swedishDay, slot, type Language, type Tx, type Uuid } from '../platform/index.ts';
import type { Answers, FormContext, Json } from '../forms/index.ts';
import { toLookupTable } from './lookup-tables.ts';
import type { ServiceVersion } from './versions.ts';

/** cases: the answers of a person's last case of a service, for a renewal. Within the person's own row level security. */
export interface LastTime {
  answers: Answers;
  /** when it was sent in, ISO 8601 */
  submittedAt: string;
  caseNumber: string;
}
export const lastTime = slot<(tx: Tx, person: Uuid, services: readonly string[], since: Date) => Promise<LastTime | undefined>>('lastTime');

/** Everything besides the answers that a journey depends on: the day, the person (if anybody has said who), the organisation, tables, last time. */
export async function contextFor(
  tx: Tx, version: ServiceVersion, language: Language,
  about: { personId?: Uuid; answers?: Answers; previous?: Answers; part?: 'own' },
): Promise<FormContext & { person: PersonFacts | undefined }> {
  const { definition } = version.compiled.folder;
  const today = swedishDay(tx.now);
  const person = about.personId && (await findPerson(tx, about.personId))?.facts;
  const { organisation } = await knownOrganisation(tx);
  const tables = Object.fromEntries([...await tableVersions(tx, definition.tables)].map(([name, versions]) => [name, toLookupTable(versions)]));
  return {
    today, language, tables, person: person || undefined,
    applicant: person ? applicantFacts(person, today) : {},
    organisation: { code: organisation?.code ?? '', name: organisation?.name ?? '', kind: organisation?.kind ?? '' },
    facts: person ? registerFacts(person) : {},
    ...(organisation?.facts.map && asksForPlace(version) && { map: organisation.facts.map }),
    ...(about.previous && { previous: about.previous }),
    ...(about.part && { parts: [about.part] }),
    ...tableDayOf(version, about.answers),
  };
}

/** Only a form that asks for a place is given the map: it is large. */
function asksForPlace({ compiled }: ServiceVersion): boolean {
  return compiled.folder.definition.pages.some(({ questions }) => questions.some((question) =>
    question.type === 'position' || ('columns' in question && question.columns.some(({ type }) => type === 'position'))));
}

/** A decision for a period reads the tables of that period: an application in December for January uses January's norm. */
export function tableDayOf(version: ServiceVersion, answers: Answers = {}): { tableDay?: string } {
  const main = version.compiled.folder.definition.decisions.find((decision) => 'items' in decision);
  const period = main && 'period' in main && main.period !== undefined ? answers[main.period] : undefined;
  return typeof period === 'object' && 'start' in period && typeof period.start === 'string' ? { tableDay: period.start } : {};
}

function applicantFacts(person: PersonFacts, today: string): Record<string, Json> {
  const age = ageAt(person, today);
  return {
    ...(age !== undefined && { age }), ...(person.birthDate && { birthDate: person.birthDate }),
    ...(person.municipality && { municipality: person.municipality, county: person.municipality.slice(0, 2) }),
  };
}

/** What "Stämmer det?" is asked about. No address of someone with protected identity is ever filled in (practice: 1177, Skatteverket). */
function registerFacts(person: PersonFacts): Record<string, Json> {
  const open = person.protection === 'none';
  return {
    'population.name': fullName(person),
    ...(open && person.address && {
      'population.address': { street: person.address.street, postalCode: person.address.postcode, city: person.address.city },
    }),
  };
}
