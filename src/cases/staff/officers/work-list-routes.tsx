import { z } from 'zod';
import { staffNames, staffPage } from '../../../identity/index.ts';
import {
  Button, Buttons, Checkbox, Details, EmptyState, Form, KeyValue, LinkButton, Pagination, PrintLink, Select, Table, Tabs, Tag, TextField, formatDateShort, href,
  redirect, route, staff, staffRoles, swedishDay, type Column, type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import { servicesOfUnits } from '../../../services/index.ts';
import { views, type View } from '../../model/officers/list-views.ts';
import { coveredBy } from '../../store/officers/absences.ts';
import { namesInList, type RowName } from '../../store/officers/names-in-list.ts';
import { firstViewOf, savedViewsFor, type SavedView } from '../../store/officers/saved-views.ts';
import { countViews, mostCounted, workList, type ListWish, type WorkItem } from '../../store/officers/work-list.ts';
import { Clocks } from '../clocks/clocks.tsx';
import { taskCounts } from '../clocks/task-list-routes.tsx';
import { readers } from '../case/in-case.tsx';
import { stateWords, wayWords } from '../words.ts';
import { unitsOf } from './units-of.ts';

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
  visa: z.enum(views).optional().catch(undefined),
  tjanst: z.string().max(60).optional(),
  bradskande: z.literal('1').optional(),
  ordning: z.enum(['stigande', 'fallande']).optional(),
  klart: z.enum(['lamnat', 'ersattare']).optional().catch(undefined),
  sida: z.coerce.number().int().min(1).max(mostCounted / pageSize).catch(1).default(1),
});
const doneWords = { lamnat: 'Ärendet är överlämnat.', ersattare: 'Ersättaren är utsedd.' } as const;
type Asked = z.infer<typeof query>;
/** What is shown: what was asked for, or the list that the reader comes to first. */
type Query = Asked & { visa: View };

/** Where those who handle no cases do their work. */
function elsewhere(roles: Staff['roles']): string {
  if (roles.includes('registrar')) return '/handlaggning/register';
  if (roles.includes('secretary')) return '/handlaggning/sammantraden';
  if (roles.includes('economy')) return '/handlaggning/utbetalningar';
  return roles.includes('onDuty') ? '/handlaggning/kris' : '/handlaggning/administration';
}

const list = route({
  method: 'GET', path: '/handlaggning', access: staff(...staffRoles), audit: 'cases.listRead', query,
  async handle(context) {
    const { tx, who } = context;
    // Whoever handles no cases comes to what they are here for.
    if (!who.roles.some((role) => readers.roles.includes(role))) return redirect(elsewhere(who.roles));
    const saved = await savedViewsFor(tx, who.authorityId!, who.staffId, who.unitIds);
    const first = await firstViewOf(tx, who.authorityId!, who.staffId);
    const wished = wishedIn(context.query, saved.find(({ id }) => id === first));
    const wish = await wishOf(context, wished);
    const rows = await workList(tx, wish);
    const about = await namesInList(tx, who, wish.covered ?? [], rows);
    context.about({ detail: { list: wished.visa, named: [...about.values()].filter(({ shown }) => shown === 'name').length } });
    const counts = await countViews(tx, wish);
    const names = await staffNames(tx, rows.flatMap(({ assigneeId }) => assigneeId ?? []));
    const services = (await servicesOfUnits(tx, who.authorityId!, who.unitIds)).map(({ service, compiled }) => ({ value: service, label: compiled.folder.definition.name }));
    return staffPage(context, {
      title: viewWords[wished.visa].heading, done: wished.klart && doneWords[wished.klart],
      children: <WorkList context={context} query={wished} rows={rows} about={about} saved={saved} counts={counts} names={names} services={services} tasks={await taskCounts(context)} />,
    });
  },
});

function wishedIn(asked: Asked, first: SavedView | undefined): Query {
  return asked.visa || !first ? { ...asked, visa: asked.visa ?? 'mina' } : { ...asked, ...queryOf(first) };
}

/** A saved list as the address asks for it. */
export function queryOf(view: SavedView): Pick<Query, 'visa' | 'tjanst' | 'bradskande' | 'ordning'> {
  return {
    visa: view.list, ...(view.service && { tjanst: view.service }), ...(view.urgent && { bradskande: '1' as const }),
    ...(view.falling !== null && { ordning: view.falling ? 'fallande' as const : 'stigande' as const }),
  };
}

async function wishOf({ tx, who }: RequestContext<Staff>, wished: Query): Promise<ListWish> {
  const units = who.unitIds.length ? who.unitIds : (await unitsOf({ tx, who })).map(({ id }) => id);
  return {
    view: wished.visa, staffId: who.staffId, covered: await coveredBy(tx, who.staffId), units, page: wished.sida, pageSize,
    newestFirst: wished.ordning ? wished.ordning === 'fallande' : wished.visa === 'nytt' || wished.visa === 'overklagade',
    ...(wished.tjanst && { service: wished.tjanst }), ...(wished.bradskande && { urgentOnly: true }),
  };
}

interface Props {
  context: RequestContext<Staff, unknown, Asked>;
  query: Query;
  rows: readonly WorkItem[];
  about: ReadonlyMap<Uuid, RowName>;
  saved: readonly SavedView[];
  counts: ReadonlyMap<View, number>;
  names: ReadonlyMap<Uuid, string>;
  services: readonly { value: string; label: string }[];
  tasks: { open: number; late: number };
}

function WorkList({ context, query: wished, rows, about, saved, counts, names, services, tasks }: Props) {
  const words = viewWords[wished.visa];
  const total = counts.get(wished.visa) ?? 0;
  const today = swedishDay(context.now);
  const at = (change: Partial<Record<keyof Query, string | number | undefined>>) => href('/handlaggning', { ...wished, sida: undefined, klart: undefined, ...change });
  return (
    <>
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
      {saved.length > 0 && (
        <p class="saved-lists">Sparade listor: {saved.map((view, index) => (
          <>{index > 0 && ', '}<a class="ds-link" href={href('/handlaggning', queryOf(view))}>{view.name}</a>{view.unitId && ' (enhetens)'}</>
        ))}. <a class="ds-link" href={href('/handlaggning/listor')}>Ändra</a></p>
      )}
      <Form action={href('/handlaggning')} method="get" hidden={{ visa: wished.visa }} label="Filtrera listan" inline>
        {services.length > 1 && <Select name="tjanst" label="Tjänst" value={wished.tjanst ?? ''} options={[{ value: '', label: 'Alla tjänster' }, ...services]} />}
        <Select name="bradskande" label="Brådskande" value={wished.bradskande ?? ''} options={[{ value: '', label: 'Alla' }, { value: '1', label: 'Bara brådskande' }]} />
        <Button kind="secondary">Filtrera</Button>
      </Form>
      {rows.length === 0 ? <EmptyState heading={words.empty} /> : (
        <Form action={href('/handlaggning/urval')} method="get" label="Gör med flera ärenden">
          <div data-list-keys="">
            <Table caption={words.heading} captionHidden rows={rows} rowKey={({ id }) => id} emphasis={({ isNew }) => isNew} columns={columnsOf(wished, today, names, about, at)} />
          </div>
          <Buttons><Button kind="secondary">Gör något med de valda</Button></Buttons>
        </Form>
      )}
      <Pagination page={wished.sida} pageSize={pageSize} total={total} hrefOf={(sida) => at({ sida })} />
      <Buttons>
        <LinkButton kind="secondary" icon="search" href={href('/handlaggning/sok')}>Sök ärende</LinkButton>
        {context.who.roles.includes('manager') && <LinkButton kind="secondary" href={href('/handlaggning/fordelning')}>Fördela och se belastning</LinkButton>}
        <LinkButton kind="quiet" href={href('/handlaggning/franvaro')}>Frånvaro och ersättare</LinkButton>
        <PrintLink href={at({ sida: wished.sida })}>Skriv ut listan</PrintLink>
      </Buttons>
      <div class="flow" data-screen-only="">
        <Keys />
        <SaveList wished={wished} shares={context.who.roles.includes('manager') && context.who.unitIds.length > 0} />
      </div>
      <p><a class="ds-link" href={href('/handlaggning/granskning')}>Beslut att granska tillsammans</a></p>
    </>
  );
}

/** What keys do in the list, and the press that switches them off. Without scripts there are none, and nothing to switch. */
function Keys() {
  const keys = [['j / k', 'Nästa och föregående ärende'], ['o eller Retur', 'Öppna ärendet'], ['x', 'Kryssa i ärendet'], ['t', 'Ta ärendet, eller gör något annat med det'], ['/', 'Sök ärende'], ['?', 'Visa den här listan']] as const;
  return (
    <Details summary="Kortkommandon" id="kortkommandon">
      <KeyValue items={keys.map(([key, value]) => ({ key, value }))} />
      <p class="hint">De gäller i listan, inte medan du skriver i ett fält. Allt går att göra utan dem.</p>
      <button type="button" class="ds-button" data-variant="secondary" hidden data-keys-switch="" data-on="Slå på kortkommandon" data-off="Stäng av kortkommandon" />
    </Details>
  );
}

/** Keeps the list as it stands, by a name. */
function SaveList({ wished, shares }: { wished: Query; shares: boolean }) {
  return (
    <Details summary="Spara den här listan">
      <Form action={href('/handlaggning/listor')} label="Spara listan" hidden={{ visa: wished.visa, tjanst: wished.tjanst, bradskande: wished.bradskande, ordning: wished.ordning }}>
        <TextField name="name" label="Vad ska listan heta?" hint="Listan sparas med det filter och den ordning du ser nu." size={30} />
        <Checkbox name="first" label="Visa den först när jag kommer till arbetslistan" />
        {shares && <Checkbox name="share" label="Dela den med alla på enheten" />}
        <Button kind="secondary">Spara listan</Button>
      </Form>
    </Details>
  );
}

const nameWords = { protected: 'Skyddad identitet', notShown: 'Visas för den som har ärendet', nobody: 'Ingen känd person' } as const;

function AboutWhom({ name }: { name: RowName | undefined }) {
  if (!name) return <>–</>;
  return name.shown === 'name' ? <>{name.name}</> : <span class="hint">{nameWords[name.shown]}</span>;
}

function columnsOf(
  wished: Query, today: string, names: ReadonlyMap<Uuid, string>, about: ReadonlyMap<Uuid, RowName>, at: (change: Partial<Record<keyof Query, string | undefined>>) => ReturnType<typeof href>,
): Column<WorkItem>[] {
  const falling = wished.ordning ? wished.ordning === 'fallande' : wished.visa === 'nytt' || wished.visa === 'overklagade';
  const sortable = { sort: at({ ordning: falling ? 'stigande' : 'fallande' }), sorted: falling ? 'descending' as const : 'ascending' as const };
  const on = (view: readonly View[]) => (view.includes(wished.visa) ? sortable : {});
  const only = (view: readonly View[], column: Column<WorkItem>) => (view.includes(wished.visa) ? [column] : []);
  return [
    { key: 'choose', heading: 'Välj', cell: (item) => <input class="ds-input" type="checkbox" name="arende" value={item.id} aria-label={`Välj ${item.number}`} /> },
    { key: 'number', heading: 'Ärende', rowHeading: true, cell: (item) => (
      <>
        <a class="ds-link" data-nowrap="" href={href(`/handlaggning/arenden/${item.id}`)}>{item.number}</a><br />{item.title}
      </>
    ) },
    { key: 'about', heading: 'Vem', cell: (item) => <AboutWhom name={about.get(item.id)} /> },
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
