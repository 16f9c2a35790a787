import { findOrganisation, listUnits } from '../organisation/index.ts';
import { anyone, none, notFound, page, route, type Route } from '../platform/index.ts';
import { Contact } from './pages/contact.tsx';
import { Information, InformationList } from './pages/information.tsx';
import { findPage, listPages } from './store.ts';

const open = anyone('public information');

const list = route({
  method: 'GET', path: '/information', cached: true, access: open, audit: none('public reading'),
  handle: async (context) => page(<InformationList context={context} pages={await listPages(context.tx, context.language)} />),
});

const show = route({
  method: 'GET', path: '/information/:slug', cached: true, access: open, audit: none('public reading'),
  async handle(context) {
    const information = await findPage(context.tx, context.params.slug, context.language);
    return information ? page(<Information context={context} information={information} />) : notFound();
  },
});

const contact = route({
  method: 'GET', path: '/kontakt', cached: true, access: open, audit: none('public reading'),
  async handle(context) {
    const organisation = await findOrganisation(context.tx);
    return organisation ? page(<Contact context={context} organisation={organisation} units={await listUnits(context.tx)} />) : notFound();
  },
});

export const routes: readonly Route[] = [list, show, contact];
