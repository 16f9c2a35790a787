import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, Buttons, Checkbox, ConfirmBox, EmptyState, ErrorSummary, Form, LinkButton, Section, TextArea, file as fileAnswer, forbidden, formatDate, href, page, redirect,
  route, type Answer, type FieldError, type RequestContext, type Staff } from '../../../platform/index.ts';
import { askConfirmation, waitingFor } from '../../actions/decision/confirm-decision.ts';
import { decide, readiness, renderDecision, type Decided, type Readiness } from '../../actions/decision/decide.ts';
import { drafter, wordDecision } from '../../actions/decision/decision-letter.ts';
import { findTargets, type KnownTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { unheardWhyIn } from '../../actions/decision/note-unheard.ts';
import { planDecision, type DecisionPlan } from '../../actions/decision/propose-decision.ts';
import { addParagraph } from '../../model/decision/fill-phrase.ts';
import { phrasesFor } from '../../store/decision/phrases.ts';
import { readDraft } from '../../model/decision/decision-draft.ts';
import { outcomeNames } from '../../model/decision/decision-rule.ts';
import type { Target } from '../../model/application/targets.ts';
import { confirmationsOf } from '../../store/decision/confirmations.ts';
import { saveInquiry } from '../../store/inquiry/inquiries.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { chosenPhrase } from './phrase-picker.tsx';
import { DecisionFields } from './decision-form.tsx';
import { decidedPage } from './decided-page.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { unfinishedPages } from '../inquiry/inquiry-routes.tsx';
import { matterName } from '../../model/decision/matter-name.ts';

type Context = RequestContext<Staff, { id: string }>;

/** `om`: which of the open decisions; the first when left out. */
const query = z.object({ om: z.string().max(60).optional() });

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut', access: readers, audit: read, query,
  handle: (context) => inCase(context, async (opened) => {
    // What is answered and not decided has no decision to show, nor one to write.
    if (opened.version.compiled.folder.definition.case === 'handling') return redirect(caseHref(opened.file.id, opened.file.closedAt ? '?redan=avslutat' : '?redan=besvaras'));
    if (isCovered(opened)) return page(<CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Beslut"><EmptyState heading="Beslutet är dolt" icon="lock" /></CasePage>);
    const known = await targetsIn(context, opened);
    const target = wanted(known, context.query.om);
    if (!target || !known) return decidedPage(context, opened, known);
    return form(context, opened, await planDecision(context.tx, opened, target.key, known), []);
  }),
});

/** What there is to decide; nothing of a case whose application has been destroyed by the plan. */
async function targetsIn({ tx }: Pick<Context, 'tx'>, opened: OpenedCase): Promise<KnownTargets | undefined> {
  return (await submissionsOf(tx, opened.file.id)).some(({ kind }) => kind === 'application') ? findTargets(tx, opened) : undefined;
}

/** The one asked for; without asking, the only one of a case in which nothing is decided. */
function wanted(known: KnownTargets | undefined, key: string | undefined): Target | undefined {
  if (key) return known?.targets.find((one) => one.key === key);
  return known?.decisions.length ? undefined : known?.targets[0];
}

/** The plan that a form or a page is about, by the key it carries; the first when it carries none. */
async function planOf(context: Context, opened: OpenedCase, key: unknown): Promise<DecisionPlan | undefined> {
  const known = await targetsIn(context, opened);
  const target = typeof key === 'string' && key ? known?.targets.find((one) => one.key === key) : known?.targets[0];
  return known && target && planDecision(context.tx, opened, target.key, known);
}

const about = (plan: DecisionPlan, rest = ''): string => `${rest}?om=${plan.target.key}`;

async function form(context: Context, opened: OpenedCase, plan: DecisionPlan, errors: readonly FieldError[], conflict = false): Promise<Answer> {
  const { file } = opened;
  const ready = await readiness(context.tx, context.who, opened, plan);
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title={titleOf(plan, opened)} hasErrors={errors.length > 0} side={<WhoMayDecide ready={ready} />}>
      {conflict && <Alert kind="warning" live heading="En kollega sparade samtidigt"><p>Det du skrev står kvar här nedanför. Läs igenom och spara igen.</p></Alert>}
      <ErrorSummary errors={errors} />
      {plan.basis.submission.language === 'en' && <Alert><p>Ansökan är skriven på engelska, och brevet blir på engelska. Skriv helst motiveringen på engelska också.</p></Alert>}
      <Begun plan={plan} />
      <Form action={href(caseHref(file.id, '/beslut'))} hidden={{ revision: String(plan.inquiry.revision), om: plan.target.key }}>
        <DecisionFields plan={plan} errors={errors} phrases={opened.own ? await phrasesFor(context.tx, file, 'decision') : []} />
        {opened.own && (
          <Buttons>
            <Button name="do" value="onward" icon="arrowRight" iconAfter>Spara och gå vidare</Button>
            <Button kind="secondary" name="do" value="preview" icon="document">Spara och se brevet</Button>
            <Button kind="quiet" name="do" value="save">Spara</Button>
          </Buttons>
        )}
      </Form>
      {!opened.own && <Alert><p>Bara handläggaren och ersättaren kan skriva beslutet.</p></Alert>}
    </CasePage>, { status: conflict ? 409 : errors.length ? 422 : 200, kept: !conflict });
}

function titleOf({ main, target }: DecisionPlan, { version }: OpenedCase): string {
  if (main.type === 'renewal') return 'Beslut om förlängning';
  return target.matter ? matterName(target.matter.kind, version) : 'Skriv beslut';
}

/** What the party asked for, or why the authority took it up. */
function Begun({ plan: { about: earlier } }: { plan: DecisionPlan }) {
  if (!earlier) return null;
  return <p class="hint">Gäller beslutet den {formatDate(earlier.decidedAt, 'sv')}. {earlier.content.text}</p>;
}

function small(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function WhoMayDecide({ ready: { delegation, unheard } }: { ready: Readiness }) {
  return (
    <Section heading="Får du besluta?">
      {delegation.ok ? <p>Ja, enligt punkt {delegation.point} i delegationsordningen.{delegation.reported && ' Beslutet anmäls till nämndens nästa möte.'}</p> : (
        <>
          <p><strong>Nej.</strong></p>
          <ul class="ds-list">{delegation.why.map((text) => <li key={text}>{text}</li>)}</ul>
        </>
      )}
      {unheard && <Alert kind="warning"><p>Beslutet går emot parten, som ska få läsa underlaget och svara först (25 § förvaltningslagen).</p></Alert>}
    </Section>
  );
}

const save = route({
  method: 'POST', path: '/handlaggning/arenden/:id/beslut', access: readers, audit: 'cases.decisionDrafted',
  handle: (context) => inCase(context, async (opened) => {
    const { file } = opened;
    if (isCovered(opened)) return redirect(caseHref(file.id, '/beslut'));
    const before = await planOf(context, opened, context.fields['om']);
    if (!before) return told(context, 'Det är redan beslutat', 'Någon annan hann före. Ingenting ändrades.', caseHref(file.id, '/beslut'), 409);
    const read = readDraft(context.fields, before.main, before.items.map(({ key }) => key));
    const toItem = /^phrase:(.+)$/.exec(String(context.fields['do']))?.[1];
    const phrase = toItem ? await chosenPhrase(context, opened, 'decision', `${toItem}.phrase`) : undefined;
    const draft = phrase ? { ...read, items: read.items.map((one) => (one.item === toItem ? { ...one, text: addParagraph(one.text, phrase) } : one)) } : read;
    const decisions = { ...before.inquiry.decisions, [before.target.key]: draft };
    const plan = { ...before, draft, inquiry: { ...before.inquiry, decisions } };
    if (String(before.inquiry.revision) !== context.fields['revision']) return form(context, opened, plan, [], true);
    await saveInquiry(context.tx, file, plan.inquiry, context.who.staffId);
    const asked = context.fields['do'];
    if (asked === 'preview') return redirect(caseHref(file.id, about(plan, '/beslut/brev')));
    if (asked !== 'onward') return backDone(file.id, about(plan, '/beslut'), 'utkast');
    const saved = { ...plan, inquiry: { ...plan.inquiry, revision: before.inquiry.revision + 1 } };
    const { lacking } = await readiness(context.tx, context.who, opened, saved);
    return lacking.length ? form(context, opened, saved, lacking) : redirect(caseHref(file.id, about(plan, '/beslut/fatta')));
  }, { change: true }),
});

const preview = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut/brev', access: readers, audit: read, query,
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const plan = await planOf(context, opened, context.query.om);
    if (!plan) return redirect(caseHref(opened.file.id, '/beslut'));
    const letter = await renderDecision(context.tx, opened, await wordDecision(context.tx, opened, plan, drafter(context.who)));
    if (!letter.ok) return told(context, 'Brevet kunde inte göras', letter.message, caseHref(opened.file.id, '/beslut'), 500);
    return fileAnswer(letter.bytes, 'application/pdf', { name: 'forhandsvisning.pdf', inline: true });
  }),
});

const confirm = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut/fatta', access: readers, audit: read, query,
  handle: (context) => inCase(context, (opened) => confirmation(context, opened, context.query.om, [])),
});

async function confirmation(context: Context, opened: OpenedCase, key: unknown, errors: readonly FieldError[]): Promise<Answer> {
  const { file } = opened;
  const plan = isCovered(opened) ? undefined : await planOf(context, opened, key);
  if (!plan) return redirect(caseHref(file.id, '/beslut'));
  const ready = await readiness(context.tx, context.who, opened, plan);
  if (ready.lacking.length) return form(context, opened, plan, ready.lacking);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const waiting = await waitingFor(context.tx, file.id, plan.target.key);
  const sentBack = (await confirmationsOf(context.tx, file.id)).findLast(({ target }) => target === plan.target.key);
  const worded = await wordDecision(context.tx, opened, plan, drafter(context.who));
  // A matter taken up later leans on the first inquiry and on its own: nothing can be said of what it lacks.
  const unfinished = plan.target.matter ? [] : await unfinishedPages(context, opened);
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Fatta beslut" hasErrors={errors.length > 0} side={<WhoMayDecide ready={ready} />}>
      <ErrorSummary errors={errors} />
      {sentBack?.answer === 'sentBack' && <Alert kind="warning" heading="Beslutet skickades tillbaka efter granskning"><p class="typed">{sentBack.note}</p></Alert>}
      {unfinished.length > 0 && <Alert kind="warning" heading="Utredningen är inte klar"><p>De här sidorna saknar svar: {unfinished.join(', ')}. Du kan besluta ändå, om skälen framgår av beslutet.</p></Alert>}
      <p class="lead">{worded.content.text}</p>
      <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, about(plan, '/beslut/brev')))}>Läs brevet</LinkButton></p>
      {waiting && <Alert><p>Beslutet väntar på granskning. <a class="ds-link" href={href(caseHref(file.id, `/granskning/${waiting.id}`))}>Se granskningen</a></p></Alert>}
      {ready.delegation.ok && opened.own ? !waiting && (
        <ConfirmBox heading={`Beslut: ${small(outcomeNames(plan.main)[worded.outcome])}`} confirm={ready.delegation.fourEyes ? 'Lämna till granskning' : 'Fatta beslutet'} action={href(caseHref(file.id, '/beslut/fatta'))}
          cancel={href(caseHref(file.id, about(plan, '/beslut')))} cancelText="Ändra först"
          hidden={{ om: plan.target.key, revision: String(file.revision), inquiry: String(plan.inquiry.revision) }}
          consequences={ready.delegation.fourEyes ? [`Punkt ${ready.delegation.point} kräver att två beslutar tillsammans. En kollega med samma delegation granskar det som står nu.`,
            'Beslutet är fattat först när kollegan står bakom det.'] : ['Beslutet går inte att ändra här efteråt.', 'Brevet skickas till parten, som får ett meddelande om att det finns.', 'Beslutet förs in i diariet.',
            ...(ready.delegation.reported ? ['Det tas upp i listan över delegationsbeslut till nästa möte.'] : [])]}>
          <Checkbox name="unbiased" value="1" label="Jag är inte jävig i ärendet (16 § förvaltningslagen)" error={error('unbiased')} />
          {ready.unheard && (
            <TextArea name="unnecessary" label="Varför behöver parten inte få läsa och svara först?" rows={3} value={String(context.fields['unnecessary'] ?? '')} error={error('unnecessary')}
              hint="Bara om det är uppenbart obehövligt (25 § förvaltningslagen). Det du skriver sparas som en anteckning i ärendet." />)}
        </ConfirmBox>
      ) : (
        <Alert>
          <p>{opened.own ? 'Du får inte besluta i det här ärendet. Skälen står bredvid. Lämna över ärendet till någon som får, eller lägg fram det för nämnden.' : 'Bara handläggaren och ersättaren kan besluta.'}</p>
          {opened.own && !context.who.roles.includes('manager') && <p><LinkButton href={href(caseHref(file.id, about(plan, '/beslut/till-chef')))}>Lämna över till chef</LinkButton></p>}
          {opened.own && <p><LinkButton kind="secondary" href={href(caseHref(file.id, about(plan, '/namnd')))}>Lägg fram för nämnden</LinkButton></p>}
        </Alert>
      )}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const make = route({
  method: 'POST', path: '/handlaggning/arenden/:id/beslut/fatta', access: readers, audit: 'cases.decisionAsked',
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return redirect(caseHref(opened.file.id, '/beslut'));
    const { fields } = context;
    const plan = await planOf(context, opened, fields['om']);
    const wish = {
      caseRevision: Number(fields['revision']), inquiryRevision: Number(fields['inquiry']), unbiased: fields['unbiased'] === '1', unheardWhy: unheardWhyIn(fields),
    };
    const tried: Decided = plan ? await decide(context.tx, context.who, opened, plan, wish) : { ok: false, why: 'alreadyDecided' };
    const done = !tried.ok && tried.why === 'fourEyes' && plan ? await askConfirmation(context.tx, context.who, opened, plan, wish) : tried;
    return done.ok ? backDone(opened.file.id, '/beslut', tried.ok ? 'beslut' : 'granskning') : refused(context, opened, done);
  }, { change: true }),
});

function refused(context: Context, opened: OpenedCase, done: Extract<Decided, { ok: false }>): Answer | Promise<Answer> {
  const back = caseHref(opened.file.id, '/beslut');
  const key = context.fields['om'];
  switch (done.why) {
    case 'alreadyDecided': return told(context, 'Det är redan beslutat', 'Någon annan hann före dig. Ditt beslut har inte fattats. Läs det som gäller.', back, 409);
    case 'changed': return told(context, 'Något ändrades i ärendet', 'Ärendet eller beslutet ändrades efter att du läste det. Inget beslut har fattats. Läs det nya och besluta igen.', back, 409);
    case 'biased': return confirmation(context, opened, key, [{ name: 'unbiased', message: 'Kryssa i att du inte är jävig, eller lämna över ärendet.' }]);
    case 'unheard': return confirmation(context, opened, key, [{ name: 'unnecessary', message: 'Kommunicera underlaget först, eller skriv varför det är uppenbart obehövligt.' }]);
    case 'notReady': case 'fourEyes': return redirect(back);
    case 'mayNot': return forbidden('delegation');
    case 'letter': return told(context, 'Brevet kunde inte göras', `Inget beslut har fattats. ${done.message}`, back, 500);
  }
}

export const decisionRoutes = [show, save, preview, confirm, make];
