import { z } from 'zod';
import { findOrganisation } from '../organisation/index.ts';
import { DesignGuide, StaffDesignGuide, anyone, href, myPages, none, notFound, organisationOf, page, publicSearch, resident, residentFrame,
  route, swedishDay, type Findable, type RequestContext, type Route, type StaffFrame } from '../platform/index.ts';
import { needs as allNeeds } from '../services/index.ts';
import { MyPages } from './pages/my-pages.tsx';
import { ServicesPage } from './pages/services.tsx';
import { StartPage, type News } from './pages/start.tsx';

const open = anyone('public information');

async function findables(context: RequestContext): Promise<Findable[]> {
  const found = await Promise.all(context.house.slots.all(publicSearch).map((find) => find(context, context.language)));
  return found.flat();
}

const start = route({
  method: 'GET', path: '/', cached: true, access: open, audit: none('public reading'),
  async handle(context) {
    const services = (await findables(context)).filter(({ kind }) => kind === 'service');
    const organisation = await findOrganisation(context.tx);
    const used = allNeeds.filter((need) => services.some((service) => service.needs?.includes(need)));
    const today = swedishDay(context.now);
    const news = (organisation?.facts.news ?? []).filter(({ from, until }) => from <= today && today <= until).map((item): News => {
      const words = ((item as Record<string, unknown>)[context.language] ?? item.sv) as { title: string; text: string };
      return { id: item.id, ...words };
    });
    return page(<StartPage context={context} services={services} needs={used} news={news} />);
  },
});

const services = route({
  method: 'GET', path: '/tjanster', cached: true, access: open, audit: none('public reading'), query: z.object({ behov: z.enum(allNeeds).optional() }).loose(),
  async handle(context) {
    const found = (await findables(context)).filter(({ kind }) => kind === 'service');
    return page(<ServicesPage context={context} services={found} {...(context.query.behov && { need: context.query.behov })} />);
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
  method: 'GET', path: '/designguide', access: anyone('only components, and only in the demonstration'), audit: none('public reading'),
  handle: (context) => context.house.settings.demo ? page(<DesignGuide {...residentFrame(context)} />) : notFound(),
});

const staffDesignGuide = route({
  method: 'GET', path: '/designguide/personal', access: anyone('only components, and only in the demonstration'), audit: none('public reading'),
  handle: (context) => context.house.settings.demo ? page(<StaffDesignGuide {...example(context)} />) : notFound(),
});

function example(context: RequestContext): StaffFrame {
  return {
    language: 'sv', organisation: organisationOf(context), navigation: [{ label: 'Arbetslista', href: href('/handlaggning'), current: true }],
    signedIn: { name: 'Karin Almgård', place: 'Tekniska nämnden · Färdtjänstenheten', signOut: href('/handlaggning/logga-ut') },
  };
}

export const routes: readonly Route[] = [start, services, mine, designGuide, staffDesignGuide];
