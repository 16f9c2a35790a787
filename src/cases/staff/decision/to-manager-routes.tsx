import { told } from '../../../identity/index.ts';
import { Button, Buttons, EmptyState, ErrorSummary, Form, LinkButton, Select, TextArea, forbidden, href, page, redirect, route, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../../platform/index.ts';
import { z } from 'zod';
import { findTargets } from '../../actions/application/find-targets.ts';
import { handToManager, managersOf } from '../../actions/decision/hand-to-manager.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { planDecision, type DecisionPlan } from '../../actions/decision/propose-decision.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;
const path = '/handlaggning/arenden/:id/beslut/till-chef';
/** `om`: which of the open decisions. */
const query = z.object({ om: z.string().max(60).optional() });

const ask = route({
  method: 'GET', path, access: readers, audit: read, query,
  handle: (context) => inCase(context, (opened) => withPlan(context, opened, context.query.om, (plan) => form(context, opened, plan, []))),
});

async function withPlan(context: Context, opened: OpenedCase, key: unknown, work: (plan: DecisionPlan) => Promise<Answer>): Promise<Answer> {
  if (!opened.own) return forbidden('notOwnCase');
  if (isCovered(opened)) return redirect(caseHref(opened.file.id, '/beslut'));
  const known = await findTargets(context.tx, opened);
  const target = known.targets.find((one) => one.key === key) ?? known.targets[0];
  return target ? work(await planDecision(context.tx, opened, target.key, known)) : redirect(caseHref(opened.file.id, '/beslut'));
}

async function form(context: Context, opened: OpenedCase, plan: DecisionPlan, errors: readonly FieldError[]): Promise<Answer> {
  const { file } = opened;
  const managers = await managersOf(context.tx, context.who, opened);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Lämna över till chef" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="lead">Chefen får en uppgift, läser det du har skrivit och fattar beslutet. Du har kvar ärendet.</p>
      {managers.length === 0 ? <EmptyState heading="Enheten har ingen chef som kan besluta" /> : (
        <Form action={href(caseHref(file.id, '/beslut/till-chef'))} hidden={{ om: plan.target.key }} label="Lämna över till chef">
          <Select name="to" label="Till vem?" value={String(context.fields['to'] ?? managers[0]!.id)} options={managers.map(({ id, name }) => ({ value: id, label: name }))} error={error('to')} />
          <TextArea name="why" label="Varför behöver en chef besluta?" hint="Till exempel: det gäller en återkallelse. Skriv också det som chefen behöver veta." rows={3} value={String(context.fields['why'] ?? '')} error={error('why')} />
          <Buttons>
            <Button icon="send">Lämna över</Button>
            <LinkButton kind="quiet" href={href(caseHref(file.id, `/beslut?om=${plan.target.key}`))}>Avbryt</LinkButton>
          </Buttons>
        </Form>
      )}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const hand = route({
  method: 'POST', path, access: readers, audit: 'cases.managerAsked',
  handle: (context) => inCase(context, (opened) => withPlan(context, opened, context.fields['om'], async (plan) => {
    const { tx, who, fields } = context;
    const to = (await managersOf(tx, who, opened)).find(({ id }) => id === fields['to'])?.id;
    const why = String(fields['why'] ?? '').trim().slice(0, 1_000);
    const errors: FieldError[] = [...(to ? [] : [{ name: 'to', message: 'Välj en chef.' }]), ...(why ? [] : [{ name: 'why', message: 'Skriv varför.' }])];
    if (!to || errors.length) return form(context, opened, plan, errors);
    const done = await handToManager(tx, who, opened, plan, { to, why });
    return done ? redirect(caseHref(opened.file.id, '/beslut')) : told(context, 'Ärendet ändrades under tiden', 'Någon annan ändrade ärendet just nu. Ingenting sparades.', caseHref(opened.file.id), 409);
  }), { change: true }),
});

export const toManagerRoutes = [ask, hand];
