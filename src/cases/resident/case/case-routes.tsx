import { ConfirmBox, TextArea, file, isUuid, notFound, page, readDocument, redirect, resident, route, type Answer,
  type Route } from '../../../platform/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { contextFor, urgentCall, type UrgentCall } from '../../../services/index.ts';
import { mayAsk } from '../../actions/clocks/ask-decision.ts';
import { startOwnPart } from '../../actions/application/start-own-part.ts';
import { withdraw } from '../../actions/application/withdraw.ts';
import { partyParts } from '../../slots.ts';
import { findCase } from '../../store/case/case-file.ts';
import { replacementsOf } from '../../store/case/replacements.ts';
import { CaseOverview } from './case-overview.tsx';
import { Receipt } from '../application/receipt.tsx';
import { SentIn } from '../application/sent-in.tsx';
import { CopyNotMade, signedCopy } from '../application/copy.ts';
import { forOthers } from '../application/for-others.ts';
import { myDocuments, mySubmissions, uploadsIn } from './documents.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { openMyCase, type MyCase } from './my-case.ts';
import { myFacts } from './my-facts.ts';
import { askTitle } from '../permit/permit-routes.tsx';
import { texts } from '../texts.ts';
import { whoDid } from '../who.ts';

const base = '/mina-sidor/arenden/:id';

const showCase = route({
  method: 'GET', path: base, access: resident(0), audit: 'cases.readByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const facts = await myFacts(context.tx, mine.file, mine.party);
    const names = await whoDid(context, mine.personId, facts.entries.flatMap(({ authorKind, authorId }) => authorKind === 'resident' && authorId ? [authorId] : []));
    const documents = await myDocuments(context.tx, mine, facts);
    return page(<CaseOverview context={context} mine={mine} facts={facts} names={names} documents={documents} replaced={await replacementsOf(context.tx, mine.file.id)} help={await helpFor(context, mine)}
      withdrawable={mayWithdraw(mine, facts.withdrawn)} parts={await partsFor(context, mine)}
      wishes={await wishesOf(context, mine)} />);
  },
});

/** What the applicant may ask for next in their case. */
async function wishesOf(context: Mine, mine: MyCase): Promise<{ path: string; text: string }[]> {
  if (mine.party.role !== 'applicant') return [];
  const kinds = [...new Set((await mayAsk(context.tx, mine.file, mine.version)).map(({ kind }) => kind))];
  return kinds.map((kind) => ({ path: `/begar/${kind}`, text: askTitle(context, mine, kind) }));
}

/** What rooms above show the party of their case: what is paid, what is owed. */
async function partsFor({ tx, language }: Mine, { file, party }: MyCase) {
  const parts = [];
  for (const tell of tx.slots.all(partyParts)) parts.push(await tell(tx, { caseId: file.id, partyId: party.id, language }));
  return parts.filter((part) => part !== undefined);
}

const receipt = route({
  method: 'GET', path: `${base}/kvitto`, access: resident(0), audit: 'cases.receiptRead',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const submissions = await mySubmissions(context.tx, mine);
    const newest = submissions.findLast(({ kind }) => kind !== 'shared');
    if (!newest) return redirect(caseHref(mine.file.id));
    const { promisedSteps } = await myFacts(context.tx, mine.file, mine.party);
    return page(<Receipt context={context} mine={mine} submission={newest} help={await helpFor(context, mine)} promisedSteps={promisedSteps} urgent={await callNow(context, mine, newest.content.answers)} />);
  },
});

/** Whom to call, when what was sent in cannot wait: the form is sent, and nobody has read it yet. */
async function callNow({ tx, language }: Mine, { file, version, personId }: MyCase, answers: Answers): Promise<UrgentCall | undefined> {
  if (!file.urgent || file.decidedAt || file.closedAt) return undefined;
  return urgentCall(tx, version, answers, await contextFor(tx, version, language, { personId, answers }), language);
}

const sent = route({
  method: 'GET', path: `${base}/skickat`, access: resident(0), audit: 'cases.readByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    return page(<SentIn context={context} mine={mine} submissions={await mySubmissions(context.tx, mine)} help={await helpFor(context, mine)} />);
  },
});

const copy = route({
  method: 'GET', path: `${base}/skickat/:submission/kopia`, access: resident(0), audit: 'cases.copyRead',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const submission = (await mySubmissions(context.tx, mine)).find(({ id, kind }) => id === context.params.submission && kind !== 'shared');
    if (!submission) return notFound();
    try {
      const made = await signedCopy(context.house, context.tenant.id, mine.file.id, submission.id);
      return made ? file(made.bytes, 'application/pdf', { name: made.name }) : notFound();
    } catch (error) {
      if (!(error instanceof CopyNotMade)) throw error;
      context.house.log.error({ code: error.code, reason: error.message, case: mine.file.id }, 'a signed copy could not be made');
      return { kind: 'error', status: 503 };
    }
  },
});

const document = route({
  method: 'GET', path: `${base}/fil/:document`, access: resident(0), audit: 'cases.documentReadByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const facts = await myFacts(context.tx, mine.file, mine.party);
    const known = isUuid(context.params.document) && (await myDocuments(context.tx, mine, facts)).find(({ id }) => id === context.params.document);
    const opened = known && await readDocument(context.tx, known.id);
    // Always saved, never shown within the site: what somebody uploaded must not run here.
    if (!opened) return notFound();
    const uploadedByOther = opened.ownerId !== mine.personId && uploadsIn(await mySubmissions(context.tx, mine), facts).has(opened.id);
    return file(uploadedByOther ? await forOthers(opened) : opened.bytes, opened.mediaType, { name: opened.name });
  },
});

const beginOwnPart = route({
  method: 'POST', path: `${base}/min-del`, access: resident(0), audit: 'cases.ownPartBegun',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const { party, file: { id }, personId } = mine;
    if (!party.invitedAt || party.signedAt || mine.file.state === 'closed') return redirect(caseHref(id));
    const draft = await startOwnPart(context.tx, { file: mine.file, personId, by: context.who.personId, language: context.language });
    return redirect(`/ansokan/${draft}`);
  },
});

const askWithdraw = route({
  method: 'GET', path: `${base}/ta-tillbaka`, access: resident(0), audit: 'cases.readByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const facts = await myFacts(context.tx, mine.file, mine.party);
    if (!mayWithdraw(mine, facts.withdrawn)) return redirect(caseHref(mine.file.id));
    return withdrawPage(context, mine);
  },
});

async function withdrawPage(context: Mine, mine: MyCase): Promise<Answer> {
  const { language } = context;
  const words = mine.service.case === 'handling' ? 'withdrawHandling' : 'withdraw';
  const t = (key: string, params = {}) => texts(language, `${words}.${key}`, params);
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')}>
      <ConfirmBox level={1} danger heading={t('title')} action={caseHref(mine.file.id, '/ta-tillbaka')} confirm={t('confirm')} cancel={caseHref(mine.file.id)}
        cancelText={t('cancel')} consequences={[t('stops', { number: mine.file.number }), t('again'), t('kept')]}>
        <TextArea name="varfor" label={t('why')} hint={t('whyHint')} optional rows={3} count={2000} />
      </ConfirmBox>
    </CasePage>,
  );
}

const doWithdraw = route({
  method: 'POST', path: `${base}/ta-tillbaka`, access: resident(0), audit: 'cases.withdrawalSent',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const locked = await findCase(context.tx, mine.file.id, { lock: true });
    const facts = await myFacts(context.tx, mine.file, mine.party);
    if (locked && mayWithdraw({ ...mine, file: locked }, facts.withdrawn)) {
      const why = context.fields['varfor'];
      await withdraw(context.tx, locked, mine.personId, context.who.personId, typeof why === 'string' ? why.trim().slice(0, 2000) : '');
    }
    return redirect(caseHref(mine.file.id));
  },
});

/** An application can be taken back by the one who made it, until it has been decided. */
function mayWithdraw({ file: { decidedAt, closedAt }, party }: MyCase, withdrawn: boolean): boolean {
  return !withdrawn && !decidedAt && !closedAt && party.role === 'applicant';
}

export const caseRoutes: readonly Route[] = [showCase, receipt, sent, copy, document, beginOwnPart, askWithdraw, doWithdraw];
