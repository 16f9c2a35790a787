import { ReadLog } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { Lead, PageHeading, page, readsOf, resident, route, type Route } from '../../../platform/index.ts';
import { CasePage, helpFor } from '../frame.tsx';
import { openMyCase } from './my-case.ts';
import { texts } from '../texts.ts';

const readLog = route({
  method: 'GET', path: '/mina-sidor/arenden/:id/vem-har-last', access: resident(0), audit: 'cases.readLogRead',
  async handle(context) {
    const { tx, language } = context;
    const mine = await openMyCase(context, context.params.id);
    const units = new Map((await listUnits(tx)).map(({ id, name }) => [id, name]));
    const t = (key: string, params = {}) => texts(language, `readLog.${key}`, params);
    return page(
      <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')}>
        <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
        <Lead>{t('lead')}</Lead>
        <ReadLog reads={await readsOf(tx, mine.file.id)} units={units} otherwise={mine.authority.name} language={language} none={t('none')} />
        <p>{t('wrong')}</p>
      </CasePage>,
    );
  },
});

export const readLogRoutes: readonly Route[] = [readLog];
