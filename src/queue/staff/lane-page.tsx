import type { VNode } from 'preact';
import { staffNames, staffPage } from '../../identity/index.ts';
import { Button, Buttons, ConfirmBox, EmptyState, Form, Section, Table, TextField, TwoColumns, formatDateTime, formatNumber, href, messageOf, type Answer, type FieldError,
  type RequestContext, type Staff } from '../../platform/index.ts';
import { canDo, type Doing } from '../actions/step.ts';
import { stateOf, wordsIn, type Lane } from '../model/lane.ts';
import { scriptHref } from '../resident/script.ts';
import { waitable, type Waitable } from '../slots.ts';
import { stepsOf } from '../store/lanes.ts';
import { countPlaces } from '../store/places.ts';
import { callerByNumber, CallerForm, callersIn, Callers } from './callers.tsx';
import { base, kindWords, mayRun } from './frame.tsx';
import { liveOf } from './live.tsx';

export interface Shown {
  errors?: readonly FieldError[];
  done?: string | undefined;
  /** the number that somebody says who rings again, from 1 */
  sought?: number | undefined;
}

/** The page of a lane for those who run it or register callers in it. */
export async function lanePage(context: RequestContext<Staff>, lane: Lane, { errors = [], done, sought }: Shown): Promise<Answer> {
  const { tx, who, now, house } = context;
  const behind = await placeBehind(house.slots.all(waitable), tx, lane);
  const found = sought === undefined ? undefined : await callerByNumber(tx, lane, sought - 1);
  const faults = sought !== undefined && !found ? [...errors, { name: 'sok', message: 'Ingen har fått det numret av personal i den här kön' }] : errors;
  return staffPage(context, { title: wordsIn(lane, 'sv').name, above: `Kö, ${kindWords[lane.kind].toLowerCase()}`, crumbs: [{ label: 'Köer', href: href(base) }], errors: faults, done, children: (
    <TwoColumns long sideLabel="Gör med kön" main={(
      <>
        {await liveOf(context, lane)}
        <Callers lane={lane} rows={await callersIn(tx, lane)} found={found} errors={faults} forStaff={behind?.forStaff} />
        <Section heading="Vad som har gjorts"><Steps rows={await stepsWith(context, lane)} /></Section>
      </>
    )} side={(
      <>
        {mayRun(who, lane) ? <Controls lane={lane} now={now} errors={errors} told={behind?.left !== undefined} /> : <Others lane={lane} />}
        {stateOf(lane, now) !== 'ended' && <CallerForm lane={lane} errors={errors} />}
        <p><a class="ds-link" href={href(`/ko/${lane.slug}`)}>Se kön som besökare</a></p>
        <script type="module" src={scriptHref('watch')} />
      </>
    )} />
  ) });
}

async function placeBehind(places: readonly ((tx: RequestContext['tx']) => Promise<Waitable[]>)[], tx: RequestContext['tx'], { guards }: Lane): Promise<Waitable | undefined> {
  for (const of of places) {
    const found = (await of(tx)).find((one) => one.guards === guards);
    if (found) return found;
  }
  return undefined;
}

function Others({ lane }: { lane: Lane }): VNode | null {
  return lane.authorityId ? null : <p class="hint">Kön gäller hela organisationen. Den styrs av den som är chef eller administratör för hela organisationen.</p>;
}

/** What whoever runs the lane can do with it. `told`: what is behind can tell how much is left. */
function Controls({ lane, now, errors, told }: { lane: Lane; now: Date; errors: readonly FieldError[]; told: boolean }): VNode | null {
  if (stateOf(lane, now) === 'ended') return null;
  const at = href(`${base}/${lane.slug}/steg`);
  const act = (doing: Doing['do'], label: string) => <Form action={at} hidden={{ gor: doing }}><Button kind="secondary">{label}</Button></Form>;
  const ask = (what: 'empty' | 'end', label: string) => <a class="ds-link" href={href(`${base}/${lane.slug}`, { fraga: what })}>{label}</a>;
  return (
    <Section heading="Styr kön">
      <Buttons>
        {canDo(lane, 'pause', now) && (lane.pausedAt ? act('resume', 'Låt kön gå igen') : act('pause', 'Pausa'))}
        {canDo(lane, 'openNow', now) && act('openNow', 'Öppna och lotta nu')}
        {lane.throughSince ? act('hold', 'Håll kvar besökare igen')
          : lane.kind === 'ordinary' && !lane.holdingSince ? act('hold', 'Håll kvar besökare') : canDo(lane, 'through', now) && act('through', 'Släpp igenom alla')}
      </Buttons>
      <Form action={at} hidden={{ gor: 'speed' }} label="Ändra takten">
        <TextField name="speed" type="number" size={8} label="Så många ska komma in varje minut" value={String(lane.perMinute)} error={messageOf(errors, 'speed')} />
        <Button kind="secondary">Ändra takten</Button>
      </Form>
      {lane.supplyTold && <p>Bokningen räknar själv hur många tider som är kvar. Skriver du ett eget tal gäller det i stället.</p>}
      <Form action={at} hidden={{ gor: 'supply' }} label="Ändra hur många som är kvar">
        <TextField name="supply" type="number" size={8} label={lane.supplyTold ? 'Eget tal' : 'Kvar av platser eller tider'} hint={lane.supplyTold ? undefined : 'Då kan vi säga till dem som troligen blir utan.'} optional
          value={lane.supply === null || lane.supplyTold ? '' : String(lane.supply)} error={messageOf(errors, 'supply')} />
        <Button kind="secondary">Ändra antalet</Button>
      </Form>
      {told && !lane.supplyTold && act('supplyTold', 'Låt bokningen räkna hur många som är kvar')}
      {canDo(lane, 'empty', now) && <p>{ask('empty', 'Töm kön')}</p>}
      <p>{ask('end', 'Avsluta kön')}</p>
    </Section>
  );
}

/** Asks before what cannot be undone. */
export async function surePage(context: RequestContext<Staff>, lane: Lane, what: 'empty' | 'end'): Promise<Answer> {
  const count = formatNumber(await countPlaces(context.tx, lane.id), 'sv');
  const [heading, consequences] = what === 'empty'
    ? ['Töm kön', [`Alla som väntar förlorar sin plats. ${count} har anmält sig hittills.`, 'De ser det på sin sida och kan ställa sig i kön igen.', 'Den som redan har fått sin tur behåller den.']] as const
    : ['Avsluta kön', ['Ingen kan anmäla sig längre och ingen släpps in.', 'Adressen som kön stod framför blir öppen för alla.', 'Kön kan inte öppnas igen.']] as const;
  return staffPage(context, { title: wordsIn(lane, 'sv').name, crumbs: [{ label: 'Köer', href: href(base) }], width: 'text', children: (
    <ConfirmBox heading={heading} confirm={heading} danger action={href(`${base}/${lane.slug}/steg`)} hidden={{ gor: what }} cancel={href(`${base}/${lane.slug}`)} consequences={consequences} />
  ) });
}

async function stepsWith({ tx }: RequestContext<Staff>, lane: Lane) {
  const steps = await stepsOf(tx, lane.id);
  const names = await staffNames(tx, steps.flatMap(({ staffId }) => (staffId ? [staffId] : [])));
  return steps.map(({ id, kind, value, at, staffId }) => ({ id, at, what: stepIn(kind, value), by: staffId ? names.get(staffId) ?? '' : 'Automatiskt' }));
}

function stepIn(kind: string, value: number | null): string {
  if (value === null) return stepWords[kind] ?? '';
  const number = formatNumber(value, 'sv');
  if (kind === 'made') return `Kön gjordes, ${number} släpps in varje minut`;
  return kind === 'opened' ? `Öppnad och lottad, antal anmälda ${number}` : `${stepWords[kind]} ${number}`;
}

const stepWords: Readonly<Record<string, string>> = {
  made: 'Kön gjordes', paused: 'Pausad', resumed: 'Gick igen', speed: 'Takten ändrad till', supply: 'Kvar ändrat till', supplyTold: 'Bokningen räknar hur många som är kvar',
  opened: 'Öppnad och lottad', openedNow: 'Öppnad i förtid', through: 'Alla släpptes igenom', held: 'Höll kvar besökare', emptied: 'Tömd', ended: 'Avslutad',
};

function Steps({ rows }: { rows: readonly { id: string; at: Date; what: string; by: string }[] }): VNode {
  return (
    <Table caption="Vad som har gjorts, det senaste först" captionHidden rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Inget än" />} columns={[
      { key: 'what', heading: 'Vad', rowHeading: true, cell: ({ what }) => what }, { key: 'at', heading: 'När', nowrap: true, cell: ({ at }) => formatDateTime(at, 'sv') },
      { key: 'by', heading: 'Vem', cell: ({ by }) => by },
    ]} />
  );
}
