import { z } from 'zod';
import { findOrganisation, listUnits } from '../../../organisation/index.ts';
import { Alert, Button, ErrorSummary, Form, KeyValue, Layout, Lead, LinkButton, PageHeading, Paragraphs, Section, TextField, anyone, formatDate, href, isUuid, none, notFound, page,
  redirect, residentFrame, route, type Answer, type RequestContext, type Route, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, versionById } from '../../../services/index.ts';
import { confirmReceipt } from '../../actions/application/confirm-receipt.ts';
import { leaveCode, redeemCode, withCode } from '../../actions/parties/redeem-code.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { linkInForce, type AccessCode } from '../../store/parties/codes.ts';
import { entriesOf } from '../../store/case/entries.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { requestsOf } from '../../store/inquiry/requests.ts';
import { uploadLimits } from '../application/keep-files.ts';
import { openOther, type OtherDoor } from './other-door.ts';
import { otherAppeal, otherDecision, otherFile, otherPage, receiveOther } from './other-pages.tsx';
import { texts } from '../texts.ts';

const open = anyone('a code from a letter is the key; row level security shows what it opens');
const written = none('withCode writes it with the case, in the transaction that the code opens');
type Problem = 'notACode' | 'unknown' | 'tooOften';

const ask = route({
  method: 'GET', path: '/svar', access: anyone('an empty form'), audit: none('an empty form'),
  query: z.object({ stangt: z.literal('1').optional().catch(undefined) }),
  handle: (context) => codePage(context, context.query.stangt === '1' ? 'left' : undefined),
});

function codePage(context: RequestContext, problem?: Problem | 'left', typed = ''): Answer {
  const { language } = context;
  const t = (key: string) => texts(language, `code.${key}`);
  const error = problem && problem !== 'left' ? t(problem) : undefined;
  return page(
    <Layout {...residentFrame(context)} title={t('title')} hasErrors={error !== undefined} width="text">
      <ErrorSummary errors={error ? [{ name: 'kod', message: error }] : []} />
      {problem === 'left' && <Alert kind="success" live><p>{t('left')}</p></Alert>}
      <PageHeading>{t('title')}</PageHeading>
      <Lead>{t('lead')}</Lead>
      <Form action={href('/svar')}>
        <TextField name="kod" label={t('label')} hint={t('hint')} value={typed} error={error} size={30} spellcheck={false} />
        <Button icon="arrowRight" iconAfter>{t('open')}</Button>
      </Form>
      <p>{t('help')}</p>
    </Layout>, { status: problem === 'tooOften' ? 429 : error ? 422 : 200 });
}

const redeem = route({
  method: 'POST', path: '/svar', access: open, audit: none('redeeming is audited with its case; a wrong code belongs to nothing'),
  async handle(context) {
    const { house, tenant, address, fields } = context;
    const typed = typeof fields['kod'] === 'string' ? fields['kod'].slice(0, 100) : '';
    const done = await redeemCode(house, tenant.id, address, { code: typed });
    return done.ok ? redirect('/svar/oppet', [done.cookie]) : codePage(context, done.why, typed);
  },
});

const askLink = route({
  method: 'GET', path: '/svar/:link', access: open, audit: none('nothing is opened: programs that look at links before people do must not'),
  async handle(context) {
    const { language, params: { link }, tenant, house } = context;
    const t = (key: string) => texts(language, `code.${key}`);
    const holds = await house.db.system(tenant.id, 'access code', (tx) => linkInForce(tx, link));
    return page(
      <Layout {...residentFrame(context)} title={t('linkTitle')} width="text">
        <PageHeading>{t('linkTitle')}</PageHeading>
        {holds ? <Lead>{t('linkLead')}</Lead> : <Alert kind="warning"><p>{t('linkGone')}</p></Alert>}
        {holds && <Form action={href(`/svar/${link}`)}><Button icon="arrowRight" iconAfter>{t('open')}</Button></Form>}
      </Layout>, { status: holds ? 200 : 410 });
  },
});

const redeemLink = route({
  method: 'POST', path: '/svar/:link', access: open, audit: none('redeeming is audited with its case'),
  async handle(context) {
    const { house, tenant, address, params } = context;
    const done = await redeemCode(house, tenant.id, address, { link: params.link });
    return done.ok ? redirect('/svar/oppet', [done.cookie]) : codePage(context, done.why);
  },
});

const base = '/svar/oppet';

/** The work of a request by code on another party's part. */
function asOther(context: RequestContext, event: string, work: (door: OtherDoor) => Promise<Answer>): Promise<Answer> {
  return withCode(context, async (tx, code) => {
    const door = code.otherPartyId ? await openOther(tx, code.otherPartyId, { how: 'code', base, language: context.language }) : undefined;
    if (!door) return notFound();
    tx.audit({ event, dossierId: door.file.id, authorityId: door.file.authorityId, unitId: door.file.unitId, detail: { by: 'code' } });
    return work(door);
  });
}

const opened = route({
  method: 'GET', path: base, access: open, audit: written,
  handle: (context) => withCode(context, async (tx, code) => {
    const door = code.otherPartyId ? await openOther(tx, code.otherPartyId, { how: 'code', base, language: context.language }) : undefined;
    const file = await findCase(tx, code.caseId);
    if (!file || (code.otherPartyId && !door)) return codePage(context, 'unknown');
    tx.audit({ event: door ? 'cases.otherReadByParty' : 'cases.statusReadByCode', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { by: 'code' } });
    return door ? otherPage(context, door) : statusPage(context, tx, file, code);
  }),
});

/** How a case stands, to who has a code: nothing of what it says. Who wants to read it signs in. */
async function statusPage(context: RequestContext, tx: Tx, file: CaseFile, code: AccessCode): Promise<Answer> {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `code.${key}`, params);
  const { definition } = inLanguage(await versionById(tx, file.versionId), language);
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const hours = (await findOrganisation(tx))?.facts.openingHours[unit?.facts.hours ?? ''] as Record<string, unknown> | undefined;
  const help = unit && { phone: unit.phone, hours: String(hours?.[language] ?? hours?.['sv'] ?? ''), who: unit.facts.shortName ?? unit.name };
  // Of the highest classes the name of the service would tell something of the person to whoever holds the paper.
  const above = file.confidentiality > 1 ? t('number', { number: file.number }) : `${definition.name}, ${file.number}`;
  const requests = code.partyId ? (await requestsOf(tx, file.id)).filter(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt) : [];
  // Nobody else has the code of a case that is nobody's: what is answered is answered to them.
  const answer = code.partyId || file.confidentiality > 1 ? undefined : (await entriesOf(tx, file.id)).findLast(({ kind }) => kind === 'answered')?.content.text;
  const notifications = code.partyId ? await notificationsOf(tx, file.id) : [];
  return page(
    <Layout {...residentFrame(context, help && { help })} title={t('status')} width="text">
      <PageHeading above={above}>{t('status')}</PageHeading>
      <Lead>{t(`state.${stateOf(file)}`, { date: formatDate(file.arrivedDay, language) })}</Lead>
      {answer && <Section heading={texts(language, 'case.answer')}><Paragraphs text={answer} /></Section>}
      {requests.map((request) => <Alert key={request.id} kind="warning"><p>{t(`asked.${request.kind}`, { date: formatDate(request.dueDay, language) })}</p></Alert>)}
      {notifications.map((one) => (
        <Section key={one.id} heading={t('receiptHeading')}>
          {one.servedAt ? (
            <KeyValue items={[{ key: t('receiptDone', { date: formatDate(one.servedAt, language) }), value: one.appealUntil ? t('receiptAppeal', { date: formatDate(one.appealUntil, language) }) : '' }]} />
          ) : (
            <>
              <p>{t('receiptText', { date: formatDate(one.sentAt, language) })}</p>
              <Form action={href(`${base}/mottaget/${one.id}`)}><Button>{t('receiptDo')}</Button></Form>
            </>
          )}
        </Section>
      ))}
      {code.partyId && <><p>{t('signIn')}</p><p><LinkButton kind="secondary" href={href(`/mina-sidor/arenden/${file.id}`)}>{t('signInDo')}</LinkButton></p></>}
      <Form action={href('/svar/stang')} label={t('leave')}><Button kind="secondary">{t('leave')}</Button></Form>
    </Layout>);
}

function stateOf(file: CaseFile): 'received' | 'inquiry' | 'waiting' | 'decided' | 'closed' {
  if (file.state === 'closed' || file.state === 'decided') return file.state;
  return file.waitingFor ? 'waiting' : file.assigneeId ? 'inquiry' : 'received';
}

const answer = route({
  method: 'POST', path: `${base}/svar`, access: open, audit: written, uploads: uploadLimits,
  handle: (context) => asOther(context, 'cases.otherAnswerSent', (door) => receiveOther(context, door)),
});
const download = route({
  method: 'GET', path: `${base}/fil/:document`, access: open, audit: written,
  handle: (context) => asOther(context, 'cases.documentReadByParty', (door) => otherFile(door, context.params.document)),
});
const decision = route({
  method: 'GET', path: `${base}/beslut/:decision`, access: open, audit: written,
  handle: (context) => asOther(context, 'cases.decisionReadByParty', (door) => otherDecision(context, door, context.params.decision)),
});
const appeal = route({
  method: 'POST', path: `${base}/beslut/:decision`, access: open, audit: written, uploads: uploadLimits,
  handle: (context) => asOther(context, 'cases.appealSentByParty', (door) => otherAppeal(context, door, context.params.decision)),
});

const received = route({
  method: 'POST', path: `${base}/mottaget/:notification`, access: open, audit: written,
  handle: (context) => withCode(context, async (tx, code) => {
    const { notification } = context.params;
    const done = isUuid(notification) && await confirmReceipt(tx, code.caseId, notification as Uuid);
    return done ? redirect(base) : notFound();
  }),
});

const leave = route({
  method: 'POST', path: '/svar/stang', access: open, audit: none('closing what was opened'),
  async handle({ house, tenant, cookies }) {
    return redirect('/svar?stangt=1', [await leaveCode(house, tenant.id, cookies)]);
  },
});

export const byCodeRoutes: readonly Route[] = [ask, redeem, opened, answer, download, decision, appeal, received, leave, askLink, redeemLink];
