import { staffNames } from '../../identity/index.ts';
import { Alert, Button, EmptyState, Form, KeyValue, Link, LinkButton, Section, Table, TextArea, TextField, formatDate, formatDateTime, href, none, redirect, route, textOf,
  type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { identify, takeBackIdentity, whyNotTheirs, type WhyNotTheirs } from '../actions/identify.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { bookingContent, findBooking } from '../store/bookings.ts';
import { identifiedOf } from '../store/identified.ts';
import { outcomesOf } from '../store/outcomes.ts';
import { base, receivers, timesPage } from './frame.ts';
import { openBooking, type OpenedBooking } from './opened.ts';
import { lookUpByNumber, meetLookedUp, type LookedUp } from './person-by-number.ts';
import { seenAs, whom } from './who.ts';

type OfBooking = RequestContext<Staff, { id: string }>;
interface Typed { number: string; name: string; reason: string }
const nothing: Typed = { number: '', name: '', reason: '' };
const wrongs: Readonly<Record<WhyNotTheirs, string>> = {
  same: 'Besöket hör redan till den personen.', has: 'Personen har en egen tid för samma sak. Avboka den först, eller vänta tills besöket är klart.',
};

const ask = route({
  method: 'GET', path: `${base}/bokning/:id/identitet`, access: receivers, audit: 'booking.read',
  async handle(context) {
    const opened = await openBooking(context);
    return 'desk' in opened ? form(context, opened, nothing, []) : opened;
  },
});

/** First step: who it is, and how one knows. */
async function form(context: OfBooking, { booking, bookable }: OpenedBooking, typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const [who, found] = [await whom(tx, booking), await identifiedOf(tx, booking.id)];
  const names = await staffNames(tx, found.flatMap(({ staffId, ended }) => [staffId, ...(ended ? [ended.by] : [])]));
  const at = `${base}/bokning/${booking.id}`;
  const current = found.find(({ ended }) => !ended);
  const field = (name: keyof Typed, label: string) => ({ name, label, value: typed[name], error: errors.find((one) => one.name === name)?.message });
  return timesPage(context, {
    title: 'Vems var besöket?', above: `${bookable.name}, ${whenOf(booking.startsAt, 'sv')}`, errors, width: 'text', crumbs: [{ label: 'Bokningen', href: href(at) }],
    children: (
      <>
        <KeyValue items={[{ key: 'Står på nu', value: who.name }, ...(who.number ? [{ key: 'Nummer', value: who.number }] : []), { key: 'Kod', value: booking.code }]} />
        <Form action={href(`${at}/identitet`)} label="Koppla besöket till en person">
          <TextField {...field('number', 'Personnummer eller samordningsnummer')} hint="Tolv siffror. På nästa sida ser du båda och bekräftar." size={14} />
          <TextField {...field('name', 'Namn')} hint="Behövs bara när numret inte finns i folkbokföringen." optional />
          <TextArea {...field('reason', 'Hur vet du att det är samma människa?')} hint="Till exempel: visade pass, och foto och födelsedag stämmer." rows={2} />
          <Button>Fortsätt</Button>
        </Form>
        {current && (
          <Section heading="Ta bort kopplingen">
            <p>Var det fel person? Då står besöket på den som det stod på före, och den som det kopplades till ser det inte längre.</p>
            <Form action={href(`${at}/identitet/slut`)}>
              <TextArea name="varfor" label="Vad blev fel?" rows={2} error={errors.find((one) => one.name === 'varfor')?.message} /><Button kind="danger">Ta bort kopplingen</Button>
            </Form>
          </Section>
        )}
        {found.length > 0 && (
          <Section heading="Tidigare kopplingar">
            <Table caption="Kopplingar" captionHidden rows={found} rowKey={({ id }) => id} empty={<EmptyState heading="Inga" />} columns={[
              { key: 'at', heading: 'När', rowHeading: true, cell: (one) => formatDateTime(one.at, 'sv') }, { key: 'why', heading: 'Skäl', cell: (one) => one.reason }, { key: 'who', heading: 'Av', cell: (one) => names.get(one.staffId) ?? '' },
              { key: 'ended', heading: 'Borttagen', cell: ({ ended }) => (ended ? `${formatDateTime(ended.at, 'sv')} av ${names.get(ended.by) ?? ''}: ${ended.reason}` : '–') },
            ]} />
          </Section>
        )}
      </>
    ),
  });
}

const check = route({
  method: 'POST', path: `${base}/bokning/:id/identitet`, access: receivers, audit: 'booking.identityTried',
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const read = await readTyped(context, opened);
    if ('errors' in read) return form(context, opened, read.typed, read.errors);
    // Whoever it may be is looked at now, and may see that in their own log.
    if (read.found.id) context.about({ subjectId: read.found.id });
    return confirmPage(context, opened, read.found, read.typed);
  },
});

/** Second step: what stands on the visit, and who it would be, side by side. */
async function confirmPage(context: OfBooking, { booking, bookable }: OpenedBooking, { id, person }: LookedUp, typed: Typed): Promise<Answer> {
  const { tx } = context;
  const [before, after, content] = [await whom(tx, booking), seenAs(tx, person), await bookingContent(tx, booking.id)];
  const visits = id ? await outcomesOf(tx, id, booking.service) : [];
  const at = `${base}/bokning/${booking.id}`;
  const rows: [string, string, string][] = [
    ['Namn', before.name, after.name], ['Nummer', before.number, after.number], ['Ålder', before.age === undefined ? '' : `${before.age} år`, after.age === undefined ? '' : `${after.age} år`],
    ['Telefon', before.phone, after.phone], ['Adress', before.address?.join(', ') ?? '', after.address?.join(', ') ?? ''],
  ];
  return timesPage(context, {
    title: 'Är det samma människa?', above: `${bookable.name}, ${whenOf(booking.startsAt, 'sv')}`, crumbs: [{ label: 'Bokningen', href: href(at) }],
    children: (
      <>
        <Table caption="Uppgifterna sida vid sida" captionHidden rows={rows} rowKey={([what]) => what} empty={null} columns={[
          { key: 'what', heading: 'Uppgift', rowHeading: true, cell: ([what]) => what }, { key: 'visit', heading: 'Besöket står på', cell: (row) => row[1] || '–' }, { key: 'person', heading: 'Personen', cell: (row) => row[2] || '–' },
        ]} />
        {visits.length > 0 && <Alert heading="Personen har varit här förut"><ul class="ds-list">{visits.map((one) => <li key={one.id}>{bookable.kinds.find(({ id }) => id === one.kind)?.name}, {formatDate(one.doneAt, 'sv')}</li>)}</ul></Alert>}
        <p>Skäl: {typed.reason}</p>
        <p>Besöket{content.declared ? ', svaren på frågorna' : ''} och det som kom av det blir personens. Personen får ett meddelande och ser det på Mina sidor. Det loggas hos båda, och kan tas bort om det var fel.</p>
        <Form action={href(`${at}/identitet/koppling`)} hidden={{ ...typed }}><Button icon="check">Ja, koppla besöket till personen</Button></Form>
        <p><LinkButton kind="secondary" href={href(`${at}/identitet`)}>Nej, gå tillbaka</LinkButton></p>
      </>
    ),
  });
}

const join = route({
  method: 'POST', path: `${base}/bokning/:id/identitet/koppling`, access: receivers, audit: none('what was joined is audited at both'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const read = await readTyped(context, opened);
    if ('errors' in read) return form(context, opened, read.typed, read.errors);
    const locked = (await findBooking(context.tx, opened.booking.id, { lock: true }))!;
    const to = await meetLookedUp(context, read.found);
    const wrong = await identify(context.tx, opened.bookable, locked, { to, reason: read.typed.reason, staffId: context.who.staffId });
    return wrong ? form(context, opened, read.typed, [{ name: 'number', message: wrongs[wrong] }]) : redirect(`${base}/bokning/${opened.booking.id}?gjort=kopplad`);
  },
});

/** What was typed, read the same in both steps: the person is looked up anew, and made and known only when it is confirmed. */
async function readTyped(context: OfBooking, { booking }: OpenedBooking): Promise<{ found: LookedUp; typed: Typed } | { typed: Typed; errors: FieldError[] }> {
  const { fields } = context;
  const typed: Typed = { number: textOf(fields, 'number', 20), name: textOf(fields, 'name', 120), reason: textOf(fields, 'reason', 500) };
  const why: FieldError[] = typed.reason ? [] : [{ name: 'reason', message: 'Skriv hur du vet att det är samma människa.' }];
  const found = await lookUpByNumber(context, typed);
  if ('errors' in found || why.length) return { typed, errors: [...('errors' in found ? found.errors : []), ...why] };
  const wrong = found.id && await whyNotTheirs(context.tx, booking, found.id);
  return wrong ? { typed, errors: [{ name: 'number', message: wrongs[wrong] }] } : { typed, found };
}

const takeBack = route({
  method: 'POST', path: `${base}/bokning/:id/identitet/slut`, access: receivers, audit: none('what was taken back is audited at both'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const reason = textOf(context.fields, 'varfor', 500);
    if (!reason) return form(context, opened, nothing, [{ name: 'varfor', message: 'Skriv vad som blev fel.' }]);
    const locked = (await findBooking(context.tx, opened.booking.id, { lock: true }))!;
    const wrong = await takeBackIdentity(context.tx, opened.bookable, locked, { by: context.who.staffId, reason });
    if (wrong === 'has') return form(context, opened, nothing, [{ name: 'varfor', message: 'Den som besöket stod på förut har en annan tid för samma sak. Avboka den först, eller vänta tills besöket är klart.' }]);
    return redirect(`${base}/bokning/${opened.booking.id}${wrong ? '' : '?gjort=bortkopplad'}`);
  },
});

/** The way in from the page of a booking. */
export function IdentityLink({ at, known }: { at: string; known: boolean }) {
  return <p><Link href={href(`${at}/identitet`)}>{known ? 'Står besöket på fel person?' : 'Koppla besöket till en person'}</Link></p>;
}

export const identityRoutes = [ask, check, join, takeBack];
