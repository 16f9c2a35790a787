import { z } from 'zod';
import { staffPage, withinAuthority } from '../../identity/index.ts';
import {
  Alert, Button, EmptyState, Form, Link, Pagination, Table, Tabs, asUuid, formatDateTime, href, isUuid, none, notFound, redirect, route, staff, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { casesByIds, openCase } from '../../cases/index.ts';
import { attemptWords } from '../model/attempt-words.ts';
import { lineOf } from '../parts.ts';
import { deliveryById, listDeliveries, attemptsOf, updateDelivery, type Delivery } from '../store/deliveries.ts';
import { listTargets } from '../store/targets.ts';

const base = '/handlaggning/overlamningar';
const size = 50;
const readers = staff('officer', 'deputy', 'manager', 'registrar');
/** Who works in cases: a registrar reads what has left, not the case. */
const caseRoles: ReadonlySet<string> = new Set(['officer', 'deputy', 'manager']);
const states = [['', 'Alla'], ['waiting', 'På väg'], ['failed', 'Behöver ses över'], ['delivered', 'Lämnade']] as const;

const list = route({
  method: 'GET', path: base, access: readers, audit: none('numbers of cases and where they were sent; no content'),
  query: z.object({ lage: z.enum(['waiting', 'failed', 'delivered']).optional().catch(undefined), sida: z.coerce.number().int().min(1).max(1_000).catch(1) }).loose(),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, query } = context;
    const { deliveries, more } = await listDeliveries(tx, authorityId, { ...(query.lage && { state: query.lage }), units: context.who.unitIds, page: query.sida, size });
    const names = new Map((await listTargets(tx)).map(({ name, title }) => [name, title]));
    const numbers = new Map((await casesByIds(tx, deliveries.map(({ caseId }) => caseId))).map(({ id, number }) => [id, number]));
    const at = (sida: number) => href(`${base}?${new URLSearchParams({ ...(query.lage && { lage: query.lage }), sida: String(sida) })}`);
    return staffPage(context, {
      title: 'Överlämningar',
      children: (
        <>
          <p class="lead">Ärenden och tillstånd som lämnas till andra system. Det som inte kommer fram försöks igen i ungefär tre dygn. <Link href={href(`${base}/register`)}>Rapporter till register</Link></p>
          <Tabs label="Läge" tabs={states.map(([state, label]) => ({ label, href: href(state ? `${base}?lage=${state}` : base), current: (query.lage ?? '') === state }))} />
          {deliveries.length === 0 ? <EmptyState heading="Inget att visa" /> : (
            <Table caption="Överlämningar" captionHidden rows={deliveries} rowKey={({ id }) => id} columns={[
              { key: 'case', heading: 'Ärende', rowHeading: true, cell: ({ id, caseId }) => <Link href={href(`${base}/${id}`)}>{numbers.get(caseId) ?? '–'}</Link> },
              { key: 'at', heading: 'Beställd', cell: ({ askedAt }) => formatDateTime(askedAt, 'sv') },
              { key: 'state', heading: 'Läge', cell: (one) => lineOf(one, names.get(one.target) ?? one.target) },
            ]} />
          )}
          <Pagination page={query.sida} pageSize={size} total={query.sida * size + (more ? 1 : 0)} hrefOf={at} />
        </>
      ),
    });
  }),
});

/** A delivery of a case in the reader's units: the wall between units holds for what leaves them too. */
async function deliveryOf({ tx, who, params }: RequestContext<Staff> & { params: { id: string } }): Promise<{ delivery: Delivery; number: string } | undefined> {
  const delivery = isUuid(params.id) ? await deliveryById(tx, asUuid(params.id)) : undefined;
  const file = delivery && (await casesByIds(tx, [delivery.caseId]))[0];
  if (!delivery || (who.unitIds.length > 0 && !(file && who.unitIds.includes(file.unitId)))) return undefined;
  return { delivery, number: file?.number ?? '' };
}

/** Whether a link to the case leads the reader anywhere: into it, or to where they say why they read it. */
async function mayOpen({ tx, who }: RequestContext<Staff>, { caseId }: Delivery): Promise<boolean> {
  if (!who.roles.some((role) => caseRoles.has(role))) return false;
  const opening = await openCase(tx, who, caseId);
  return opening.ok || opening.why === 'reason';
}

const show = route({
  method: 'GET', path: `${base}/:id`, access: readers, audit: none('where a case was sent; no content'), query: z.object({ klart: z.enum(['igen']).optional().catch(undefined) }).loose(),
  async handle(context) {
    const { tx, query } = context;
    const found = await deliveryOf(context);
    if (!found) return notFound();
    const { delivery, number } = found;
    const to = (await listTargets(tx)).find(({ name }) => name === delivery.target);
    return staffPage(context, {
      title: to?.title ?? delivery.target, above: number, crumbs: [{ label: 'Överlämningar', href: href(base) }], done: query.klart && 'Överlämningen försöks igen.', width: 'text',
      children: (
        <>
          <p>{lineOf(delivery, to?.title ?? delivery.target)}</p>
          {!to && <Alert kind="warning"><p>Mottagaren är inte inlagd. Be en administratör lägga in den under Administration, Mottagare.</p></Alert>}
          {await mayOpen(context, delivery) && <p><Link href={href(`/handlaggning/arenden/${delivery.caseId}`)}>Öppna ärendet</Link></p>}
          {delivery.state === 'failed' && <Form action={href(`${base}/${delivery.id}/igen`)}><Button>Försök igen</Button></Form>}
          <Table caption="Försök" rows={await attemptsOf(tx, delivery.id)} rowKey={({ at }) => at.toISOString()} columns={[
            { key: 'at', heading: 'När', rowHeading: true, cell: ({ at }) => formatDateTime(at, 'sv') },
            { key: 'how', heading: 'Hur det gick', cell: ({ ok, reason }) => attemptWords({ ok, reason }) },
          ]} />
        </>
      ),
    });
  },
});

const again = route({
  method: 'POST', path: `${base}/:id/igen`, access: readers, audit: 'exchange.deliveryAskedAgain',
  async handle(context) {
    const { tx, about } = context;
    const found = await deliveryOf(context);
    if (!found) return notFound();
    const { delivery } = found;
    about({ dossierId: delivery.caseId, detail: { target: delivery.target } });
    if (delivery.state === 'failed') {
      await updateDelivery(tx, delivery.id, { state: 'waiting', next_at: tx.now });
      tx.emit('exchange.deliveryOrdered', { delivery: delivery.id, case: delivery.caseId });
    }
    return redirect(`${base}/${delivery.id}?klart=igen`);
  },
});

export const deliveryRoutes: readonly Route[] = [list, show, again];
