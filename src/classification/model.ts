import type { Level } from '../platform/index.ts';

/** Consequence if information leaks, is wrong, is missing or cannot be traced: 0 none … 3 serious. Class 4 is refused on this platform. */
export type Consequence = 0 | 1 | 2 | 3;

export interface InformationClass {
  confidentiality: Consequence;
  integrity: Consequence;
  availability: Consequence;
  traceability: Consequence;
}

/** What a class of confidentiality demands at least. An organisation may raise a demand, never lower it. */
export interface Demands {
  /** residents' sign-in */
  level: Level;
  /** signing needs a proof of who one is that is at most this old (minutes); null: the sign-in is enough */
  freshWhenSigning: number | null;
  /** what staff need to read: their role; role and unit; or their own case, otherwise a stated reason */
  reading: 'role' | 'unit' | 'ownCaseOrReason';
  readsLogged: boolean;
  readsShownToPerson: boolean;
  /** what an e-mail or SMS may say */
  notice: 'all' | 'fromWhom' | 'thatThereIs' | 'organisationOnly';
}

/** The table of `service-definition.md`, "Class → least demand". */
const leastDemands: Record<Consequence, Demands> = {
  0: { level: 0, freshWhenSigning: null, reading: 'role', readsLogged: false, readsShownToPerson: false, notice: 'all' },
  1: { level: 2, freshWhenSigning: null, reading: 'role', readsLogged: false, readsShownToPerson: false, notice: 'fromWhom' },
  2: { level: 3, freshWhenSigning: null, reading: 'unit', readsLogged: true, readsShownToPerson: false, notice: 'thatThereIs' },
  3: { level: 3, freshWhenSigning: 15, reading: 'ownCaseOrReason', readsLogged: true, readsShownToPerson: true, notice: 'organisationOnly' },
};

/** What information of a class demands. @throws RangeError for class 4, which publishing refuses */
export function demands(information: { confidentiality: number }): Demands {
  const found = leastDemands[information.confidentiality as Consequence];
  if (!found) throw new RangeError(`class ${information.confidentiality} is refused on this platform`);
  return found;
}

/** The stricter of two classes, aspect by aspect: a question may be of a higher class than its service. */
export function strictest(a: InformationClass, b: Partial<InformationClass>): InformationClass {
  const max = (aspect: keyof InformationClass) => Math.max(a[aspect], b[aspect] ?? 0) as Consequence;
  return {
    confidentiality: max('confidentiality'), integrity: max('integrity'),
    availability: max('availability'), traceability: max('traceability'),
  };
}

/** Whether staff may open a case of a class, and what they must state. Distributing work is a reason of its own for unassigned cases of the unit. */
export function readingRule(
  information: { confidentiality: number },
  reader: { inUnit: boolean; own: boolean; distributes: boolean; caseUnassigned: boolean },
): 'open' | 'distribution' | 'needsReason' | 'refused' {
  const { reading } = demands(information);
  if (reading === 'role') return 'open';
  if (!reader.inUnit) return 'refused';
  if (reading === 'unit' || reader.own) return 'open';
  return reader.distributes && reader.caseUnassigned ? 'distribution' : 'needsReason';
}
