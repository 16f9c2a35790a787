import type { VNode } from 'preact';
import type { Authority } from '../../organisation/index.ts';
import { Details, KeyValue, Layout, Link, Section, externalHref, href, mailHref, phoneHref, residentFrame, type Language, type RequestContext } from '../../platform/index.ts';
import type { Service } from '../../services/index.ts';
import { texts } from '../texts.ts';

/** A service as it stands in the language, with the authority that answers for its data. */
export interface PrivacyOfService {
  path: string;
  definition: Service;
  authority: Authority;
}

const supervisor = 'https://www.imy.se/privatperson/utfora-arenden/lamna-ett-klagomal/';

/** How personal data is used, service by service, as the services' own definitions say (GDPR article 13). */
export function PrivacyPage({ context, services, authorities }: {
  context: RequestContext; services: readonly PrivacyOfService[]; authorities: readonly Authority[];
}): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, `privacy.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={href('/')}>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead', { organisation: tenant.name })}</p>
      <Section heading={t('alwaysHeading')}>
        <ul class="ds-list">{['draft', 'log', 'search', 'cookies', 'protected'].map((key) => <li key={key}>{t(key)}</li>)}</ul>
      </Section>
      <Section heading={t('servicesHeading')}>
        {services.map((service) => <OfService key={service.path} service={service} language={language} />)}
      </Section>
      <Section heading={t('rightsHeading')}>
        <ul class="ds-list">{['rightRead', 'rightCorrect', 'rightErase', 'rightLimit'].map((key) => <li key={key}>{t(key)}</li>)}</ul>
        <p>{t('complain')} <Link href={externalHref(supervisor)}>{t('complainLink')}</Link></p>
      </Section>
      <Section heading={t('whoHeading')}>
        <p>{t('who')}</p>
        {authorities.map(({ id, facts: { controller, dataProtectionOfficer: officer } }) => (
          <Section key={id} level={3} heading={controller.name}>
            <KeyValue items={[
              { key: t('controller'), value: <Contact {...controller} /> },
              { key: officer.name, value: <Contact {...officer} /> },
            ]} />
          </Section>
        ))}
      </Section>
    </Layout>
  );
}

function OfService({ service: { path, definition, authority }, language }: { service: PrivacyOfService; language: Language }): VNode {
  const t = (key: string, params = {}) => texts(language, `privacy.${key}`, params);
  const { privacy } = definition;
  const rules = keptAs(definition);
  return (
    <Details summary={definition.name}>
      <p><Link href={href(`/tjanster/${path}`)}>{t('toService', { service: definition.name })}</Link></p>
      <KeyValue items={[
        { key: t('responsible'), value: authority.facts.controller.name },
        { key: t('purpose'), value: privacy.purpose },
        { key: t('basis'), value: <ul class="ds-list">{privacy.basis.map((article) => <li key={article}>{t(`basis-${article.replace('.', '-')}`)}</li>)}</ul> },
        ...(privacy.sources.length ? [{ key: t('sources'), value: <ul class="ds-list">{privacy.sources.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ul> }] : []),
        { key: t('receivers'), value: privacy.receivers.length ? <ul class="ds-list">{privacy.receivers.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ul> : t('noReceivers') },
        { key: t('kept'), value: (
          <ul class="ds-list">
            {rules.map(({ rule, types }) => <li key={rule}>{types.map((type) => t(`document-${type}`)).join(', ')}: {keptInWords(rule, language)}</li>)}
          </ul>
        ) },
      ]} />
    </Details>
  );
}

/** Document types under the rule they share, as `P2Y permitEnded` or `forever`. */
export function keptAs({ retention }: Pick<Service, 'retention'>): { rule: string; types: string[] }[] {
  const byRule = new Map<string, string[]>();
  for (const [type, rule] of Object.entries(retention)) {
    const key = rule.keep === 'forever' ? 'forever' : `${rule.keep} ${rule.from ?? ''}`;
    byRule.set(key, [...(byRule.get(key) ?? []), type]);
  }
  return [...byRule].map(([rule, types]) => ({ rule, types }));
}

/** "två år efter att ärendet har avslutats". */
export function keptInWords(rule: string, language: Language): string {
  const t = (key: string, params = {}) => texts(language, `privacy.${key}`, params);
  if (rule === 'forever') return t('keptForever');
  const [, count = '', unit = '', from = ''] = /^P(\d+)([DWMY]) (\w*)$/.exec(rule) ?? [];
  return t(`kept-${from}`, { time: t(`${count === '1' ? 'one' : 'many'}-${unit}`, { count }) });
}

function Contact({ phone, email }: { phone: string; email?: string | undefined }): VNode {
  return <><Link href={phoneHref(phone)}>{phone}</Link>{email && <><br /><Link href={mailHref(email)}>{email}</Link></>}</>;
}
