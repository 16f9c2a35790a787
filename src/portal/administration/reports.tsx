import { listFeedback, settleFeedback, type LeftFeedback } from '../../knowledge/index.ts';
import { Button, Card, EmptyState, Form, Paragraphs, Section, formatDateTime, href, isUuid, notFound, redirect, route, type Route } from '../../platform/index.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';

const path = `${base}/synpunkter`;

const list = route({
  // What people write may be about themselves: reading it leaves a trace.
  method: 'GET', path, access: administrators, audit: 'knowledge.feedbackRead',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const all = await listFeedback(context.tx);
    const [waiting, settled] = [all.filter(({ settledAt }) => !settledAt), all.filter(({ settledAt }) => settledAt)];
    return adminPage(context, {
      title: t('reports.title'),
      children: (
        <>
          <p class="lead">{t('reports.lead')}</p>
          {waiting.length === 0 && <EmptyState heading={t('reports.none')} />}
          {waiting.map((one) => <Report key={one.id} report={one} />)}
          {settled.length > 0 && <Section heading={t('reports.settled')}>{settled.map((one) => <Report key={one.id} report={one} />)}</Section>}
        </>
      ),
    });
  },
});

function Report({ report: { id, where, what, replyTo, leftAt, settledAt } }: { report: LeftFeedback }) {
  return (
    <Card heading={where || t('reports.noWhere')} level={3}>
      <p class="hint">{t('reports.left', { time: formatDateTime(leftAt, 'sv') })}</p>
      <Paragraphs text={what} />
      <p>{replyTo ? t('reports.replyTo', { to: replyTo }) : t('reports.noReply')}</p>
      {settledAt
        ? <p class="hint">{t('reports.settledAt', { time: formatDateTime(settledAt, 'sv') })}</p>
        : <Form action={href(`${path}/${id}/klar`)}><Button kind="secondary">{t('reports.settle')}</Button></Form>}
    </Card>
  );
}

const settle = route({
  method: 'POST', path: `${path}/:id/klar`, access: administrators, audit: 'knowledge.feedbackSettled',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const { id } = context.params;
    return isUuid(id) && await settleFeedback(context.tx, id, context.who) ? redirect(path) : notFound();
  },
});

export const reportRoutes: readonly Route[] = [list, settle];
