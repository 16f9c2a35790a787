import { findOrganisation } from '../../../organisation/index.ts';
import { notFound, page, redirect, resident, route, swedishDay, textOf, type Answer, type FieldError, type Route } from '../../../platform/index.ts';
import { appeal } from '../../actions/appeal/appeal.ts';
import { lastDayToAppeal, openDecision } from '../../actions/decision/open-decision.ts';
import { AppealForm } from '../appeal/appeal-form.tsx';
import { AppealReceived } from '../appeal/appeal-received.tsx';
import { DecisionPage } from './decision.tsx';
import { addEntry } from '../../store/case/entries.ts';
import { partyFacts } from '../../store/parties/parties.ts';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { keepFiles, uploadLimits } from '../application/keep-files.ts';
import { openMyCase, type MyCase } from '../case/my-case.ts';
import { myFacts, toldDecision, type MyFacts, type ToldDecision } from '../case/my-facts.ts';
import { texts } from '../texts.ts';

const base = '/mina-sidor/arenden/:id/beslut/:decision';
type AtDecision = Mine & { params: { id: string; decision: string } };

async function withDecision(context: AtDecision, work: (mine: MyCase, told: ToldDecision, facts: MyFacts) => Promise<Answer>): Promise<Answer> {
  const mine = await openMyCase(context, context.params.id);
  const facts = await myFacts(context.tx, mine.file, mine.party);
  const told = toldDecision(facts, context.params.decision);
  return told ? work(mine, told, facts) : notFound();
}

const read = route({
  method: 'GET', path: base, access: resident(0), audit: 'cases.decisionReadByParty',
  handle: (context) => withDecision(context, async (mine, { decision, notification }, facts) => {
    const { tx, who } = context;
    await openDecision(tx, { file: mine.file, version: mine.version, by: who.personId }, notification);
    const until = !notification.appealable ? undefined
      : notification.appealUntil ?? lastDayToAppeal(mine.version, swedishDay(notification.servedAt ?? context.now));
    const holder = await partyFacts(tx, mine.party.id);
    return page(<DecisionPage context={context} mine={mine} decision={decision} facts={facts} help={await helpFor(context, mine)}
      court={await courtOf(context, mine)} holder={holder} {...(until && { appealUntil: until })} />);
  }),
});

/** Who tries an appeal, by the name the organisation has given for it. */
async function courtOf(context: Mine, mine: MyCase): Promise<string> {
  const organisation = await findOrganisation(context.tx);
  const { to } = mine.version.compiled.folder.definition.appeal;
  return organisation?.facts.roles.courts[to]?.name ?? texts(context.language, `court.${to}`);
}

interface Typed { wants: string; why: string }

const askAppeal = route({
  method: 'GET', path: `${base}/overklaga`, access: resident(0), audit: 'cases.decisionReadByParty',
  handle: (context) => withDecision(context, (mine, told) => appealPage(context, mine, told, { wants: '', why: '' }, [])),
});

async function appealPage(context: Mine, mine: MyCase, told: ToldDecision, typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={texts(context.language, 'appeal.title')} hasErrors={errors.length > 0}>
      <AppealForm context={context} mine={mine} told={told} typed={typed} errors={errors} court={await courtOf(context, mine)} today={swedishDay(context.now)} />
    </CasePage>, { status: errors.length ? 422 : 200 },
  );
}

const sendAppeal = route({
  method: 'POST', path: `${base}/overklaga`, access: resident(0), audit: 'cases.appealSentByParty', uploads: uploadLimits,
  handle: (context) => withDecision(context, async (mine, told) => {
    const { tx, fields, uploads, language, who } = context;
    const typed = { wants: textOf(fields, 'andring', 50_000), why: textOf(fields, 'varfor', 50_000) };
    if (!typed.wants && !typed.why && !uploads.length) return appealPage(context, mine, told, typed, [{ name: 'andring', message: texts(language, 'appeal.empty') }]);
    const kept = await keepFiles(tx, mine, uploads, mine.party.id);
    if (!kept.ok) return appealPage(context, mine, told, typed, [{ name: 'fil', message: texts(language, `file.${kept.reason}`, { name: kept.name }) }]);
    const id = await appeal(tx, { file: mine.file, party: mine.party, by: who.personId, decisionId: told.decision.id }, { ...typed, files: kept.files });
    return redirect(caseHref(mine.file.id, `/overklagande/${id}`));
  }),
});

const received = route({
  method: 'GET', path: '/mina-sidor/arenden/:id/overklagande/:appeal', access: resident(0), audit: 'cases.appealReadByParty',
  async handle(context) {
    const mine = await openMyCase(context, context.params.id);
    const facts = await myFacts(context.tx, mine.file, mine.party);
    const found = facts.appeals.find(({ id }) => id === context.params.appeal);
    if (!found) return notFound();
    const until = facts.decisions.find(({ decision }) => decision.id === found.decisionId)?.notification.appealUntil ?? null;
    return page(
      <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={texts(context.language, 'appealReceived.title')}>
        <AppealReceived context={context} mine={mine} appeal={found} outcomes={facts.outcomes.filter(({ appealId }) => appealId === found.id)} late={until !== null && found.receivedDay > until} court={await courtOf(context, mine)} />
      </CasePage>,
    );
  },
});

const askPerson = route({
  method: 'POST', path: `${base}/granskning`, access: resident(0), audit: 'cases.personAskedFor',
  handle: (context) => withDecision(context, async (mine, { decision }, facts) => {
    const { tx, who } = context;
    const back = redirect(caseHref(mine.file.id, `/beslut/${decision.id}`));
    if (decision.decider !== 'automation' || facts.entries.some(({ kind, refId }) => kind === 'personAsked' && refId === decision.id)) return back;
    await addEntry(tx, mine.file, { kind: 'personAsked', part: mine.party.id, authorKind: 'resident', authorId: who.personId, refId: decision.id });
    tx.emit('cases.personAsked', { case: mine.file.id, decision: decision.id });
    return back;
  }),
});

export const decisionRoutes: readonly Route[] = [read, askAppeal, sendAppeal, received, askPerson];
