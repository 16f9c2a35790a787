import { staffNames, staffPage, told } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import {
  Alert, Button, Checkbox, EmptyState, ErrorSummary, Form, LinkButton, Section, Table, TextArea, formatDateTime, forbidden, href, none, notFound, page,
  redirect, route, type Answer, type FieldError, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { confirmDecision, sendBack, takeBack, type Confirmed } from '../../actions/decision/confirm-decision.ts';
import { readiness } from '../../actions/decision/decide.ts';
import { drafter, wordDecision } from '../../actions/decision/decision-letter.ts';
import { findTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { planDecision, type DecisionPlan } from '../../actions/decision/propose-decision.ts';
import { outcomeNames } from '../../model/decision/decision-rule.ts';
import { confirmationsOf, waitingConfirmations, type Confirmation } from '../../store/decision/confirmations.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string; confirmation: string }>;
const path = '/handlaggning/arenden/:id/granskning/:confirmation';

const list = route({
  method: 'GET', path: '/handlaggning/granskning', access: readers, audit: none('a list without names: what is opened from it is logged'),
  async handle(context) {
    const { tx, who } = context;
    const units = who.unitIds.length ? who.unitIds : (await listUnits(tx)).filter(({ authorityId }) => authorityId === who.authorityId).map(({ id }) => id);
    const rows = await waitingConfirmations(tx, units, who.staffId);
    const names = await staffNames(tx, rows.map(({ askedBy }) => askedBy));
    return staffPage(context, {
      title: 'Beslut att granska', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }],
      children: (
        <>
          <p>De här besluten fattas av två tillsammans. Den som har skrivit beslutet kan inte granska det.</p>
          <Table caption="Beslut att granska" captionHidden rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Inget beslut väntar på granskning." />} columns={[
            { key: 'case', heading: 'Ärende', rowHeading: true, cell: ({ id, caseId, number, title }) => (
              <><a class="ds-link" href={href(caseHref(caseId, `/granskning/${id}`))}>{number}</a><br />{title}</>
            ) },
            { key: 'by', heading: 'Från', cell: ({ askedBy }) => names.get(askedBy) ?? '–' },
            { key: 'at', heading: 'Lämnades', cell: ({ askedAt }) => formatDateTime(askedAt, 'sv') },
          ]} />
        </>
      ),
    });
  },
});

const review = route({
  method: 'GET', path, access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => withConfirmation(context, opened, (one, plan) => reviewPage(context, opened, one, plan, []))),
});

async function withConfirmation(
  context: Context, opened: OpenedCase, work: (one: Confirmation, plan: DecisionPlan | undefined) => Promise<Answer>,
): Promise<Answer> {
  if (isCovered(opened)) return redirect(caseHref(opened.file.id, '/beslut'));
  const one = (await confirmationsOf(context.tx, opened.file.id)).find(({ id }) => id === context.params.confirmation);
  if (!one) return notFound();
  const known = await findTargets(context.tx, opened);
  const target = known.targets.find(({ key }) => key === one.target);
  return work(one, target && await planDecision(context.tx, opened, target.key, known));
}

async function reviewPage(context: Context, opened: OpenedCase, one: Confirmation, plan: DecisionPlan | undefined, errors: readonly FieldError[]): Promise<Answer> {
  const { tx, who } = context;
  const { file } = opened;
  const back = caseHref(file.id, '/beslut');
  if (one.answeredAt || !plan) return told(context, 'Granskningen är klar', 'Beslutet är fattat, tillbakaskickat eller tillbakataget.', back);
  const asker = (await staffNames(tx, [one.askedBy])).get(one.askedBy) ?? 'En kollega';
  const ready = await readiness(tx, who, opened, plan);
  const worded = await wordDecision(tx, opened, plan, { ...drafter(who), decider: 'delegation', staffId: one.askedBy, delegationId: one.askedBy, point: '', reported: false });
  const changed = file.revision !== one.caseRevision || plan.inquiry.revision !== one.inquiryRevision;
  const error = (name: string) => errors.find((each) => each.name === name)?.message;
  const own = one.askedBy === who.staffId;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Granska beslutet" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{own ? 'Du' : asker} lämnade beslutet till granskning {formatDateTime(one.askedAt, 'sv')}.</p>
      <h2>{outcomeNames(plan.main)[worded.outcome]}</h2>
      <p class="lead">{worded.content.text}</p>
      <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, `/beslut/brev?om=${one.target}`))}>Läs brevet</LinkButton></p>
      {one.hearingUnnecessary && <Alert><p>Kommunicering har bedömts som uppenbart obehövlig (25 § förvaltningslagen).</p></Alert>}
      {changed && <Alert kind="warning"><p>Något har ändrats sedan beslutet lämnades till granskning. Det kan inte fattas så här. Skicka tillbaka det, eller be {asker} lämna det på nytt.</p></Alert>}
      {!own && !ready.delegation.ok && <Alert><p>{ready.delegation.why.join(' ')}</p></Alert>}
      {own && (
        <Form action={href(caseHref(file.id, `/granskning/${one.id}`))} label="Ta tillbaka">
          <p>Någon annan med samma delegation ska granska det. Vill du ändra något tar du tillbaka det först.</p>
          <Button kind="secondary" name="do" value="take">Ta tillbaka</Button>
        </Form>
      )}
      {!own && !changed && ready.delegation.ok && (
        <Section heading="Stå bakom beslutet">
          <Form action={href(caseHref(file.id, `/granskning/${one.id}`))} label="Stå bakom beslutet">
            <p>Beslutet fattas när du trycker. Brevet skickas till parten, med {asker}s och ditt namn.</p>
            <Checkbox name="unbiased" value="1" label="Jag är inte jävig i ärendet (16 § förvaltningslagen)" error={error('unbiased')} />
            <Button name="do" value="confirm">Fatta beslutet tillsammans</Button>
          </Form>
        </Section>
      )}
      {!own && (
        <Section heading="Skicka tillbaka">
          <Form action={href(caseHref(file.id, `/granskning/${one.id}`))} label="Skicka tillbaka">
            <TextArea name="note" label="Vad behöver ändras?" rows={3} error={error('note')} />
            <Button kind="secondary" name="do" value="back">Skicka tillbaka</Button>
          </Form>
        </Section>
      )}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const answer = route({
  method: 'POST', path, access: readers, audit: 'cases.confirmationAnswered',
  handle: (context) => inCase(context, (opened) => withConfirmation(context, opened, async (one, plan) => {
    const { tx, who, fields } = context;
    const back = caseHref(opened.file.id, '/beslut');
    const late = () => told(context, 'Granskningen är redan besvarad', 'Någon annan hann före. Ingenting ändrades.', back, 409);
    if (fields['do'] === 'take') return await takeBack(tx, who, opened, one) ? redirect(`${back}?om=${one.target}`) : late();
    if (fields['do'] === 'back') {
      const note = String(fields['note'] ?? '').trim().slice(0, 4_000);
      if (!note) return reviewPage(context, opened, one, plan, [{ name: 'note', message: 'Skriv vad som behöver ändras.' }]);
      return await sendBack(tx, who, opened, one, note) ? redirect('/handlaggning/granskning') : late();
    }
    if (!plan) return late();
    const done = await confirmDecision(tx, who, opened, plan, one, fields['unbiased'] === '1');
    return done.ok ? redirect(back) : refused(context, opened, one, plan, done);
  }), { lock: true }),
});

function refused(context: Context, opened: OpenedCase, one: Confirmation, plan: DecisionPlan, done: Extract<Confirmed, { ok: false }>): Answer | Promise<Answer> {
  const back = caseHref(opened.file.id, `/granskning/${one.id}`);
  switch (done.why) {
    case 'own': case 'mayNot': return forbidden('delegation');
    case 'answered': case 'alreadyDecided': return told(context, 'Granskningen är redan besvarad', 'Någon annan hann före. Ingenting ändrades.', back, 409);
    case 'biased': return reviewPage(context, opened, one, plan, [{ name: 'unbiased', message: 'Kryssa i att du inte är jävig, eller låt någon annan granska.' }]);
    case 'changed': case 'notReady': case 'unheard': case 'fourEyes':
      return told(context, 'Något ändrades i ärendet', 'Inget beslut har fattats. Beslutet behöver lämnas till granskning på nytt.', back, 409);
    case 'letter': return told(context, 'Brevet kunde inte göras', `Inget beslut har fattats. ${done.message}`, back, 500);
  }
}

export const confirmationRoutes = [list, review, answer];
