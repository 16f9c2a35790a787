import { z } from 'zod';
import { Button, ConfirmBox, Form, Link, asUuid, href, isUuid, notFound, route, type Answer, type FieldError, type Route, type Uuid } from '../../platform/index.ts';
import { removePlan, savePlan } from '../actions/keep-plan.ts';
import type { CrisisFacts } from '../model.ts';
import { usualSpeed } from '../facts.ts';
import { planDrafts } from '../plans.ts';
import { plans, type Plan } from '../store.ts';
import { staffText as t } from '../texts.ts';
import { CrisisFields, readForm, typedOf, type Typed } from './fields.tsx';
import { backTo, base, facts, leaders, leading, offered, underPage, type Context } from './frame.tsx';

const empty: CrisisFacts = { name: '', words: { sv: { title: '', summary: '', text: '' } }, first: [], paused: [], lanes: [], perMinute: usualSpeed, pausedWhy: { sv: '' } };

const blank = route({
  method: 'GET', path: `${base}/planer/ny`, access: leaders, audit: facts, query: z.object({ utkast: z.string().max(40).optional() }).loose(),
  handle: (context) => leading(context, () => planPage(context, typedOf(planDrafts.find(({ id }) => id === context.query.utkast) ?? empty), [])),
});

const make = route({
  method: 'POST', path: `${base}/planer/ny`, access: leaders, audit: 'continuity.planSaved',
  handle: (context) => leading(context, () => save(context)),
});

const open = route({
  method: 'GET', path: `${base}/planer/:id`, access: leaders, audit: facts,
  handle: (context) => withPlan(context, ({ id, facts: known }) => planPage(context, typedOf(known), [], id)),
});

const change = route({
  method: 'POST', path: `${base}/planer/:id`, access: leaders, audit: 'continuity.planSaved',
  handle: (context) => withPlan(context, ({ id }) => save(context, id)),
});

const askRemove = route({
  method: 'GET', path: `${base}/planer/:id/ta-bort`, access: leaders, audit: facts,
  handle: (context) => withPlan(context, async ({ id, facts: { name } }) => underPage(context, {
    title: t('remove.heading', { name }),
    children: <ConfirmBox danger heading={t('form.remove')} consequences={[t('remove.what')]} action={href(`${base}/planer/${id}/ta-bort`)} confirm={t('form.remove')} cancel={href(`${base}/planer/${id}`)} />,
  })),
});

const remove = route({
  method: 'POST', path: `${base}/planer/:id/ta-bort`, access: leaders, audit: 'continuity.planRemoved',
  handle: (context) => withPlan(context, async ({ id }) => (await removePlan(context.tx, id) ? backTo('borttagen') : notFound())),
});

async function withPlan(context: Context & { params: { id: string } }, work: (plan: Plan) => Promise<Answer>): Promise<Answer> {
  return leading(context, async () => {
    const plan = isUuid(context.params.id) ? (await plans(context.tx)).find(({ id }) => id === asUuid(context.params.id)) : undefined;
    return plan ? work(plan) : notFound();
  });
}

async function save(context: Context, id?: Uuid): Promise<Answer> {
  const { typed, errors, facts: written } = readForm(context.fields, await offered(context));
  if (errors.length) return planPage(context, typed, errors, id);
  return await savePlan(context.tx, written, context.who.staffId, id) ? backTo('sparad') : notFound();
}

async function planPage(context: Context, typed: Typed, errors: readonly FieldError[], id?: Uuid): Promise<Answer> {
  return underPage(context, {
    title: t(id ? 'form.plan' : 'form.newPlan'), errors,
    children: (
      <>
        <p class="lead">{t('form.planLead')}</p>
        <Form action={href(id ? `${base}/planer/${id}` : `${base}/planer/ny`)}>
          <CrisisFields typed={typed} errors={errors} offered={await offered(context)} />
          <Button>{t('form.save')}</Button>
        </Form>
        {id && <p><Link href={href(`${base}/planer/${id}/ta-bort`)}>{t('form.remove')}</Link></p>}
      </>
    ),
  });
}

export const planRoutes: readonly Route[] = [blank, make, open, change, askRemove, remove];
