import { ReadLog } from '../../identity/index.ts';
import { listAuthorities, listUnits } from '../../organisation/index.ts';
import { Lead, PageHeading, href, readsOf, resident, route } from '../../platform/index.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';
import { base, own } from './own.ts';

const show = route({
  method: 'GET', path: `${base}/:id/vem-har-last`, access: resident(2), audit: 'booking.readLogRead',
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { tx, language } = context;
    const { booking, bookable } = found;
    await tx.enter(booking.id);
    const units = new Map((await listUnits(tx)).map(({ id, name }) => [id, name]));
    const authority = (await listAuthorities(tx)).find(({ id }) => id === booking.authorityId)?.name ?? '';
    const t = (key: string) => texts(language, `readLog.${key}`);
    return timesPage(context, bookable, {
      title: t('title'), back: href(`${base}/${booking.id}`),
      children: (
        <>
          <PageHeading above={bookable.name}>{t('title')}</PageHeading>
          <Lead>{t('lead')}</Lead>
          <ReadLog reads={await readsOf(tx, booking.id)} units={units} otherwise={authority} language={language} none={t('none')} work="visit" />
          <p>{t('wrong')}</p>
        </>
      ),
    });
  },
});

export const readLogRoutes = [show];
