import { z } from 'zod';
import { staffFrame, staffNames } from '../../identity/index.ts';
import { listUnits } from '../../organisation/index.ts';
import { Button, Buttons, EmptyState, Form, LinkButton, PageHeading, Pagination, Select, StaffLayout, Table, Tabs, Tag, formatDateShort, href, none, page, redirect, route,
  staff, staffRoles, swedishDay, type Column, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import { coveredBy } from '../store/absences.ts';
import { countOf, mostCounted, views, workList, type ListWish, type View, type WorkItem } from '../store/work-list.ts';
import { Clocks } from './clocks.tsx';
import { taskCounts } from './task-list-routes.tsx';
import { readers } from './in-case.tsx';
import { stateWords, wayWords } from './words.ts';

const pageSize = 25;

const viewWords: Record<View, { tab: string; heading: string; empty: string }> = {
  nya: { tab: 'Nya', heading: 'Nya ärenden som ingen har tagit', empty: 'Inga nya ärenden väntar på att fördelas.' },
  mina: { tab: 'Mina', heading: 'Mina ärenden', empty: 'Du har inga öppna ärenden. Ta ett ur listan Nya.' },
  nytt: { tab: 'Nytt sedan du såg', heading: 'Nytt sedan du såg senast', empty: 'Ingenting nytt har kommit i dina ärenden.' },
  frister: { tab: 'Frister', heading: 'Ska beslutas inom två veckor, eller är försenade', empty: 'Inget ärende på enheten har en frist inom två veckor.' },
  vantar: { tab: 'Väntar', heading: 'Väntar på någon annan', empty: 'Inget ärende väntar på komplettering eller svar.' },
  overklagade: { tab: 'Överklagade', heading: 'Överklaganden att pröva', empty: 'Det finns inga överklaganden att pröva.' },
};

const query = z.object({
  visa: z.enum(views).catch('mina').default('mina'),
  tjanst: z.string().max(60).optional(),
  bradskande: z.literal('1').optional(),
  ordning: z.enum(['stigande', 'fallande']).optional(),
  sida: z.coerce.number().int().min(1).max(mostCounted / pageSize).catch(1).default(1),
});
type Query = z.infer<typeof query>;

/** Where those who handle no cases do their work. */
function elsewhere(roles: Staff['roles']): string {
  if (roles.includes('registrar')) return '/handlaggning/register';
  return roles.includes('economy') ? '/handlaggning/utbetalningar' : '/handlaggning/administration';
}

const list = route({
  method: 'GET', path: '/handlaggning', access: staff(...staffRoles), audit: none('a list without names: what is opened from it is logged'), query,
  async handle(context) {
    const { tx, who } = context;
    // Whoever handles no cases comes to what they are here for.
    if (!who.roles.some((role) => readers.roles.includes(role))) return redirect(elsewhere(who.roles));
    const wish = await wishOf(context, context.query);
    const rows = await workList(tx, wish);
    const counts = new Map<View, number>();
    for (const view of views) counts.set(view, await countOf(tx, { ...wish, view }));
    const names = await staffNames(tx, rows.flatMap(({ assigneeId }) => assigneeId ?? []));
    const services = (await currentVersions(tx)).filter(({ authorityId }) => authorityId === who.authorityId)
      .map(({ service, compiled }) => ({ value: service, label: compiled.folder.definition.name }));
    return page(<WorkListPage context={context} query={context.query} rows={rows} counts={counts} names={names} services={services} tasks={await taskCounts(context)} />);
  },
});

async function wishOf({ tx, who }: RequestContext<Staff>, wished: Query): Promise<ListWish> {
  const units = who.unitIds.length ? who.unitIds : (await listUnits(tx)).filter(({ authorityId }) => authorityId === who.authorityId).map(({ id }) => id);
  return {
    view: wished.visa, staffId: who.staffId, covered: await coveredBy(tx, who.staffId), units, page: wished.sida, pageSize,
    newestFirst: wished.ordning ? wished.ordning === 'fallande' : wished.visa === 'nytt' || wished.visa === 'overklagade',
    ...(wished.tjanst && { service: wished.tjanst }), ...(wished.bradskande && { urgentOnly: true }),
  };
}

interface Props {
  context: RequestContext<Staff, unknown, Query>;
  query: Query;
  rows: readonly WorkItem[];
  counts: ReadonlyMap<View, number>;
  names: ReadonlyMap<Uuid, string>;
  services: readonly { value: string; label: string }[];
  tasks: { open: number; late: number };
}

function WorkListPage({ context, query: wished, rows, counts, names, services, tasks }: Props) {
  const words = viewWords[wished.visa];
  const total = counts.get(wished.visa) ?? 0;
  const today = swedishDay(context.now);
  const at = (change: Partial<Record<keyof Query, string | number | undefined>>) => href('/handlaggning', { ...wished, sida: undefined, ...change });
  return (
    <StaffLayout {...staffFrame(context)} title={words.heading}>
      <PageHeading>{words.heading}</PageHeading>
      {tasks.open > 0 && (
        <p>
          <LinkButton kind={tasks.late > 0 ? 'primary' : 'secondary'} icon="clock" href={href('/handlaggning/uppgifter')}>
            {tasks.open === 1 ? 'En uppgift att göra' : `${tasks.open} uppgifter att göra`}{tasks.late > 0 && `, ${tasks.late} försenade`}
          </LinkButton>
        </p>
      )}
      <Tabs label="Arbetslistans vyer" tabs={views.map((view) => ({
        label: viewWords[view].tab, href: href('/handlaggning', { visa: view }), current: view === wished.visa, count: counts.get(view) ?? 0,
      }))} />
      {total === mostCounted && <p class="hint">Listan visar de första {mostCounted}. Använd filtret för att se färre.</p>}
      <Form action={href('/handlaggning')} method="get" hidden={{ visa: wished.visa }} label="Filtrera listan" inline>
        <Select name="tjanst" label="Tjänst" value={wished.tjanst ?? ''} options={[{ value: '', label: 'Alla tjänster' }, ...services]} />
        <Select name="bradskande" label="Brådskande" value={wished.bradskande ?? ''} options={[{ value: '', label: 'Alla' }, { value: '1', label: 'Bara brådskande' }]} />
        <Button kind="secondary">Filtrera</Button>
      </Form>
      <Table caption={words.heading} captionHidden rows={rows} rowKey={({ id }) => id} emphasis={({ isNew }) => isNew}
        columns={columnsOf(wished, today, names, at)} empty={<EmptyState heading={words.empty} />} />
      <Pagination page={wished.sida} pageSize={pageSize} total={total} hrefOf={(sida) => at({ sida })} />
      <Buttons>
        <LinkButton kind="secondary" icon="search" href={href('/handlaggning/sok')}>Sök ärende</LinkButton>
        {context.who.roles.includes('manager') && <LinkButton kind="secondary" href={href('/handlaggning/fordelning')}>Fördela och se belastning</LinkButton>}
        <LinkButton kind="quiet" href={href('/handlaggning/franvaro')}>Frånvaro och ersättare</LinkButton>
      </Buttons>
      <p><a class="ds-link" href={href('/handlaggning/granskning')}>Beslut att granska tillsammans</a></p>
    </StaffLayout>
  );
}

function columnsOf(
  wished: Query, today: string, names: ReadonlyMap<Uuid, string>, at: (change: Partial<Record<keyof Query, string | undefined>>) => ReturnType<typeof href>,
): Column<WorkItem>[] {
  const falling = wished.ordning ? wished.ordning === 'fallande' : wished.visa === 'nytt' || wished.visa === 'overklagade';
  const sortable = { sort: at({ ordning: falling ? 'stigande' : 'fallande' }), sorted: falling ? 'descending' as const : 'ascending' as const };
  const on = (view: readonly View[]) => (view.includes(wished.visa) ? sortable : {});
  const only = (view: readonly View[], column: Column<WorkItem>) => (view.includes(wished.visa) ? [column] : []);
  return [
    { key: 'number', heading: 'Ärende', rowHeading: true, cell: (item) => (
      <>
        <a class="ds-link" href={href(`/handlaggning/arenden/${item.id}`)}>{item.number}</a><br />{item.title}
      </>
    ) },
    { key: 'flags', heading: 'Att veta', cell: (item) => (
      <>
        {item.isNew && <Tag colour="info">Nytt</Tag>} {item.urgent && <Tag colour="danger">Brådskande</Tag>}{' '}
        {item.protected && <Tag colour="warning" icon="shield">Skyddade uppgifter</Tag>} {stateWords(item)}
      </>
    ) },
    { key: 'clocks', heading: 'Frister', cell: (item) => <Clocks of={item} today={today} />, ...on(['mina', 'frister']) },
    { key: 'arrived', heading: 'Kom in', cell: (item) => <>{formatDateShort(item.arrivedAt)}<br />{wayWords[item.channel]}</>, nowrap: true, ...on(['nya']) },
    ...only(['vantar'], { key: 'waiting', heading: 'Väntar till', nowrap: true, cell: (item) => item.waitingUntil ?? '–', ...on(['vantar']) }),
    ...only(['nytt', 'overklagade', 'mina'], { key: 'outside', heading: 'Senast inkommet', nowrap: true, cell: (item) => formatDateShort(item.outsideEventAt),
      ...on(['nytt', 'overklagade']) }),
    { key: 'officer', heading: 'Handläggare', cell: (item) => (item.assigneeId ? names.get(item.assigneeId) ?? '–' : 'Ingen') },
  ];
}

export const workListRoutes = [list];
