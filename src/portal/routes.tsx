import { z } from 'zod';
import { currentCrisis, shownFirst } from '../continuity/index.ts';
import { findables, search } from '../knowledge/index.ts';
import { findOrganisation } from '../organisation/index.ts';
import { DesignGuide, StaffDesignGuide, anyone, href, myPages, none, notFound, organisationOf, page, resident, residentFrame,
  route, swedishDay, type RequestContext, type Route, type StaffFrame } from '../platform/index.ts';
import { needs as allNeeds } from '../services/index.ts';
import { extractRoutes } from './extract.tsx';
import { administrationRoutes } from './administration/routes.ts';
import { MyPages } from './pages/my-pages.tsx';
import { SearchPage } from './pages/search.tsx';
import { ServicesPage } from './pages/services.tsx';
import { StartPage, type News } from './pages/start.tsx';
import { proxyRoutes } from './proxies/routes.tsx';
import { staticRoutes } from './static-routes.tsx';

const open = anyone('public information');

const start = route({
  method: 'GET', path: '/', cached: true, access: open, audit: none('public reading'),
  async handle(context) {
    const found = await findables(context);
    const services = found.filter(({ kind }) => kind === 'service');
    const organisation = await findOrganisation(context.tx);
    const used = allNeeds.filter((need) => services.some((service) => service.needs?.includes(need)));
    const crisis = await currentCrisis(context.tx);
    const urgent = crisis && { crisis, first: await shownFirst(context.tx, crisis.facts, context.language) };
    const today = swedishDay(context.now);
    const news = (organisation?.facts.news ?? []).filter(({ from, until }) => from <= today && today <= until).map((item): News => {
      const words = ((item as Record<string, unknown>)[context.language] ?? item.sv) as { title: string; text: string };
      return { id: item.id, ...words };
    });
    return page(<StartPage context={context} services={services} information={found.filter(({ kind }) => kind === 'page')} needs={used} news={news} {...(urgent && { urgent })} />);
  },
});

const services = route({
  method: 'GET', path: '/tjanster', cached: true, access: open, audit: none('public reading'), query: z.object({ behov: z.enum(allNeeds).optional() }).loose(),
  async handle(context) {
    const found = await findables(context);
    const of = (wanted: string) => found.filter(({ kind }) => kind === wanted);
    return page(<ServicesPage context={context} services={of('service')} information={of('page')} {...(context.query.behov && { need: context.query.behov })} />);
  },
});

/** The words searched for stand in the address, so that a result can be kept; they are logged nowhere. */
const searchRoute = route({
  method: 'GET', path: '/sok', access: open, audit: none('public reading; what people search for is not kept'), urgency: 'optional',
  query: z.object({ q: z.string().max(200).transform((text) => text.trim()).catch('') }).loose(),
  async handle(context) {
    const { q } = context.query;
    return page(<SearchPage context={context} query={q} hits={q ? await search(context, q) : []} />);
  },
});

const mine = route({
  method: 'GET', path: '/mina-sidor', access: resident(0), audit: none('each part is audited by the room that shows it'),
  async handle(context) {
    const parts = [];
    for (const show of context.house.slots.all(myPages)) parts.push(...await show(context));
    return page(<MyPages context={context} parts={parts} />);
  },
});

const designGuide = route({
  method: 'GET', path: '/designguide', urgency: 'optional', access: anyone('only components, and only in the demonstration'), audit: none('public reading'),
  handle: (context) => context.house.settings.demo ? page(<DesignGuide {...residentFrame(context)} />) : notFound(),
});

const staffDesignGuide = route({
  method: 'GET', path: '/designguide/personal', urgency: 'optional', access: anyone('only components, and only in the demonstration'), audit: none('public reading'),
  handle: (context) => context.house.settings.demo ? page(<StaffDesignGuide {...example(context)} />) : notFound(),
});

function example(context: RequestContext): StaffFrame {
  return {
    language: 'sv', organisation: organisationOf(context), navigation: [{ label: 'Arbetslista', href: href('/handlaggning'), current: true }],
    signedIn: { name: 'Karin Almgård', place: 'Tekniska nämnden · Färdtjänstenheten', signOut: href('/handlaggning/logga-ut') },
  };
}

export const routes: readonly Route[] = [start, services, searchRoute, mine, ...extractRoutes, ...staticRoutes, ...administrationRoutes, ...proxyRoutes, designGuide, staffDesignGuide];
