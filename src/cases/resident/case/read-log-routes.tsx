import { listUnits } from '../../../organisation/index.ts';
import { EmptyState, KeyValue, Lead, PageHeading, formatDateTime, page, resident, route, swedishDay, type Route } from '../../../platform/index.ts';
import { readsOf, type CaseRead } from '../../store/case/read-log.ts';
import { CasePage, helpFor, type Mine } from '../frame.tsx';
import { openMyCase } from './my-case.ts';
import { texts } from '../texts.ts';

const readLog = route({
  method: 'GET', path: '/mina-sidor/arenden/:id/vem-har-last', access: resident(0), audit: 'cases.readLogRead',
  async handle(context) {
    const { tx, language } = context;
    const mine = await openMyCase(context, context.params.id);
    const units = new Map((await listUnits(tx)).map(({ id, name }) => [id, name]));
    const reads = byDay(await readsOf(tx, mine.file.id));
    const t = (key: string, params = {}) => texts(language, `readLog.${key}`, params);
    return page(
      <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')}>
        <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
        <Lead>{t('lead')}</Lead>
        {reads.length === 0 ? <EmptyState heading={t('none')} icon="view" /> : (
          <KeyValue items={reads.map((read) => ({
            key: formatDateTime(read.at, language),
            value: <>{(read.unitId && units.get(read.unitId)) ?? mine.authority.name}<br />{rolesOf(read, language)}<br />{groundOf(read, language)}</>,
          }))} />
        )}
        <p>{t('wrong')}</p>
      </CasePage>,
    );
  },
});

/** One line for each day, unit, role and reason, by its last time: opening ten pages of a case is reading it once. */
function byDay(reads: readonly CaseRead[]): CaseRead[] {
  const lines = new Map<string, CaseRead>();
  for (const read of reads) {
    const key = [swedishDay(read.at), read.unitId, [...read.roles].sort().join('+'), kindOf(read.ground)].join(' ');
    if (!lines.has(key)) lines.set(key, read);
  }
  return [...lines.values()];
}

const knownRoles = ['officer', 'deputy', 'manager', 'registrar', 'administrator', 'privacy', 'economy', 'onDuty', 'secretary'];
const knownGrounds = ['own', 'unit', 'cover', 'contact', 'advice', 'review', 'distribution'];

function rolesOf({ roles }: CaseRead, language: Mine['language']): string {
  return roles.filter((role) => knownRoles.includes(role)).map((role) => texts(language, `role.${role}`)).join(', ');
}

/** The kind of reason. What an officer wrote beside it is the authority's own. */
function groundOf({ ground }: CaseRead, language: Mine['language']): string {
  return texts(language, `readGround.${kindOf(ground)}`);
}

/** What was read without a reason of its own was read in the work with the case. */
function kindOf(ground: CaseRead['ground']): string {
  return ground && knownGrounds.includes(ground) ? ground : 'own';
}

export const readLogRoutes: readonly Route[] = [readLog];
