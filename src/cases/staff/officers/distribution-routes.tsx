import { z } from 'zod';
import { staffOf, staffPage } from '../../../identity/index.ts';
import {
  Alert, Button, CheckboxGroup, EmptyState, Form, Section, Table, formatDate, formatNumber, href, isUuid, redirect, route, staff, type Answer, type FieldError,
  type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import { distribute } from '../../actions/case/distribute.ts';
import { awayToday } from '../../store/officers/absences.ts';
import { loadOf, untaken, type Load } from '../../store/officers/load.ts';
import { unitsOf } from './units-of.ts';

const managers = staff('manager');
const path = '/handlaggning/fordelning';
/** Cases that are shown, and spread at a time. */
const most = 100;
const query = z.object({ gav: z.coerce.number().int().min(0).max(most).optional().catch(undefined), kvar: z.coerce.number().int().min(0).max(most).optional().catch(undefined) });

const show = route({
  method: 'GET', path, access: managers, audit: 'cases.distributionRead', query,
  handle: (context) => shown(context, [], context.query),
});

interface Row extends Load { name: string; away: string | undefined }

async function shown(context: RequestContext<Staff>, errors: readonly FieldError[], told: z.infer<typeof query> = {}): Promise<Answer> {
  const { tx, who, fields } = context;
  const units = await unitsOf(context);
  const ids = units.map(({ id }) => id);
  const [free, load, away] = [await untaken(tx, ids, most), await loadOf(tx, ids), await awayToday(tx, who.authorityId!)];
  const officers = (await staffOf(tx, who.authorityId!)).filter(({ assignments }) => assignments.some(({ role, unitId }) =>
    (role === 'officer' || role === 'deputy') && (unitId === undefined || ids.includes(unitId))));
  const rows = officers.map(({ id, name }): Row => ({ ...load.get(id) ?? { staffId: id, open: 0, soon: 0, late: 0, waiting: 0, decided: 0 }, name, away: away.get(id)?.until }));
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const unitName = (id: Uuid) => units.find((unit) => unit.id === id)?.name ?? '';
  return staffPage(context, {
    title: 'Fördela ärenden', above: units.map(({ name }) => name).join(', '), crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], errors,
    children: (
      <>
        {told.gav !== undefined && (
          <Alert kind={told.kvar ? 'warning' : 'success'} live>
            <p>{told.gav === 1 ? 'Ett ärende fördelades.' : `${told.gav} ärenden fördelades.`}{told.kvar ? ` ${told.kvar} blev kvar: någon hann ta dem, eller så kan ingen av de valda ha dem.` : ''}</p>
          </Alert>
        )}
        <Workload rows={rows} />
        {free.length === 0 ? <EmptyState heading="Inga ärenden väntar på att fördelas" /> : (
          <Form action={href(path)} label="Fördela">
            <CheckboxGroup name="case" label="Vilka ärenden?" hint="De mest brådskande står överst." error={error('case')} values={[fields['case'] ?? []].flat()}
              choices={free.map((one) => ({
                value: one.id, label: `${one.number} ${one.title}${one.urgent ? ' – brådskande' : ''}${one.protected ? ' – skyddade uppgifter' : ''}`,
                hint: `Kom in ${formatDate(one.arrivedDay, 'sv')}${one.nextDue ? `, beslut senast ${formatDate(one.nextDue, 'sv')}` : ''}${units.length > 1 ? `, ${unitName(one.unitId)}` : ''}`,
              }))} />
            <CheckboxGroup name="to" label="Till vilka?" hint="Ärendena sprids så att alla får ungefär lika många. Var och en svarar själv på frågan om jäv." error={error('to')}
              values={[fields['to'] ?? []].flat()} choices={rows.filter((row) => !row.away).map(({ staffId, name, open }) => ({ value: staffId, label: `${name} (${open} öppna)` }))} />
            <Button>Fördela</Button>
          </Form>
        )}
      </>
    ),
  });
}

function Workload({ rows }: { rows: readonly Row[] }) {
  const count = (value: number) => formatNumber(value, 'sv');
  return (
    <Section heading="Vem har hur mycket?">
      <Table caption="Arbetsläget just nu" captionHidden rows={rows} rowKey={({ staffId }) => staffId} emphasis={({ late }) => late > 0} empty={<EmptyState heading="Ingen handläggare på enheten" />} columns={[
        { key: 'name', heading: 'Handläggare', rowHeading: true, cell: ({ name, away }) => <>{name}{away && <><br />Borta till och med {formatDate(away, 'sv')}</>}</> },
        { key: 'open', heading: 'Öppna', align: 'end', cell: ({ open }) => count(open) }, { key: 'soon', heading: 'Beslut inom två veckor', align: 'end', cell: ({ soon }) => count(soon) },
        { key: 'late', heading: 'Försenade', align: 'end', cell: ({ late }) => count(late) }, { key: 'waiting', heading: 'Väntar på någon annan', align: 'end', cell: ({ waiting }) => count(waiting) },
        { key: 'decided', heading: 'Beslut senaste 30 dagarna', align: 'end', cell: ({ decided }) => count(decided) },
      ]} />
    </Section>
  );
}

const give = route({
  method: 'POST', path, access: managers, audit: 'cases.distributionAsked',
  async handle(context) {
    const { tx, who, fields } = context;
    const ids = (name: string) => [...new Set([fields[name] ?? []].flat())].filter(isUuid).slice(0, most);
    const [cases, to] = [ids('case'), ids('to')];
    const errors: FieldError[] = [];
    if (!cases.length) errors.push({ name: 'case', message: 'Välj minst ett ärende.' });
    if (!to.length) errors.push({ name: 'to', message: 'Välj minst en handläggare.' });
    if (errors.length) return shown(context, errors);
    const { given, left } = await distribute(tx, who, (await unitsOf(context)).map(({ id }) => id), { cases, to });
    context.about({ detail: { given, left } });
    return redirect(`${path}?gav=${given}&kvar=${left}`);
  },
});

export const distributionRoutes = [show, give];
