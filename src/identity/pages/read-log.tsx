import { EmptyState, KeyValue, formatDateTime, swedishDay, type Language, type StaffRead } from '../../platform/index.ts';
import { texts } from '../texts.ts';

interface Props {
  reads: readonly StaffRead[];
  /** names of units by id */
  units: ReadonlyMap<string, string>;
  /** said of a reading that no unit made */
  otherwise: string;
  language: Language;
  /** said when nobody has read */
  none: string;
  /** what was read in the work with: where no other reason was stated; the roles of those who receive visits say nothing to their guests */
  work?: 'own' | 'visit';
}

/** Who of staff has had something of a person's before them, in the person's words: when, from which unit, as what and why. Never who. */
export function ReadLog({ reads, units, otherwise, language, none, work = 'own' }: Props) {
  if (!reads.length) return <EmptyState heading={none} icon="view" />;
  return (
    <KeyValue items={byDay(reads.map((read) => ({ ...read, roles: work === 'visit' ? [] : read.roles, ground: kindOf(read.ground, work) }))).map((read) => ({
      key: formatDateTime(read.at, language),
      value: <>{(read.unitId && units.get(read.unitId)) ?? otherwise}{read.roles.length > 0 && <br />}{rolesOf(read, language)}<br />{texts(language, `readBy.ground.${read.ground ?? work}`)}</>,
    }))} />
  );
}

/** One line for each day, unit, role and reason, by its last time: opening ten pages of a case is reading it once. */
function byDay(reads: readonly StaffRead[]): StaffRead[] {
  const lines = new Map<string, StaffRead>();
  for (const read of reads) {
    const key = [swedishDay(read.at), read.unitId, [...read.roles].sort().join('+'), read.ground].join(' ');
    if (!lines.has(key)) lines.set(key, read);
  }
  return [...lines.values()];
}

const knownRoles = ['officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy', 'onDuty', 'secretary'];
const knownGrounds = ['own', 'unit', 'cover', 'contact', 'advice', 'review', 'distribution', 'confirm'];

function rolesOf({ roles }: StaffRead, language: Language): string {
  return roles.filter((role) => knownRoles.includes(role)).map((role) => texts(language, `readBy.role.${role}`)).join(', ');
}

/** The kind of reason: what an officer wrote beside it is the authority's own. What was read without a reason of its own was read in the work with it. */
function kindOf(ground: StaffRead['ground'], work: string): string {
  return ground && knownGrounds.includes(ground) ? ground : work;
}
