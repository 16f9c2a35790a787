import { z } from 'zod';
import { staffPage } from '../../../identity/index.ts';
import {
  Button, Buttons, EmptyState, Form, LinkButton, Table, Tabs, Tag, formatDate, href, none, route, swedishDay, type Column, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { confirmationOfTask } from '../../actions/decision/confirm-decision.ts';
import { coveredBy } from '../../store/officers/absences.ts';
import { countTasks, openTasks, type ListedTask } from '../../store/clocks/tasks.ts';
import { holders, type HolderOf } from '../officers/holders.ts';
import { readers } from '../case/in-case.tsx';

const pageSize = 25;
const path = '/handlaggning/uppgifter';
const query = z.object({
  visa: z.enum(['mina', 'enheten']).catch('mina').default('mina'), sida: z.coerce.number().int().min(1).max(200).catch(1).default(1),
});

const list = route({
  method: 'GET', path, access: readers, audit: none('a list without names: what is opened from it is logged'), query,
  async handle(context) {
    const { tx, who } = context;
    const today = swedishDay(context.now);
    const manages = who.roles.includes('manager');
    const view = context.query.visa === 'enheten' && manages ? 'unit' : 'mine';
    const wish = { who, covered: await coveredBy(tx, who.staffId), view } as const;
    const found = await openTasks(tx, { ...wish, page: context.query.sida, pageSize });
    const mine = await countTasks(tx, { ...wish, view: 'mine' }, today);
    const unit = manages ? await countTasks(tx, { ...wish, view: 'unit' }, today) : undefined;
    const holderOf = await holders(tx, who.authorityId!);
    const heading = view === 'unit' ? 'Enhetens uppgifter' : 'Mina uppgifter';
    const late = (view === 'unit' ? unit! : mine).late;
    const at = (sida: number) => href(path, { visa: context.query.visa, sida });
    return staffPage(context, {
      title: heading, crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }],
      children: (
        <>
          {unit && <Tabs label="Vems uppgifter" tabs={[
            { label: 'Mina', href: href(path), current: view === 'mine', count: mine.open },
            { label: 'Enhetens', href: href(path, { visa: 'enheten' }), current: view === 'unit', count: unit.open },
          ]} />}
          <p>{late === 0 ? 'Inget är försenat.' : late === 1 ? 'En uppgift är försenad.' : `${late} uppgifter är försenade.`} De mest brådskande står överst.</p>
          <Table caption={heading} captionHidden rows={found.slice(0, pageSize)} rowKey={({ id }) => id} emphasis={({ dueDay }) => dueDay < today}
            columns={columns(today, holderOf, view)} empty={<EmptyState heading="Ingenting att göra just nu" />} />
          <Buttons>
            {context.query.sida > 1 && <LinkButton kind="secondary" href={at(context.query.sida - 1)}>Tidigare</LinkButton>}
            {found.length > pageSize && <LinkButton kind="secondary" href={at(context.query.sida + 1)}>Fler</LinkButton>}
          </Buttons>
        </>
      ),
    });
  },
});

function columns(today: string, holderOf: HolderOf, view: 'mine' | 'unit'): Column<ListedTask>[] {
  return [
    { key: 'due', heading: 'Senast', nowrap: true, cell: ({ dueDay }) => <>{formatDate(dueDay, 'sv')}{dueDay < today && <><br /><Tag colour="danger">Försenad</Tag></>}</> },
    { key: 'what', heading: 'Att göra', rowHeading: true, cell: ({ what, caseId, key }) => {
      const review = confirmationOfTask(key);
      return review ? <a class="ds-link" href={href(`/handlaggning/arenden/${caseId}/granskning/${review}`)}>{what}</a> : what;
    } },
    { key: 'case', heading: 'Ärende', cell: (task) => (
      <><a class="ds-link" href={href(`/handlaggning/arenden/${task.caseId}/frister`)}>{task.caseNumber}</a><br />{task.caseTitle}</>
    ) },
    ...(view === 'unit' ? [{ key: 'who', heading: 'Vem', cell: (task: ListedTask) => holderOf(task, task) }] : []),
    { key: 'done', heading: 'Klar', cell: (task) => !confirmationOfTask(task.key) && (
      <Form action={href(`/handlaggning/arenden/${task.caseId}/uppgift/${task.id}/klar`)} label={`Klar: ${task.what.slice(0, 60)}`} hidden={{ till: 'listan' }}>
        <Button kind="quiet">Klar</Button>
      </Form>
    ) },
  ];
}

/** How many tasks the reader has, for the top of the work list. */
export async function taskCounts({ tx, who, now }: RequestContext<Staff>): Promise<{ open: number; late: number }> {
  return countTasks(tx, { who, covered: await coveredBy(tx, who.staffId), view: 'mine' }, swedishDay(now));
}

export const taskListRoutes = [list];
