import { library, publishedVersions, stopsNow, versionHash } from '../../../services/index.ts';
import { Link, LinkButton, Section, Table, Tag, formatDate, href, none, route } from '../../../platform/index.ts';
import { staffText as t } from '../../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from '../frame.tsx';
import { numberOf } from './words.ts';

export const servicesPath = `${base}/tjanster`;
export const under = { label: t('catalogue.title'), path: '/tjanster' };
export const facts = none('only facts of the organisation');

/** Every service of the organisation with the version in force, and what the library has that is newer or not taken in. */
export const list = route({
  method: 'GET', path: servicesPath, access: administrators, audit: facts,
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const { tx } = context;
    const versions = await publishedVersions(tx);
    const stops = await stopsNow(tx);
    const services = [...new Set(versions.map(({ service }) => service))].map((service) => ({
      service, of: versions.filter((one) => one.service === service), stop: stops.find((one) => one.service === service),
    })).toSorted((a, b) => a.of[0]!.name.localeCompare(b.of[0]!.name, 'sv'));
    const newer = (await library()).flatMap((loaded) => {
      if (!loaded.ok) return [];
      const { definition } = loaded.service;
      const current = versions.find(({ service, state }) => service === definition.service && state === 'inForce');
      const taken = versions.some(({ service, hash, state }) => service === definition.service && hash === versionHash(loaded.service) && state !== 'cancelled');
      return taken ? [] : [{ path: definition.path, name: definition.name, isNew: !current }];
    });
    return adminPage(context, {
      title: t('catalogue.title'), width: 'full',
      children: (
        <>
          <p class="lead">{t('catalogue.lead')}</p>
          <p><LinkButton kind="secondary" href={href(`${servicesPath}/ta-in`)}>{t('catalogue.bring')}</LinkButton></p>
          <Table caption={t('catalogue.title')} captionHidden rows={services} rowKey={({ service }) => service} columns={[
            { key: 'name', heading: t('catalogue.service'), rowHeading: true, cell: ({ service, of }) => <Link href={href(`${servicesPath}/${service}`)}>{of[0]!.name}</Link> },
            { key: 'inForce', heading: t('catalogue.inForce'), cell: ({ of }) => { const one = of.find(({ state }) => state === 'inForce'); return one ? `${t('catalogue.numbered', { number: numberOf(of, one.id) })}, ${t('catalogue.since', { date: formatDate(one.validFrom, 'sv') })}` : '–'; } },
            { key: 'scheduled', heading: t('catalogue.scheduled'), cell: ({ of }) => of.filter(({ state }) => state === 'scheduled').map(({ validFrom }) => formatDate(validFrom, 'sv')).join(', ') || '–' },
            { key: 'state', heading: t('catalogue.open'), cell: ({ stop }) => (stop ? <Tag colour="warning">{t(stop.fromAt <= context.now ? 'catalogue.stopped' : 'catalogue.willStop')}</Tag> : t('catalogue.isOpen')) },
          ]} />
          {newer.length > 0 && (
            <Section heading={t('catalogue.library')}>
              <p>{t('catalogue.libraryLead')}</p>
              <ul>{newer.map(({ path, name, isNew }) => (
                <li key={path}><Link href={href(`${servicesPath}/ta-in?mapp=${path}`)}>{name}</Link> – {t(isNew ? 'catalogue.notTaken' : 'catalogue.differs')}</li>
              ))}</ul>
            </Section>
          )}
        </>
      ),
    });
  },
});
