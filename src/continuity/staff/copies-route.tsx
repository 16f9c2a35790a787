import { Alert, KeyValue, Table, copiesOnShelf, formatDateTime, href, languages, Link, route, type Route } from '../../platform/index.ts';
import { staffText as t } from '../texts.ts';
import { base, facts, leaders, leading, underPage } from './frame.tsx';

/** How old a copy may be before somebody should look why (ms): they are made anew every minute. */
const tooOld = 10 * 60_000;

const show = route({
  method: 'GET', path: `${base}/kopior`, access: leaders, audit: facts,
  handle: (context) => leading(context, async () => {
    const copies = copiesOnShelf(context.house, context.tenant.id);
    const times = copies.map(({ at }) => at.getTime());
    const [oldest, newest] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    const pages = copies.filter(({ language }) => language === 'sv').toSorted((a, b) => a.path.localeCompare(b.path, 'sv'));
    const copiedIn = (path: string) => languages.filter((one) => copies.some((copy) => copy.path === path && copy.language === one));
    return underPage(context, {
      title: t('copies.title'), width: 'full',
      children: copies.length === 0 ? <Alert kind="warning" heading={t('copies.none')}><p>{t('copies.noneText')}</p></Alert> : (
        <>
          <p class="lead">{t('copies.lead')}</p>
          {context.now.getTime() - oldest.getTime() > tooOld && <Alert kind="warning" heading={t('copies.old')}><p>{t('copies.oldText')}</p></Alert>}
          <KeyValue items={[
            { key: t('copies.pages'), value: String(pages.length) }, { key: t('copies.newest'), value: formatDateTime(newest, 'sv') }, { key: t('copies.oldest'), value: formatDateTime(oldest, 'sv') },
          ]} />
          <Table caption={t('copies.which')} rows={pages} rowKey={({ path }) => path} columns={[
            { key: 'page', heading: t('copies.page'), rowHeading: true, cell: ({ path, title }) => <Link href={href(path)}>{title}</Link> },
            { key: 'at', heading: t('copies.at'), cell: ({ at }) => formatDateTime(at, 'sv') },
            { key: 'languages', heading: t('copies.languages'), cell: ({ path }) => copiedIn(path).map((one) => t(`language.${one}`)).join(', ') },
          ]} />
        </>
      ),
    });
  }),
});

export const copiesRoutes: readonly Route[] = [show];
