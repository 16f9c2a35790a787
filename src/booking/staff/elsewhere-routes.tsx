import { Button, DateField, EmptyState, Form, RadioGroup, Section, Table, TextField, asUuid, formatDate, href, isUuid, none, notFound, redirect, route, swedishDay, textOf, typedIn,
  type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { recordElsewhere, withdrawElsewhere } from '../actions/record-elsewhere.ts';
import { countedKinds } from '../model/chain.ts';
import { fieldText, readElsewhere, shownField } from '../model/outcome-content.ts';
import { elsewhereOf, outcomeContent } from '../store/outcomes.ts';
import { base, receivers, timesPage } from './frame.ts';
import { openBooking, type OpenedBooking } from './opened.ts';
import { whom } from './who.ts';

type OfBooking = RequestContext<Staff, { id: string }>;

const ask = route({
  method: 'GET', path: `${base}/bokning/:id/annanstans`, access: receivers, audit: 'booking.read',
  async handle(context) {
    const opened = await open(context);
    return 'desk' in opened ? form(context, opened, {}, []) : opened;
  },
});

const save = route({
  method: 'POST', path: `${base}/bokning/:id/annanstans`, access: receivers, audit: none('what is written down is audited'),
  async handle(context) {
    const opened = await open(context);
    if (!('desk' in opened)) return opened;
    const { booking, bookable } = opened;
    const typed = typedIn(context.fields);
    const { kind, day, content, shown, errors } = readElsewhere(bookable.outcome!, countedKinds(bookable.kinds), context.fields, swedishDay(context.now));
    if (errors.length) return form(context, opened, typed, errors);
    const done = await recordElsewhere(context.tx, bookable, booking, { kind, day, content, shown, staffId: context.who.staffId });
    return done ? redirect(`${base}/bokning/${booking.id}?gjort=annanstans`) : form(context, opened, typed, [{ name: 'datum', message: 'Den dosen är redan införd.' }]);
  },
});

const takeAway = route({
  method: 'POST', path: `${base}/bokning/:id/annanstans/slut`, access: receivers, audit: none('what is taken away is audited'),
  async handle(context) {
    const opened = await open(context);
    if (!('desk' in opened)) return opened;
    const id = textOf(context.fields, 'dos');
    if (!isUuid(id) || !await withdrawElsewhere(context.tx, opened.bookable, opened.booking, asUuid(id))) return notFound();
    return redirect(`${base}/bokning/${opened.booking.id}/annanstans`);
  },
});

/** A visit that somebody has come to, of a service where earlier doses count. */
async function open(context: OfBooking): Promise<OpenedBooking | Answer> {
  const opened = await openBooking(context);
  if (!('desk' in opened)) return opened;
  const { booking, bookable } = opened;
  return bookable.outcome && countedKinds(bookable.kinds).length && !booking.endedAt && (booking.arrivedAt ?? booking.doneAt) ? opened : notFound();
}

async function form(context: OfBooking, { booking, bookable }: OpenedBooking, typed: Readonly<Record<string, string>>, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const kinds = countedKinds(bookable.kinds);
  const rows = [];
  for (const one of await elsewhereOf(tx, booking.id)) rows.push({ ...one, content: await outcomeContent(tx, one.id) });
  const told = bookable.outcome!.fields.filter((field) => field.told && (field.batch || field.type === 'choice')).slice(0, 2);
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: errors.find((one) => one.name === name)?.message });
  const at = `${base}/bokning/${booking.id}`;
  return timesPage(context, {
    title: 'Dos på annat håll', above: `${bookable.name}, ${(await whom(tx, booking)).name}`, errors, width: 'text', crumbs: [{ label: 'Bokningen', href: href(at) }],
    children: (
      <>
        <p>Skriv in en dos som personen har fått någon annanstans och har visat intyg på. Den räknas när nästa dos bokas, och står på intyget som given av andra.</p>
        <Form action={href(`${at}/annanstans`)}>
          <RadioGroup {...field('kind', 'Vilken dos?')} choices={kinds.map(({ id, name }) => ({ value: id, label: name }))} />
          <DateField {...field('datum', 'När gavs den?')} />
          {told.map((one) => (one.type === 'choice'
            ? <RadioGroup key={one.id} {...field(`falt.${one.id}`, one.label)} optional choices={one.options.map(({ id, label }) => ({ value: id, label }))} />
            : <TextField key={one.id} {...field(`falt.${one.id}`, one.label)} optional size={16} />))}
          <TextField {...field('intyg', 'Vilket intyg visades?')} hint="Vem som har utfärdat det, i vilket land, och namnet på vaccinet om det inte finns ovan." />
          <Button>För in</Button>
        </Form>
        {rows.length > 0 && (
          <Section heading="Införda vid det här besöket">
            <Table caption="Doser på annat håll" captionHidden rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Inga" />} columns={[
              { key: 'kind', heading: 'Dos', rowHeading: true, cell: ({ kind }) => kinds.find(({ id }) => id === kind)?.name ?? kind }, { key: 'day', heading: 'Datum', nowrap: true, cell: ({ doneAt }) => formatDate(doneAt, 'sv') },
              { key: 'what', heading: 'Uppgifter', cell: ({ content }) => told.filter(({ id }) => content[id]).map((one) => fieldText(one, content[one.id])).join(', ') || '–' },
              { key: 'shown', heading: 'Intyg', cell: ({ content }) => content[shownField] },
              { key: 'end', heading: 'Ta bort', cell: ({ id, doneAt }) => <Form action={href(`${at}/annanstans/slut`)} inline hidden={{ dos: id }} label={`Ta bort dosen ${formatDate(doneAt, 'sv')}`}><Button kind="quiet">Ta bort</Button></Form> },
            ]} />
          </Section>
        )}
      </>
    ),
  });
}

export const elsewhereRoutes = [ask, save, takeAway];
