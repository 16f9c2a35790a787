import { Alert, Button, ErrorSummary, Form, LinkButton, PageHeading, TextArea, formatDate, page, redirect, resident, route, swedishDay, type Answer, type Route } from '../../../platform/index.ts';
import { askSettlement, mayAskFrom } from '../../actions/clocks/ask-settlement.ts';
import { delayRequestsOf } from '../../store/clocks/delay-requests.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { openMyCase, type MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';

const path = '/mina-sidor/arenden/:id/begar-beslut';

const show = route({
  method: 'GET', path, access: resident(0), audit: 'cases.readByParty',
  handle: async (context) => shown(context, await openMyCase(context, context.params.id)),
});

/** The right to have a case settled (12 § förvaltningslagen): what it means, whether the time has come, and the form. */
async function shown(context: Mine, mine: MyCase): Promise<Answer> {
  const { language, tx } = context;
  const t = (key: string, params = {}) => texts(language, `delay.${key}`, params);
  const { file } = mine;
  const open = (await delayRequestsOf(tx, file.id)).find(({ endedAt }) => !endedAt);
  const from = mayAskFrom(file);
  const early = swedishDay(context.now) < from;
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')}>
      <ErrorSummary errors={[]} />
      <PageHeading above={`${mine.service.name}, ${file.number}`}>{t('title')}</PageHeading>
      {open ? (
        <>
          <Alert kind="success"><p>{t('received', { date: formatDate(open.receivedDay, language) })}</p></Alert>
          <p>{t(open.ripe ? 'within' : 'tooEarlyReceived', { date: formatDate(open.dueDay, language) })}</p>
        </>
      ) : file.decidedAt || file.closedAt ? <p>{t('over')}</p> : (
        <>
          <p class="lead">{t('text')}</p>
          <p>{t('what')}</p>
          {early && <Alert><p>{t('early', { date: formatDate(from, language) })}</p></Alert>}
          <Form action={caseHref(file.id, '/begar-beslut')}>
            <TextArea name="text" label={t('why')} optional rows={4} count={2000} />
            <Button>{t('send')}</Button>
          </Form>
        </>
      )}
      <p><LinkButton kind="secondary" href={caseHref(file.id)}>{t('back')}</LinkButton></p>
    </CasePage>);
}

const send = route({
  method: 'POST', path, access: resident(0), audit: 'cases.settlementSentByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const { text } = context.fields;
    const asked = await askSettlement(context.tx, { file: mine.file, partyId: mine.party.id, by: context.who.personId }, typeof text === 'string' ? text.trim().slice(0, 2_000) : '');
    if (asked.ok || asked.why === 'over') return redirect(caseHref(mine.file.id, '/begar-beslut'));
    const t = (key: string) => texts(context.language, `delay.${key}`);
    return page(
      <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')}>
        <PageHeading>{t('title')}</PageHeading>
        <p>{t('twice')}</p>
        <p><LinkButton kind="secondary" href={caseHref(mine.file.id)}>{t('back')}</LinkButton></p>
      </CasePage>, { status: 409 });
  },
});

export const delayRoutes: readonly Route[] = [show, send];
