import { z } from 'zod';
import { staffOf, staffPage } from '../../../identity/index.ts';
import {
  Button, DateField, EmptyState, Form, Section, Select, Table, formatDate, href, isUuid, notFound, redirect, route, swedishDay, type Answer, type FieldError,
  type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { absencesOf, addAbsence, endAbsence } from '../../store/officers/absences.ts';
import { readers } from '../case/in-case.tsx';

const path = '/handlaggning/franvaro';
const day = z.iso.date();

const show = route({
  method: 'GET', path, access: readers, audit: 'cases.absencesRead',
  handle: (context) => shown(context, []),
});

/** Colleagues whom the reader answers for: a manager those of their units, everyone themselves. */
async function people({ tx, who }: RequestContext<Staff>) {
  const all = (await staffOf(tx, who.authorityId!)).filter(({ assignments }) => assignments.some(({ role }) => ['officer', 'deputy', 'manager'].includes(role)));
  const manages = who.roles.includes('manager');
  const inUnits = (one: (typeof all)[number]) => who.unitIds.length === 0 || one.assignments.some(({ unitId }) => unitId === undefined || who.unitIds.includes(unitId));
  return { all, mine: all.filter((one) => one.id === who.staffId || (manages && inUnits(one))) };
}

async function shown(context: RequestContext<Staff>, errors: readonly FieldError[]): Promise<Answer> {
  const { tx, who, fields, now } = context;
  const { all, mine } = await people(context);
  const name = (id: string | null) => all.find((one) => one.id === id)?.name ?? 'Ingen';
  const rows = await absencesOf(tx, who.authorityId!);
  const value = (field: string, otherwise: string) => String(fields[field] ?? otherwise);
  const error = (field: string) => errors.find((one) => one.name === field)?.message;
  const today = swedishDay(now);
  return staffPage(context, {
    title: 'Frånvaro och ersättare', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], errors,
    children: (
      <>
        <p>När någon är borta har ersättaren ärendena under tiden. De syns i ersättarens lista, och uppgifterna likaså.</p>
        <Table caption="Borta nu eller snart" rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Ingen är borta" />} columns={[
          { key: 'who', heading: 'Vem', rowHeading: true, cell: ({ staffId }) => name(staffId) },
          { key: 'when', heading: 'När', cell: ({ from, until }) => `${formatDate(from, 'sv')} – ${formatDate(until, 'sv')}` },
          { key: 'deputy', heading: 'Ersättare', cell: ({ deputyId }) => name(deputyId) },
          { key: 'end', heading: 'Ändra', cell: (one) => (mine.some(({ id }) => id === one.staffId) ? (
            <Form action={href(`${path}/${one.id}/slut`)} label={`Avsluta frånvaron för ${name(one.staffId)}`}><Button kind="quiet">{one.from <= today ? 'Är tillbaka' : 'Ta bort'}</Button></Form>
          ) : '–') },
        ]} />
        <Section heading="Lägg in frånvaro">
          <Form action={href(path)} label="Lägg in frånvaro">
            {mine.length > 1 ? <Select name="staff" label="Vem är borta?" value={value('staff', who.staffId)} options={mine.map((one) => ({ value: one.id, label: one.name }))} error={error('staff')} />
              : <input type="hidden" name="staff" value={who.staffId} />}
            <DateField name="from" label="Från och med" value={value('from', today)} error={error('from')} />
            <DateField name="until" label="Till och med" value={value('until', '')} error={error('until')} />
            <Select name="deputy" label="Vem har ärendena under tiden?" value={value('deputy', '')} error={error('deputy')}
              options={[{ value: '', label: 'Ingen: chefen fördelar det som brådskar' }, ...all.map((one) => ({ value: one.id, label: one.name }))]} />
            <Button kind="secondary">Lägg in</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

const add = route({
  method: 'POST', path, access: readers, audit: 'cases.absenceEntered',
  async handle(context) {
    const { tx, who, fields } = context;
    const { all, mine } = await people(context);
    const [from, until] = [day.safeParse(fields['from']), day.safeParse(fields['until'])];
    const absent = mine.find(({ id }) => id === fields['staff']);
    const deputy = fields['deputy'] ? all.find(({ id }) => id === fields['deputy']) : undefined;
    const errors: FieldError[] = [];
    if (!absent) errors.push({ name: 'staff', message: 'Välj vem som är borta.' });
    if (!from.success) errors.push({ name: 'from', message: 'Skriv första dagen, till exempel 2026-12-21.' });
    if (!until.success || (from.success && until.data < from.data) || until.data < swedishDay(context.now)) errors.push({ name: 'until', message: 'Skriv sista dagen. Den ligger inte före den första, och inte bakåt i tiden.' });
    if (fields['deputy'] && (!deputy || deputy.id === absent?.id)) errors.push({ name: 'deputy', message: 'Välj någon annan än den som är borta.' });
    if (errors.length || !absent || !from.success || !until.success) return shown(context, errors);
    await addAbsence(tx, who.authorityId!, { staffId: absent.id, deputyId: deputy?.id ?? null, from: from.data, until: until.data }, who.staffId);
    context.about({ detail: { staff: absent.id, ...(deputy && { deputy: deputy.id }), from: from.data, until: until.data } });
    return redirect(path);
  },
});

const end = route({
  method: 'POST', path: '/handlaggning/franvaro/:id/slut', access: readers, audit: 'cases.absenceEnded',
  async handle(context) {
    const { id } = context.params as { id?: string };
    const { mine } = await people(context);
    const one = id && isUuid(id) ? (await absencesOf(context.tx, context.who.authorityId!)).find((absence) => absence.id === id) : undefined;
    if (!one || !mine.some((person) => person.id === one.staffId)) return notFound();
    await endAbsence(context.tx, context.who.authorityId!, one.id);
    return redirect(path);
  },
});

export const absenceRoutes = [show, add, end];
