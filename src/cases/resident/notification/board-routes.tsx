import { listAuthorities } from '../../../organisation/index.ts';
import { Card, EmptyState, KeyValue, Layout, Lead, Link, PageHeading, Paragraphs, PrintLink, Section, addDays, anyone, formatDate, href, isUuid, none, notFound, page,
  residentFrame, route, swedishDay, type RequestContext, type Route } from '../../../platform/index.ts';
import { findNotice, noticesUp, type Notice } from '../../store/notification/notices.ts';
import { texts } from '../texts.ts';

const open = anyone('the notice board is for everyone');
const nobody = none('public words, read by anyone');

const board = route({
  method: 'GET', path: '/anslagstavla', access: open, audit: nobody,
  async handle(context) {
    const { tx, tenant, language } = context;
    const t = (key: string, params = {}) => texts(language, `board.${key}`, params);
    const notices = await noticesUp(tx);
    const authorities = new Map((await listAuthorities(tx)).map(({ id, name }) => [id, name]));
    const of = (kind: Notice['kind'], heading: string) => {
      const some = notices.filter((one) => one.kind === kind);
      return some.length > 0 && (
        <Section heading={heading}>
          {some.map((notice) => (
            <Card key={notice.id} heading={notice.title} href={href(`/anslagstavla/${notice.id}`)}>
              <p>{authorities.get(notice.authorityId)} · {t('up')} {formatDate(notice.upDay, language)} · {t('down')} {t('downHint', { date: formatDate(addDays(notice.downDay, -1), language) })}</p>
            </Card>
          ))}
        </Section>
      );
    };
    return page(
      <Layout {...residentFrame(context)} title={t('title')}>
        <PageHeading>{t('title')}</PageHeading>
        <Lead>{t('lead', { organisation: tenant.name })}</Lead>
        {notices.length === 0 && <EmptyState heading={t('none')} />}
        {of('decision', t('decisions'))}
        {of('minutes', t('minutes'))}
        {of('other', t('others'))}
      </Layout>);
  },
});

const one = route({
  method: 'GET', path: '/anslagstavla/:notice', access: open, audit: nobody,
  async handle(context) {
    const notice = isUuid(context.params.notice) ? await findNotice(context.tx, context.params.notice) : undefined;
    const today = swedishDay(context.now);
    // What has come down is for who asks the authority: the board shows only what hangs.
    return notice && notice.upDay <= today && notice.downDay > today ? noticePage(context, notice) : notFound();
  },
});

async function noticePage(context: RequestContext, notice: Notice) {
  const { tx, language } = context;
  const t = (key: string, params = {}) => texts(language, `board.${key}`, params);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === notice.authorityId);
  const registrar = authority?.facts.registrar;
  return page(
    <Layout {...residentFrame(context)} title={notice.title} back={href('/anslagstavla')}>
      <PageHeading above={t('title')}>{notice.title}</PageHeading>
      <Paragraphs text={notice.body} />
      <KeyValue items={[
        { key: t('authority'), value: authority?.name ?? '' },
        { key: t('up'), value: formatDate(notice.upDay, language) },
        { key: t('down'), value: t('downHint', { date: formatDate(addDays(notice.downDay, -1), language) }) },
        ...(notice.appealUntil ? [{ key: t('until'), value: formatDate(notice.appealUntil, language) }] : []),
      ]} />
      {notice.kind !== 'other' && <p>{t('read')} {registrar?.phone}</p>}
      {notice.appealUntil && (
        <Section heading={t('how')}>
          <p>{t('howText', { authority: authority?.name ?? '' })}</p>
          {registrar?.postal && <p>{registrar.postal.name}, {registrar.postal.street}, {registrar.postal.postcode} {registrar.postal.city}</p>}
        </Section>
      )}
      <p><Link href={href('/anslagstavla')}>{t('back')}</Link></p>
      <p><PrintLink href={href(`/anslagstavla/${notice.id}`)} /></p>
    </Layout>);
}

export const boardRoutes: readonly Route[] = [board, one];
