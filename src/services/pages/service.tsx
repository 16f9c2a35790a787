import type { VNode } from 'preact';
import { Alert, Details, Layout, LinkButton, Link, Section, formatDate, href, residentFrame, type Language, type RequestContext } from '../../platform/index.ts';
import type { Authority, Organisation, Unit } from '../../organisation/index.ts';
import { applicantPages, type LocalisedService } from '../definition/index.ts';
import type { InForce, Stopped } from '../versions.ts';
import { hoursOf } from '../help.ts';
import { triagePath } from '../triage/routes.tsx';
import { texts } from '../texts.ts';
import { withoutSignIn } from '../anonymous/allowed.ts';

interface Props {
  context: RequestContext;
  version: InForce;
  service: LocalisedService;
  organisation: Organisation;
  authority: Authority;
  unit: Unit;
  desk?: Unit;
  /** Where it is filled in, when a form of the platform itself carries it. */
  form?: string;
  /** The address of each service of the organisation, for those that this one points at. */
  paths: ReadonlyMap<string, string>;
}

/** A service's first page: who can apply, what is needed, how long it takes, how it is decided, what happens then – and the ways without e-ID. */
export function ServicePage({ context, version, service, organisation, authority, unit, desk, paths, form }: Props): VNode {
  const { language } = context;
  const { definition } = service;
  const t = (key: string, params = {}) => texts(language, `service.${key}`, params);
  const { start } = definition;
  // Where nothing is decided nobody "applies".
  const own = definition.case === 'decision' ? '' : '-handling';
  return (
    <Layout {...residentFrame(context, { help: {
      phone: unit.phone, hours: hoursOf(organisation, unit, language), ...(unit.facts.callback && { callback: href(`/tjanster/${version.path}/ring-mig`) }),
    } })}
      title={definition.name} description={definition.summary} back={href('/tjanster')}>
      <h1>{definition.name}</h1>
      <p class="lead">{definition.summary}</p>
      {version.stopped && <StoppedNow stopped={version.stopped} language={language} t={t} />}
      <Section heading={t(`who${own}`)}><p>{start.who}</p></Section>
      {start.bring.length > 0 && (
        <Section heading={t('bring')}><ul class="ds-list">{start.bring.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ul></Section>
      )}
      <Section heading={t('time')}>
        <p>{t(withoutSignIn(definition) ? 'minutes-open' : 'minutes', start.minutes)}</p>
        <p>{start.time}</p>
      </Section>
      <Section heading={t('decided')}><p>{start.decided}</p></Section>
      <Section heading={t('after')}><ol class="ds-list">{start.after.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ol></Section>
      {start.cost && <Section heading={t('cost')}><p>{start.cost}</p></Section>}
      {start.notThis.length > 0 && (
        <Details summary={t(`notThis${own}`)}>
          <ul class="ds-list">
            {start.notThis.map(({ id, sv, service: other }) => {
              const path = other === undefined ? undefined : paths.get(other);
              return <li key={id}>{path === undefined ? sv : <Link href={href(`/tjanster/${path}`)}>{sv}</Link>}</li>;
            })}
          </ul>
        </Details>
      )}
      <Details summary={t('asked')}>
        <ul class="ds-list">
          {applicantPages(version.compiled.folder.definition).map((page) => <li key={page.id}>{version.compiled.form.text(`pages.${page.id}.title`, language)}</li>)}
        </ul>
      </Details>
      {!version.stopped && <Ways version={version} definition={definition} t={t} {...(form && { form })} />}
      <Section heading={t(`otherWays${own}`)}>
        <p>{t(`otherWaysText${own}`)}</p>
        <ul class="ds-list">
          {definition.channels.includes('phone') && <li>{t('phone', { unit: unit.name, phone: unit.phone, hours: hoursOf(organisation, unit, language) })}</li>}
          {definition.channels.includes('counter') && desk?.facts.visit && (
            <li>{t('counter', { name: desk.facts.visit.name, address: `${desk.facts.visit.street}, ${desk.facts.visit.city}`, hours: hoursOf(organisation, desk, language) })}</li>
          )}
          {definition.channels.includes('paper') && (
            <li>{t('paper', { address: postal(unit, authority) })} <Link href={href(`/tjanster/${version.path}/blankett.pdf`, { sprak: language })}>{t('paperForm')}</Link></li>
          )}
        </ul>
      </Section>
      <Details summary={t('privacy')}>
        <p>{authority.facts.controller.name}: {definition.privacy.purpose}</p>
        {definition.privacy.sources.length > 0 && <p>{t('sources')}</p>}
        <ul class="ds-list">{definition.privacy.sources.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ul>
        {definition.privacy.receivers.length > 0 && <p>{t('receivers')}</p>}
        <ul class="ds-list">{definition.privacy.receivers.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ul>
        <p><Link href={href('/personuppgifter')}>{t('privacy')}</Link></p>
      </Details>
      {definition.appeal.to !== 'notAppealable' && <Alert><p>{t('appeal')}</p></Alert>}
    </Layout>
  );
}

/** That nothing new is taken in, why, and until when if it is known. */
function StoppedNow({ stopped, language, t }: { stopped: Stopped; language: Language; t: (key: string, params?: Record<string, string>) => string }): VNode {
  return (
    <Alert kind="warning" heading={t('stopped')}>
      <p>{stopped.why[language] ?? stopped.why.sv}</p>
      {stopped.until && <p>{t('stoppedUntil', { day: formatDate(stopped.until, language) })}</p>}
      <p>{t('stoppedElse')}</p>
    </Alert>
  );
}

/** The way online: by signing in, or, where the service allows it, without. */
function Ways({ version, definition, form, t }: { version: InForce; definition: LocalisedService['definition']; form?: string; t: (key: string) => string }): VNode {
  if (form) return <p><LinkButton href={href(form)} icon="arrowRight" iconAfter>{t('startOpen')}</LinkButton></p>;
  const open = withoutSignIn(definition);
  const begin = href(`/tjanster/${version.path}/borja`);
  if (definition.booking) {
    return (
      <>
        <p><LinkButton href={href(`/boka/${version.path}`)} icon="calendar">{t('startBook')}</LinkButton></p>
        <p class="hint">{t('startBookHint')}</p>
      </>
    );
  }
  if (!open) {
    return (
      <>
        {definition.triage && (
          <>
            <p><LinkButton href={href(triagePath(version))} icon="arrowRight" iconAfter>{definition.triage.ask}</LinkButton></p>
            <p class="hint">{t('triage')}</p>
          </>
        )}
        <p><LinkButton {...(definition.triage && { kind: 'secondary' as const })} href={begin} icon="arrowRight" iconAfter>{t(definition.case === 'handling' ? 'startHandling' : 'start')}</LinkButton></p>
        <p class="hint">{t('signIn')}</p>
      </>
    );
  }
  return (
    <>
      <p><LinkButton href={href(`/tjanster/${version.path}/utan-inloggning`)} icon="arrowRight" iconAfter>{t('startOpen')}</LinkButton></p>
      <p class="hint">{t(`open-${open.follow}`)}</p>
      <p><LinkButton kind="secondary" href={begin}>{t('startKnown')}</LinkButton></p>
      <p class="hint">{t('known')}</p>
    </>
  );
}

function postal(unit: Unit, authority: Authority): string {
  const address = unit.facts.postal ?? authority.facts.registrar.postal;
  return address ? `${address.name}, ${address.street}, ${address.postcode} ${address.city}` : authority.name;
}
