import { listFeedback } from '../../knowledge/index.ts';
import { findOrganisation, listUnits } from '../../organisation/index.ts';
import { LinkList, href, none, route } from '../../platform/index.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';

/** What there is to administer, with what waits. */
export const home = route({
  method: 'GET', path: base, access: administrators, audit: none('only facts of the organisation'),
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const organisation = await findOrganisation(context.tx);
    const waiting = (await listFeedback(context.tx)).filter(({ settledAt }) => !settledAt).length;
    const parts = [
      { path: '/enheter', label: t('units.title'), hint: t('home.units', { count: (await listUnits(context.tx)).length }) },
      { path: '/oppettider', label: t('hours.title'), hint: t('home.hours') },
      { path: '/roller', label: t('roles.title'), hint: t('home.roles') },
      { path: '/delegation', label: t('delegations.title'), hint: t('home.delegations') },
      { path: '/tjanster', label: t('catalogue.title'), hint: t('home.services') },
      { path: '/tabeller', label: t('tables.title'), hint: t('home.tables') },
      { path: '/mottagare', label: t('home.receivers'), hint: t('home.receiversHint') },
      { path: '/laboratorier', label: t('home.laboratories'), hint: t('home.laboratoriesHint') },
      { path: '/kanaler', label: t('home.channels'), hint: t('home.channelsHint') },
      { path: '/arkivet', label: t('home.archive'), hint: t('home.archiveHint') },
      { path: '/meddelande', label: t('notice.title'), hint: t(organisation?.facts.banner?.active ? 'home.noticeOn' : 'home.noticeOff') },
      { path: '/synpunkter', label: t('reports.title'), hint: t(waiting ? 'home.reports' : 'home.noReports', { count: waiting }) },
    ];
    return adminPage(context, {
      title: t('home.title'),
      children: (
        <>
          <p class="lead">{t('home.lead')}</p>
          <LinkList items={parts.map(({ path, label, hint }) => ({ label, hint, href: href(`${base}${path}`) }))} />
        </>
      ),
    });
  },
});
