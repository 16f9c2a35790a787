import { Alert, Button, Buttons, Checkbox, ConfirmBox, EmptyState, ErrorSummary, Form, LinkButton, Section, file as fileAnswer, forbidden, href, page, redirect,
  route, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { decide, readiness, renderDecision, type Decided, type Readiness } from '../actions/decide.ts';
import { drafter, wordDecision } from '../actions/decision-letter.ts';
import type { OpenedCase } from '../actions/open-case.ts';
import { planDecision, type DecisionPlan } from '../actions/propose-decision.ts';
import { overall, readDraft } from '../model/decision-draft.ts';
import { saveInquiry } from '../store/inquiries.ts';
import { CasePage, caseFacts, isCovered } from './case-frame.tsx';
import { DecisionFields } from './decision-form.tsx';
import { decidedPage } from './decided-page.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';
import { told } from './told.tsx';
import { outcomeWords } from './words.ts';

type Context = RequestContext<Staff, { id: string }>;

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return page(<CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Beslut"><EmptyState heading="Beslutet är dolt" icon="lock" /></CasePage>);
    if (opened.file.decidedAt || opened.file.closedAt) return decidedPage(context, opened);
    return form(context, opened, await planDecision(context.tx, opened), []);
  }),
});

async function form(context: Context, opened: OpenedCase, plan: DecisionPlan, errors: readonly FieldError[], conflict = false): Promise<Answer> {
  const { file } = opened;
  const ready = await readiness(context.tx, context.who, opened, plan);
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Skriv beslut" hasErrors={errors.length > 0} side={<WhoMayDecide ready={ready} />}>
      {conflict && <Alert kind="warning" live heading="En kollega sparade samtidigt"><p>Det du skrev står kvar här nedanför. Läs igenom och spara igen.</p></Alert>}
      <ErrorSummary errors={errors} />
      {plan.basis.submission.language === 'en' && <Alert><p>Ansökan är skriven på engelska. Brevet skrivs på engelska, så skriv motiveringen på engelska också.</p></Alert>}
      <Form action={href(caseHref(file.id, '/beslut'))} hidden={{ revision: String(plan.inquiry.revision) }}>
        <DecisionFields plan={plan} errors={errors} />
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
    if (file.decidedAt || file.closedAt) return told(context, 'Ärendet är redan beslutat', 'Någon annan hann före. Ingenting ändrades.', caseHref(file.id, '/beslut'), 409);
    if (isCovered(opened)) return redirect(caseHref(file.id, '/beslut'));
    const before = await planDecision(context.tx, opened);
    const draft = readDraft(context.fields, before.main, before.items.map(({ id }) => id));
    const plan: DecisionPlan = { ...before, draft, inquiry: { ...before.inquiry, decision: draft } };
    if (String(before.inquiry.revision) !== context.fields['revision']) return form(context, opened, plan, [], true);
    await saveInquiry(context.tx, file, plan.inquiry, context.who.staffId);
    const wanted = context.fields['do'];
    if (wanted === 'preview') return redirect(caseHref(file.id, '/beslut/brev'));
    if (wanted !== 'onward') return redirect(caseHref(file.id, '/beslut'));
    const saved = { ...plan, inquiry: { ...plan.inquiry, revision: before.inquiry.revision + 1 } };
    const { lacking } = await readiness(context.tx, context.who, opened, saved);
    return lacking.length ? form(context, opened, saved, lacking) : redirect(caseHref(file.id, '/beslut/fatta'));
  }, { change: true }),
});

const preview = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut/brev', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const plan = await planDecision(context.tx, opened);
    const letter = await renderDecision(context.tx, opened, await wordDecision(context.tx, opened, plan, drafter(context.who)));
    if (!letter.ok) return told(context, 'Brevet kunde inte göras', letter.message, caseHref(opened.file.id, '/beslut'), 500);
    return fileAnswer(letter.bytes, 'application/pdf', { name: 'forhandsvisning.pdf', inline: true });
  }),
});

const confirm = route({
  method: 'GET', path: '/handlaggning/arenden/:id/beslut/fatta', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => confirmation(context, opened, [])),
});

async function confirmation(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  const { file } = opened;
  if (file.decidedAt || isCovered(opened)) return redirect(caseHref(file.id, '/beslut'));
  const plan = await planDecision(context.tx, opened);
  const ready = await readiness(context.tx, context.who, opened, plan);
  if (ready.lacking.length) return form(context, opened, plan, ready.lacking);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const worded = await wordDecision(context.tx, opened, plan, drafter(context.who));
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Fatta beslut" hasErrors={errors.length > 0} side={<WhoMayDecide ready={ready} />}>
      <ErrorSummary errors={errors} />
      <p class="lead">{worded.content.text}</p>
      <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, '/beslut/brev'))}>Läs brevet</LinkButton></p>
      {ready.delegation.ok && opened.own ? (
        <ConfirmBox heading={`Beslut: ${outcomeWords[overall(plan.draft.items)].toLowerCase()}`} confirm="Fatta beslutet" action={href(caseHref(file.id, '/beslut/fatta'))}
          cancel={href(caseHref(file.id, '/beslut'))} cancelText="Ändra först" hidden={{ revision: String(file.revision), inquiry: String(plan.inquiry.revision) }}
          consequences={['Beslutet går inte att ändra här efteråt.', 'Brevet skickas till parten, som får ett meddelande om att det finns.', 'Beslutet förs in i diariet.',
            ...(ready.delegation.reported ? ['Det tas upp i listan över delegationsbeslut till nästa möte.'] : [])]}>
          <Checkbox name="unbiased" value="1" label="Jag är inte jävig i ärendet (16 § förvaltningslagen)" error={error('unbiased')} />
          {ready.unheard && <Checkbox name="unnecessary" value="1" label="Kommunicering är uppenbart obehövlig (25 § förvaltningslagen)" error={error('unnecessary')} />}
        </ConfirmBox>
      ) : <Alert><p>{opened.own ? 'Du får inte besluta i det här ärendet. Skälen står bredvid. Lämna över ärendet till någon som får.' : 'Bara handläggaren och ersättaren kan besluta.'}</p></Alert>}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const make = route({
  method: 'POST', path: '/handlaggning/arenden/:id/beslut/fatta', access: readers, audit: 'cases.decisionAsked',
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return redirect(caseHref(opened.file.id, '/beslut'));
    const { fields } = context;
    const done = opened.file.decidedAt ? { ok: false as const, why: 'alreadyDecided' as const } : await decide(context.tx, context.who, opened, await planDecision(context.tx, opened), {
      caseRevision: Number(fields['revision']), inquiryRevision: Number(fields['inquiry']), unbiased: fields['unbiased'] === '1', hearingUnnecessary: fields['unnecessary'] === '1',
    });
    return done.ok ? redirect(caseHref(opened.file.id, '/beslut')) : refused(context, opened, done);
  }, { change: true }),
});

function refused(context: Context, opened: OpenedCase, done: Extract<Decided, { ok: false }>): Answer | Promise<Answer> {
  const back = caseHref(opened.file.id, '/beslut');
  switch (done.why) {
    case 'alreadyDecided': return told(context, 'Ärendet är redan beslutat', 'Någon annan hann före dig. Ditt beslut har inte fattats. Läs det som gäller.', back, 409);
    case 'changed': return told(context, 'Något ändrades i ärendet', 'Ärendet eller beslutet ändrades efter att du läste det. Inget beslut har fattats. Läs det nya och besluta igen.', back, 409);
    case 'biased': return confirmation(context, opened, [{ name: 'unbiased', message: 'Kryssa i att du inte är jävig, eller lämna över ärendet.' }]);
    case 'unheard': return confirmation(context, opened, [{ name: 'unnecessary', message: 'Kommunicera underlaget först, eller kryssa i att det är uppenbart obehövligt.' }]);
    case 'notReady': return redirect(back);
    case 'mayNot': return forbidden('delegation');
    case 'letter': return told(context, 'Brevet kunde inte göras', `Inget beslut har fattats. ${done.message}`, back, 500);
  }
}

export const decisionRoutes = [show, save, preview, confirm, make];
