import { z } from 'zod';
import { staffNames, staffPage } from '../../identity/index.ts';
import { Alert, Button, Buttons, ConfirmBox, EmptyState, Form, KeyValue, Section, Table, Tag, TextField, TwoColumns, formatDateTime, formatNumber, formatTime, href, isUuid, messageOf,
  notFound, redirect, route, textOf, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { join } from '../actions/join.ts';
import { standingOf } from '../actions/take-turn.ts';
import { stepLane, type Doing } from '../actions/step.ts';
import { looksOf } from '../looks.ts';
import { honestTime, waitOf } from '../model/estimate.ts';
import { stateOf, wordsIn, type Lane } from '../model/lane.ts';
import { ticketFor } from '../model/ticket.ts';
import { span } from '../resident/frame.tsx';
import { scriptHref } from '../resident/script.ts';
import { countTurns, findInlet } from '../store/inlets.ts';
import { findLane, stepsOf } from '../store/lanes.ts';
import { callersOf, countPlaces, forgetContact } from '../store/places.ts';
import { knownSecrets } from '../store/lane-keys.ts';
import { statusOf } from '../status.ts';
import { base, kindWords, purposeWords, registerers, runners, stateWords } from './frame.tsx';

const doings = ['pause', 'resume', 'openNow', 'through', 'hold', 'empty', 'end', 'speed', 'supply'] as const;
const query = z.object({
  klart: z.enum(doings).optional().catch(undefined), nummer: z.coerce.number().int().min(1).optional().catch(undefined), fraga: z.enum(['empty', 'end']).optional().catch(undefined),
});

const doneWords: Readonly<Record<(typeof doings)[number], string>> = {
  pause: 'Kön står stilla. De som väntar ser det.', resume: 'Kön går igen.', openNow: 'Kön är öppnad och platserna är lottade.', through: 'Alla släpps igenom.',
  hold: 'Kön håller kvar besökare.', empty: 'Kön är tömd.', end: 'Kön är avslutad.', speed: 'Den nya takten gäller.', supply: 'Antalet är ändrat.',
};

const show = route({
  method: 'GET', path: `${base}/:lane`, access: registerers, audit: 'queue.laneSeen', query,
  async handle(context) {
    const lane = await findLane(context.tx, context.params.lane);
    return lane ? lanePage(context, lane, [], context.query) : notFound();
  },
});

async function lanePage(context: RequestContext<Staff>, lane: Lane, errors: readonly FieldError[], asked: Partial<z.infer<typeof query>> = {}): Promise<Answer> {
  const { tx, who, now } = context;
  const runs = runners.roles.some((role) => who.roles.includes(role));
  const { text, colour } = stateWords(lane, now);
  const done = asked.nummer ? `Den som ringde har nummer ${formatNumber(asked.nummer, 'sv')}.` : asked.klart && doneWords[asked.klart];
  const at = href(`${base}/${lane.slug}`);
  if (asked.fraga && runs) {
    return staffPage(context, { title: wordsIn(lane, 'sv').name, crumbs: [{ label: 'Köer', href: href(base) }], width: 'text', children: <Sure lane={lane} what={asked.fraga} count={await countPlaces(tx, lane.id)} /> });
  }
  return staffPage(context, { title: wordsIn(lane, 'sv').name, above: `Kö, ${kindWords[lane.kind].toLowerCase()}`, crumbs: [{ label: 'Köer', href: href(base) }], errors, done, children: (
    <TwoColumns sideLabel="Gör med kön" main={(
      <>
        <p><Tag colour={colour}>{text}</Tag></p>
        <Live lane={lane} {...await numbersFor(context, lane)} />
        <Callers lane={lane} rows={await callersWith(context, lane)} />
        <Section heading="Vad som har gjorts"><Steps rows={await stepsWith(context, lane)} /></Section>
      </>
    )} side={(
      <>
        {stateOf(lane, now) !== 'ended' && <CallerForm lane={lane} errors={errors} />}
        {runs && <Controls lane={lane} now={now} errors={errors} />}
        <p><a class="ds-link" href={href(`/ko/${lane.slug}`)}>Se kön som besökare</a></p>
        <p><a class="ds-link" href={at}>Hämta nya siffror</a></p>
        <script type="module" src={scriptHref('wait')} />
      </>
    )} />
  ) });
}

interface Numbers { waiting: number; count: number; admitted: number; speed: number; show: number; ease: number; lastMinute: number; inside: number; came: number }

async function numbersFor({ tx, now }: RequestContext<Staff>, lane: Lane): Promise<Numbers> {
  const [inlet, count] = [await findInlet(tx, lane.id), await countPlaces(tx, lane.id)];
  const turns = await countTurns(tx, lane.id, new Date(now.getTime() - 60_000));
  const { speed } = statusOf(lane, inlet, count, now, false);
  return { waiting: Math.max(0, count - inlet.admittedTo), count, admitted: inlet.admittedTo, speed, show: inlet.show, ease: inlet.ease, lastMinute: turns.since, inside: turns.inside, came: turns.all };
}

function Live({ lane, ...now }: { lane: Lane } & Numbers) {
  const number = (value: number) => formatNumber(value, 'sv');
  return (
    <Section heading="Just nu">
      <div data-queue-watch={lane.slug}>
        <KeyValue items={[
          { key: 'Väntar', value: <span data-watch="waiting">{number(now.waiting)}</span> },
          { key: 'Har fått sin tur', value: <span data-watch="to">{number(now.admitted)}</span> },
          { key: 'Har kommit in', value: number(now.came) },
          { key: 'Kom in senaste minuten', value: `${number(now.lastMinute)} av ${number(lane.perMinute)}` },
          { key: 'Är inne nu', value: number(now.inside) },
          { key: 'Kommer när det är deras tur', value: `${number(Math.round(now.show * 100))} procent` },
          { key: 'Väntan för den som kommer nu', value: <span data-watch="wait">{span(honestTime(waitOf(now.waiting, now.speed)), 'sv')}</span> },
          ...(lane.supply === null ? [] : [{ key: 'Kvar', value: <span data-watch="left">{number(lane.supply)}</span> }]),
          ...(lane.purpose === 'general' ? [] : [{ key: 'Till för', value: purposeWords[lane.purpose] }]),
          ...(lane.opensAt ? [{ key: 'Öppnar', value: formatDateTime(lane.opensAt, 'sv') }] : []),
        ]} />
      </div>
      {now.ease < 0.95 && <Alert kind="warning"><p>Tjänsten klarar inte takten. Kön släpper in {number(Math.round(now.ease * 100))} procent av vad som är satt.</p></Alert>}
    </Section>
  );
}

function Controls({ lane, now, errors }: { lane: Lane; now: Date; errors: readonly FieldError[] }) {
  const state = stateOf(lane, now);
  if (state === 'ended') return null;
  const act = (doing: Doing['do'], label: string) => <Form action={href(`${base}/${lane.slug}/steg`)} hidden={{ gor: doing }}><Button kind="secondary">{label}</Button></Form>;
  const ask = (what: 'empty' | 'end', label: string) => <a class="ds-link" href={href(`${base}/${lane.slug}`, { fraga: what })}>{label}</a>;
  return (
    <Section heading="Styr kön">
      <Form action={href(`${base}/${lane.slug}/steg`)} hidden={{ gor: 'speed' }} label="Ändra takten">
        <TextField name="speed" type="number" size={8} label="Så många ska komma in varje minut" value={String(lane.perMinute)} error={messageOf(errors, 'speed')} />
        <Button kind="secondary">Ändra takten</Button>
      </Form>
      <Form action={href(`${base}/${lane.slug}/steg`)} hidden={{ gor: 'supply' }} label="Ändra hur många som finns kvar">
        <TextField name="supply" type="number" size={8} label="Kvar av platser eller tider" optional value={lane.supply === null ? '' : String(lane.supply)} error={messageOf(errors, 'supply')} />
        <Button kind="secondary">Ändra antalet</Button>
      </Form>
      <Buttons>
        {lane.pausedAt ? act('resume', 'Låt kön gå igen') : act('pause', 'Pausa')}
        {state === 'registering' && act('openNow', 'Öppna och lotta nu')}
        {lane.throughSince || (lane.kind === 'ordinary' && !lane.holdingSince) ? act('hold', 'Håll kvar besökare') : act('through', 'Släpp igenom alla')}
      </Buttons>
      <p>{ask('empty', 'Töm kön')}</p>
      <p>{ask('end', 'Avsluta kön')}</p>
    </Section>
  );
}

function Sure({ lane, what, count }: { lane: Lane; what: 'empty' | 'end'; count: number }) {
  const [heading, confirm, consequences] = what === 'empty'
    ? ['Töm kön', 'Töm kön', [`Alla som väntar förlorar sin plats. ${formatNumber(count, 'sv')} har anmält sig hittills.`, 'De ser det på sin sida och kan ställa sig i kön igen.', 'Den som redan har fått sin tur behåller den.']] as const
    : ['Avsluta kön', 'Avsluta kön', ['Ingen kan anmäla sig längre och ingen släpps in.', 'Adressen som kön stod framför blir öppen för alla.', 'Kön kan inte öppnas igen.']] as const;
  return <ConfirmBox heading={heading} confirm={confirm} danger action={href(`${base}/${lane.slug}/steg`)} hidden={{ gor: what }} cancel={href(`${base}/${lane.slug}`)} consequences={consequences} />;
}

function CallerForm({ lane, errors }: { lane: Lane; errors: readonly FieldError[] }) {
  return (
    <Section heading="Anmäl någon som ringer">
      <Form action={href(`${base}/${lane.slug}/plats`)} label="Anmäl någon som ringer">
        <TextField name="name" label="Namn" optional autocomplete="off" error={messageOf(errors, 'name')} />
        <TextField name="phone" type="tel" label="Telefonnummer" hint="Om ni ska ringa upp när det är personens tur." optional autocomplete="off" error={messageOf(errors, 'phone')} />
        <Buttons><Button name="channel" value="phone">Anmäl, ringde</Button><Button name="channel" value="counter" kind="secondary">Anmäl, på plats</Button></Buttons>
      </Form>
    </Section>
  );
}

interface CallerRow { id: string; number: number; name: string; phone: string; standing: string; theirs: boolean; enter: string }

async function callersWith({ tx }: RequestContext<Staff>, lane: Lane): Promise<CallerRow[]> {
  const rows: CallerRow[] = [];
  const { ticket } = await knownSecrets(tx, lane.id);
  for (const { id, number, contact } of await callersOf(tx, lane.id)) {
    const standing = await standingOf(tx, lane, number);
    const theirs = standing.at === 'turn' || standing.at === 'inside';
    const told = standing.at === 'waiting' ? `${formatNumber(standing.ahead, 'sv')} före` : standing.at === 'turn' ? `Deras tur till ${formatTime(standing.until, 'sv')}` : standings[standing.at] ?? '';
    rows.push({ id, number, ...contact, standing: told, theirs, enter: href(`/ko/${lane.slug}/min-plats`, { b: ticketFor(ticket, number) }) });
  }
  return rows.toSorted((a, b) => Number(b.theirs) - Number(a.theirs) || a.number - b.number);
}

const standings: Readonly<Record<string, string>> = {
  registered: 'Väntar på lottningen', inside: 'Inne', over: 'Tiden har gått ut', missed: 'Turen har passerat', void: 'Kön tömdes', ended: 'Kön är avslutad',
};

function Callers({ lane, rows }: { lane: Lane; rows: readonly CallerRow[] }) {
  if (!rows.length) return null;
  return (
    <Section heading="Att ringa upp">
      <Table caption="De som ska ringas upp" captionHidden rows={rows} rowKey={({ id }) => id} emphasis={({ theirs }) => theirs} columns={[
        { key: 'number', heading: 'Nummer', rowHeading: true, align: 'end', cell: ({ number }) => formatNumber(number + 1, 'sv') },
        { key: 'name', heading: 'Namn', cell: ({ name }) => name }, { key: 'phone', heading: 'Telefon', nowrap: true, cell: ({ phone }) => phone },
        { key: 'standing', heading: 'Läge', cell: ({ standing }) => standing },
        { key: 'do', heading: 'Gör', cell: ({ id, enter, theirs, number }) => (
          <Buttons>
            {theirs && <a class="ds-link" href={enter}>Gå in åt personen<span class="ds-sr-only">, nummer {number + 1}</span></a>}
            <Form inline action={href(`${base}/${lane.slug}/uppringd`)} hidden={{ plats: id }}><Button kind="secondary" label={`Klar, nummer ${number + 1}`}>Klar</Button></Form>
          </Buttons>
        ) },
      ]} />
    </Section>
  );
}

async function stepsWith({ tx }: RequestContext<Staff>, lane: Lane) {
  const steps = await stepsOf(tx, lane.id);
  const names = await staffNames(tx, steps.flatMap(({ staffId }) => (staffId ? [staffId] : [])));
  return steps.map(({ id, kind, value, at, staffId }) => ({ id, at, what: stepIn(kind, value), by: staffId ? names.get(staffId) ?? '' : 'Kön själv' }));
}

function stepIn(kind: string, value: number | null): string {
  if (value === null) return stepWords[kind] ?? '';
  const number = formatNumber(value, 'sv');
  return kind === 'made' ? `Kön gjordes, ${number} släpps in varje minut` : `${stepWords[kind]} ${number}`;
}

const stepWords: Readonly<Record<string, string>> = {
  made: 'Kön gjordes', paused: 'Pausad', resumed: 'Gick igen', speed: 'Takten ändrad till', supply: 'Kvar ändrat till', opened: 'Öppnad och lottad', through: 'Alla släpptes igenom',
  held: 'Höll kvar besökare', emptied: 'Tömd', ended: 'Avslutad',
};

function Steps({ rows }: { rows: readonly { id: string; at: Date; what: string; by: string }[] }) {
  return (
    <Table caption="Vad som har gjorts, det senaste först" captionHidden rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Inget än" />} columns={[
      { key: 'what', heading: 'Vad', rowHeading: true, cell: ({ what }) => what }, { key: 'at', heading: 'När', nowrap: true, cell: ({ at }) => formatDateTime(at, 'sv') },
      { key: 'by', heading: 'Vem', cell: ({ by }) => by },
    ]} />
  );
}

const step = route({
  method: 'POST', path: `${base}/:lane/steg`, access: runners, audit: 'queue.laneStepped',
  async handle(context) {
    const { tx, who, fields, about } = context;
    const lane = await findLane(tx, context.params.lane);
    if (!lane) return notFound();
    const doing = doings.find((one) => one === textOf(fields, 'gor'));
    if (!doing || lane.endedAt) return redirect(`${base}/${lane.slug}`);
    if (doing === 'speed' || doing === 'supply') {
      const value = Number(textOf(fields, doing).replaceAll(/\s/g, '') || 'x');
      const most = doing === 'speed' ? 100_000 : 10_000_000;
      if (!Number.isInteger(value) || value < (doing === 'speed' ? 1 : 0) || value > most) return lanePage(context, lane, [{ name: doing, message: `Skriv ett heltal, högst ${formatNumber(most, 'sv')}` }]);
      await stepLane(tx, lane, { do: doing, value }, who.staffId);
      about({ detail: { lane: lane.slug, step: doing, value } });
    } else {
      await stepLane(tx, lane, { do: doing }, who.staffId);
      about({ detail: { lane: lane.slug, step: doing } });
    }
    looksOf(context.house).forget(context.tenant.id);
    return redirect(`${base}/${lane.slug}?klart=${doing}`);
  },
});

const register = route({
  method: 'POST', path: `${base}/:lane/plats`, access: registerers, audit: 'queue.callerRegistered',
  async handle(context) {
    const { tx, fields, house, tenant, about } = context;
    const lane = await findLane(tx, context.params.lane);
    if (!lane) return notFound();
    if (!['registering', 'open'].includes(stateOf(lane, tx.now))) return redirect(`${base}/${lane.slug}`);
    const [name, phone] = [textOf(fields, 'name', 200), textOf(fields, 'phone', 40)];
    if (phone && !/^\+?[\d\s-]{6,}$/.test(phone)) return lanePage(context, lane, [{ name: 'phone', message: 'Skriv telefonnumret med siffror, till exempel 070-174 06 05' }]);
    if (name && !phone) return lanePage(context, lane, [{ name: 'phone', message: 'Skriv ett telefonnummer om ni ska ringa upp, eller ta bort namnet' }]);
    const channel = textOf(fields, 'channel') === 'counter' ? 'counter' as const : 'phone' as const;
    const number = await join(house, tenant.id, lane, { id: tx.id(), channel, ...(phone && { contact: { name, phone } }) });
    about({ detail: { lane: lane.slug, number: number + 1, channel } });
    return redirect(`${base}/${lane.slug}?nummer=${number + 1}`);
  },
});

const called = route({
  method: 'POST', path: `${base}/:lane/uppringd`, access: registerers, audit: 'queue.callerCalled',
  async handle(context) {
    const lane = await findLane(context.tx, context.params.lane);
    const id = textOf(context.fields, 'plats');
    if (!lane || !isUuid(id)) return notFound();
    return await forgetContact(context.tx, lane.id, id) ? redirect(`${base}/${lane.slug}`) : notFound();
  },
});

export const laneRoutes = [show, step, register, called];
