import type { VNode } from 'preact';
import { Alert, Link, phoneHref, type Language, type Tx } from '../platform/index.ts';
import type { Answers, FormContext } from '../forms/index.ts';
import { knownOrganisation } from '../organisation/index.ts';
import { isUrgent } from './definition/index.ts';
import { texts } from './texts.ts';
import { inLanguage, type ServiceVersion } from './versions.ts';

/** Whom to call now, for somebody whose answers say that it cannot wait. */
export interface UrgentCall {
  /** what the service says */
  say: string;
  ways: readonly { name: string; phone: string; hours: string }[];
}

/**
 * What somebody is told whose need is urgent by their answers so far: to call, whom, and when they answer. The form can wait; the unit's
 * number for what is acute is given before its ordinary one, and the one to call when it has closed.
 * @returns undefined when it is not urgent, or the service has nothing that is
 */
export async function urgentCall(tx: Tx, version: ServiceVersion, answers: Answers, form: FormContext, language: Language): Promise<UrgentCall | undefined> {
  const { urgent } = inLanguage(version, language).definition;
  if (!urgent || !isUrgent(version.compiled, answers, form)) return undefined;
  const { organisation, units } = await knownOrganisation(tx);
  const unit = units.find(({ slug }) => slug === organisation?.facts.roles.units[urgent.to]);
  if (!organisation || !unit) return { say: urgent.say, ways: [] };
  const hours = (name: string) => {
    const found: Readonly<Record<string, unknown>> | undefined = organisation.facts.openingHours[name];
    return String(found?.[language] ?? found?.['sv'] ?? '');
  };
  const { acute } = unit.facts;
  const after = afterHours(acute);
  return {
    say: urgent.say,
    ways: [
      { name: unit.name, phone: acute?.phone ?? unit.phone, hours: hours(acute?.hours ?? unit.facts.hours) },
      ...(after ? [{ ...after, hours: hours(after.hours) }] : []),
    ],
  };
}

/** Who answers when the unit has closed, as an organisation's file may say. */
function afterHours(acute: Readonly<Record<string, unknown>> | undefined): UrgentCall['ways'][number] | undefined {
  const after = acute?.['afterHours'];
  if (typeof after !== 'object' || after === null || !('name' in after && 'phone' in after && 'hours' in after)) return undefined;
  return { name: String(after.name), phone: String(after.phone), hours: String(after.hours) };
}

/** Said on every page from the one where it was answered, until it is sent. */
export function Urgent({ call, language }: { call: UrgentCall; language: Language }): VNode {
  return (
    <Alert kind="warning" heading={texts(language, 'urgent.title')}>
      <p>{call.say}</p>
      <ul class="ds-list">
        {call.ways.map(({ name, phone, hours }) => <li key={phone}>{name}: <Link href={phoneHref(phone)}>{phone}</Link>, {hours}</li>)}
      </ul>
    </Alert>
  );
}
