import { z } from 'zod';
import { staffPage, told } from '../../../identity/index.ts';
import {
  Alert, Button, Buttons, EmptyState, Form, Table, forbidden, href, isUuid, none, notFound, redirect, route, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { addSavedView, firstViewOf, removeSavedView, savedViewsFor, setFirstView, type SavedView } from '../../store/officers/saved-views.ts';
import { views } from '../../model/officers/list-views.ts';
import { readers } from '../case/in-case.tsx';
import { queryOf } from './work-list-routes.tsx';

const path = '/handlaggning/listor';
/** Lists somebody sees at most: more would be no help. */
const most = 30;

const show = route({
  method: 'GET', path, access: readers, audit: none('names of the reader\'s own lists'),
  async handle(context) {
    const { tx, who } = context;
    const saved = await mine(context);
    const first = await firstViewOf(tx, who.authorityId!, who.staffId);
    return staffPage(context, {
      title: 'Sparade listor', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }],
      children: (
        <>
          <Table caption="Sparade listor" captionHidden rows={saved} rowKey={({ id }) => id} empty={<EmptyState heading="Inga sparade listor"><p>Filtrera arbetslistan som du vill ha den och välj Spara den här listan.</p></EmptyState>} columns={[
            { key: 'name', heading: 'Lista', rowHeading: true, cell: (view) => <a class="ds-link" href={href('/handlaggning', queryOf(view))}>{view.name}</a> },
            { key: 'whose', heading: 'Vems', cell: ({ unitId }) => (unitId ? 'Enhetens' : 'Min') },
            { key: 'first', heading: 'Först', cell: (view) => (
              <Form action={href(`${path}/${view.id}/forst`)} label={`Vad som visas först: ${view.name}`}>
                <Button kind="quiet" name="first" value={view.id === first ? 'no' : 'yes'}>{view.id === first ? 'Visas först. Ångra' : 'Visa den först'}</Button>
              </Form>
            ) },
            { key: 'remove', heading: 'Ta bort', cell: (view) => (mayRemove(context.who, view) ? (
              <Form action={href(`${path}/${view.id}/borttagning`)} label={`Ta bort ${view.name}`}><Button kind="quiet">Ta bort</Button></Form>
            ) : '–') },
          ]} />
          {first && <Alert><p>Listan som visas först väljer du om här. Utan val kommer du till dina egna ärenden.</p></Alert>}
          <Buttons><a class="ds-link" href={href('/handlaggning')}>Till arbetslistan</a></Buttons>
        </>
      ),
    });
  },
});

function mine({ tx, who }: RequestContext<Staff>): Promise<SavedView[]> {
  return savedViewsFor(tx, who.authorityId!, who.staffId, who.unitIds);
}

/** One's own; those of a unit are its manager's. */
function mayRemove(who: Staff, { unitId, madeBy }: SavedView): boolean {
  return unitId === null ? madeBy === who.staffId : who.roles.includes('manager');
}

const fields = z.object({
  name: z.string().trim().min(1).max(60), visa: z.enum(views), tjanst: z.string().max(60).optional(), bradskande: z.literal('1').optional(),
  ordning: z.enum(['stigande', 'fallande']).optional(), first: z.string().optional(), share: z.string().optional(),
});

const save = route({
  method: 'POST', path, access: readers, audit: 'cases.listSaved',
  async handle(context) {
    const { tx, who } = context;
    const wish = fields.safeParse(context.fields);
    if (!wish.success) return told(context, 'Listan fick inget namn', 'Skriv vad listan ska heta, högst 60 tecken. Den har inte sparats.', '/handlaggning', 422);
    if ((await mine(context)).length >= most) return told(context, 'Du har redan många listor', `Det får vara högst ${most}. Ta bort någon först.`, path, 422);
    const { data } = wish;
    if (data.share && !(who.roles.includes('manager') && who.unitIds[0])) return forbidden('notManager');
    const id = await addSavedView(tx, who.authorityId!, {
      name: data.name, unitId: data.share ? who.unitIds[0]! : null, madeBy: who.staffId, list: data.visa, service: data.tjanst ?? null, urgent: data.bradskande === '1',
      falling: data.ordning ? data.ordning === 'fallande' : null,
    });
    if (data.first) await setFirstView(tx, who.authorityId!, who.staffId, id);
    return redirect(path);
  },
});

/** One of the reader's lists, by the address. */
async function one(context: RequestContext<Staff>): Promise<SavedView | undefined> {
  const { id } = context.params as { id?: string };
  return id && isUuid(id) ? (await mine(context)).find((view) => view.id === id) : undefined;
}

const first = route({
  method: 'POST', path: '/handlaggning/listor/:id/forst', access: readers, audit: none('which of their lists somebody sees first'),
  async handle(context) {
    const view = await one(context);
    if (!view) return notFound();
    await setFirstView(context.tx, context.who.authorityId!, context.who.staffId, context.fields['first'] === 'no' ? null : view.id);
    return redirect(path);
  },
});

const remove = route({
  method: 'POST', path: '/handlaggning/listor/:id/borttagning', access: readers, audit: 'cases.listRemoved',
  async handle(context) {
    const view = await one(context);
    if (!view) return notFound();
    if (!mayRemove(context.who, view)) return forbidden('notOwnList');
    await removeSavedView(context.tx, view.id);
    return redirect(path);
  },
});

export const savedListRoutes = [show, save, first, remove];
