import type { VNode } from 'preact';
import type { Organisation, Unit } from '../../organisation/index.ts';
import { KeyValue, Layout, Link, Section, href, mailHref, phoneHref, residentFrame, type KeyValueItem, type Language, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** Every unit with its number, hours and address: whom one can talk to. */
export function Contact({ context, organisation, units }: { context: RequestContext; organisation: Organisation; units: readonly Unit[] }): VNode {
  const { language } = context;
  const desk = units.filter(({ role }) => role === 'contactCentre');
  const others = units.filter(({ role }) => role !== 'contactCentre');
  return (
    <Layout {...residentFrame(context)} title={texts(language, 'contact.title')} back={href('/')}>
      <h1>{texts(language, 'contact.title')}</h1>
      <p class="lead">{texts(language, 'contact.lead')}</p>
      {[...desk, ...others].map((unit) => (
        <Section key={unit.id} id={unit.slug} heading={unit.name}><KeyValue items={waysTo(unit, organisation, language)} /></Section>
      ))}
    </Layout>
  );
}

function waysTo(unit: Unit, organisation: Organisation, language: Language): KeyValueItem[] {
  const t = (key: string) => texts(language, `contact.${key}`);
  const { visit, postal } = unit.facts;
  const acute = unit.facts.acute as { phone: string } & Record<string, unknown> | undefined;
  return [
    { key: t('phone'), value: <Link href={phoneHref(unit.phone)}>{unit.phone}</Link> },
    { key: t('hours'), value: hoursIn(organisation, unit.facts.hours, language) },
    ...(acute ? [{ key: t('acute'), value: <><Link href={phoneHref(acute.phone)}>{acute.phone}</Link> {inWords(acute, language)}</> }] : []),
    { key: t('email'), value: <Link href={mailHref(unit.email)}>{unit.email}</Link> },
    ...(visit ? [{ key: t('visit'), value: `${visit.name}, ${visit.street}, ${visit.postcode} ${visit.city}` }] : []),
    ...(postal ? [{ key: t('post'), value: `${postal.name}, ${postal.street}, ${postal.postcode} ${postal.city}` }] : []),
  ];
}

/** Named opening hours in words. */
export function hoursIn(organisation: Organisation, name: string, language: Language): string {
  const hours = organisation.facts.openingHours[name];
  return hours ? inWords(hours, language) : '';
}

function inWords(words: Record<string, unknown>, language: Language): string {
  return String(words[language] ?? words['sv'] ?? '');
}
