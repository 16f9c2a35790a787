import { isUuid, notFound, page, redirect, resident, route, swedishDay, textOf, type Answer, type FieldError, type Route } from '../../../platform/index.ts';
import { mayGiveBack } from '../../actions/permit/give-back.ts';
import { askDecision, mayAsk } from '../../actions/clocks/ask-decision.ts';
import type { Startable } from '../../model/application/targets.ts';
import { AskForm } from '../clocks/ask-decision.tsx';
import { giveBackRoutes } from './give-back-routes.tsx';
import { PermitPage, type PermitStep } from './permit.tsx';
import { findPermit, type Permit } from '../../store/permit/permits.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { keepFiles, uploadLimits } from '../application/keep-files.ts';
import { openMyCase, type MyCase } from '../case/my-case.ts';
import { myFacts } from '../case/my-facts.ts';
import { keepReplaces, myReplaceable, replacesIn } from '../inquiry/replaces.tsx';
import { texts } from '../texts.ts';

/** Permits that followed on each other; nobody has renewed this many times. */
const longestChain = 30;

const show = route({
  method: 'GET', path: '/mina-sidor/tillstand/:permit', access: resident(0), audit: 'cases.permitReadByParty',
  async handle(context) {
    const permit = isUuid(context.params.permit) ? await findPermit(context.tx, context.params.permit) : undefined;
    if (!permit) return notFound();
    const mine = await openMyCase(context, permit.caseId);
    const facts = await myFacts(context.tx, mine.file, mine.party);
    // What a decision says is shown once it has been opened: that is when the time to appeal begins.
    const unread = facts.decisions.find(({ decision, notification }) => decision.id === permit.decisionId && !notification.openedAt && !notification.servedAt);
    if (unread) return redirect(caseHref(mine.file.id, `/beslut/${permit.decisionId}`));
    const wishes = mine.party.role === 'applicant' ? (await mayAsk(context.tx, mine.file, mine.version)).filter(({ permitId }) => permitId === permit.id) : [];
    return page(<PermitPage context={context} mine={mine} permit={permit} steps={await historyOf(context, permit)} mayChange={wishes.length > 0} mayGiveBack={mine.party.id === permit.partyId && mayGiveBack(permit, swedishDay(context.now))}
      today={swedishDay(context.now)} help={await helpFor(context, mine)} />);
  },
});

/** The permit and those that it follows on, newest first, each with the decision that gave it. */
async function historyOf({ tx }: Mine, permit: Permit): Promise<PermitStep[]> {
  const steps: PermitStep[] = [];
  let next: Permit | undefined = permit;
  while (next && steps.length < longestChain) {
    steps.push({ caseId: next.caseId, decisionId: next.decisionId, from: next.validFrom, until: next.validUntil, why: next.endedWhy });
    next = next.followsId ? await findPermit(tx, next.followsId) : undefined;
  }
  return steps;
}

const path = '/mina-sidor/arenden/:id/begar/:kind';
type AtCase = Mine & { params: { id: string; kind: string } };

async function withWish(context: AtCase, work: (mine: MyCase, wish: Startable) => Promise<Answer>): Promise<Answer> {
  const mine = await openMyCase(context, context.params.id);
  const wish = mine.party.role === 'applicant' ? (await mayAsk(context.tx, mine.file, mine.version)).find(({ kind }) => kind === context.params.kind) : undefined;
  return wish ? work(mine, wish) : redirect(caseHref(mine.file.id));
}

const ask = route({
  method: 'GET', path, access: resident(0), audit: 'cases.readByParty',
  handle: (context) => withWish(context, (mine, wish) => form(context, mine, wish, '', [])),
});

async function form(context: Mine, mine: MyCase, wish: Startable, text: string, errors: readonly FieldError[]): Promise<Answer> {
  const title = askTitle(context, mine, wish.kind);
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={title} hasErrors={errors.length > 0}>
      <AskForm context={context} mine={mine} title={title} kind={wish.kind} text={text} errors={errors}
        replaceable={await myReplaceable(context.tx, mine)} replaces={textOf(context.fields, 'ersatter', 40)} />
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const send = route({
  method: 'POST', path, access: resident(0), audit: 'cases.matterSentByParty', uploads: uploadLimits,
  handle: (context) => withWish(context, async (mine, wish) => {
    const { tx, fields, uploads, language, who } = context;
    const text = textOf(fields, 'text', 8_000);
    if (!text && !uploads.length) return form(context, mine, wish, text, [{ name: 'text', message: texts(language, 'ask.empty') }]);
    const said = replacesIn(context, await myReplaceable(tx, mine), [{ files: 'fil', choice: 'ersatter' }]);
    if (said.errors.length) return form(context, mine, wish, text, said.errors);
    const kept = await keepFiles(tx, mine, uploads, mine.party.id);
    if (!kept.ok) return form(context, mine, wish, text, [{ name: 'fil', message: texts(language, `file.${kept.reason}`, { name: kept.name }) }]);
    await askDecision(tx, { file: mine.file, version: mine.version, by: who.personId, personId: mine.personId }, {
      kind: wish.kind, ...(wish.permitId && { permitId: wish.permitId }), content: { text, ...(kept.files.length && { files: kept.files }) },
    });
    await keepReplaces(context, mine, said.replaces, new Map([['fil', kept.files]]));
    return redirect(caseHref(mine.file.id));
  }),
});

/** "Be om startbesked", or to have the permit changed. */
export function askTitle({ language }: Pick<Mine, 'language'>, mine: Pick<MyCase, 'service'>, kind: string): string {
  if (kind === 'change') return texts(language, 'ask.change');
  const main = mine.service.decisions.find((one) => 'items' in one && (one.id ?? one.type) === kind);
  const name = main && 'items' in main ? main.items[0]?.sv ?? '' : '';
  return texts(language, 'ask.begin', { name: name.charAt(0).toLowerCase() + name.slice(1) });
}

export const permitRoutes: readonly Route[] = [show, ask, send, ...giveBackRoutes];
