import type { VNode } from 'preact';
import { Button, Buttons, EmptyState, Form, Section, Table, TextField, formatNumber, formatTime, href, messageOf, type FieldError, type Tx } from '../../platform/index.ts';
import { standingOf, standingsOf, type Standing } from '../actions/take-turn.ts';
import type { Lane } from '../model/lane.ts';
import { callersOf, findCaller } from '../store/places.ts';
import { base } from './frame.tsx';

/** Somebody who was registered by staff, as the list shows them. */
export interface CallerRow { id: string; number: number; name: string; phone: string; standing: string; theirs: boolean }

/** Those who are to be rung, whose turn it is first. */
export async function callersIn(tx: Tx, lane: Lane): Promise<CallerRow[]> {
  const callers = await callersOf(tx, lane.id);
  const standings = await standingsOf(tx, lane, callers.map(({ number }) => number));
  return callers.map(({ id, number, contact }, at) => ({ id, number, ...contact, ...toldOf(standings[at]!) })).toSorted((a, b) => Number(b.theirs) - Number(a.theirs) || a.number - b.number);
}

/** Whoever rings again and says their number, as it was told to them; nothing where no member of staff gave it out. */
export async function callerByNumber(tx: Tx, lane: Lane, number: number): Promise<CallerRow | undefined> {
  const id = await findCaller(tx, lane.id, number);
  return id && { id, number, name: '', phone: '', ...toldOf(await standingOf(tx, lane, number)) };
}

function toldOf(standing: Standing): Pick<CallerRow, 'standing' | 'theirs'> {
  switch (standing.at) {
    case 'waiting': return { standing: standing.ahead === 0 ? 'Näst på tur' : `${formatNumber(standing.ahead, 'sv')} före`, theirs: false };
    case 'turn': return { standing: `Personens tur till kl. ${formatTime(standing.until, 'sv')}`, theirs: true };
    default: return { standing: words[standing.at], theirs: false };
  }
}

const words: Readonly<Record<Exclude<Standing['at'], 'waiting' | 'turn'>, string>> = {
  registered: 'Väntar på lottningen', inside: 'Har fått hjälp', over: 'Har fått hjälp', missed: 'Turen har passerat', lost: 'Går inte att se just nu', void: 'Kön tömdes',
  ended: 'Kön är avslutad',
};

/** A place for somebody who rings or stands at the desk, in the same order as everyone else's. */
export function CallerForm({ lane, errors }: { lane: Lane; errors: readonly FieldError[] }): VNode {
  return (
    <Section heading="Anmäl någon som ringer eller kommer">
      <p>Personen får ett nummer i samma ordning som alla andra. Säg numret, så kan personen ringa tillbaka.</p>
      <Form action={href(`${base}/${lane.slug}/plats`)} label="Anmäl någon som ringer eller kommer">
        <TextField name="phone" type="tel" label="Telefonnummer" hint="Om ni ska ringa upp när det är personens tur." optional autocomplete="off" error={messageOf(errors, 'phone')} />
        <TextField name="name" label="Namn" hint="Så att ni vet vem ni ska fråga efter." optional autocomplete="off" error={messageOf(errors, 'name')} />
        <Buttons><Button name="channel" value="phone">Anmäl, har ringt</Button><Button name="channel" value="counter" kind="secondary">Anmäl, är på plats</Button></Buttons>
      </Form>
    </Section>
  );
}

/** Whom to ring, and whoever rings again with a number. */
export function Callers({ lane, rows, found, errors, forStaff }: {
  lane: Lane; rows: readonly CallerRow[]; found: CallerRow | undefined; errors: readonly FieldError[]; forStaff: string | undefined;
}): VNode {
  return (
    <Section heading="Ringlista" id="ringlista">
      <Table caption="De som ska ringas upp" captionHidden rows={rows} rowKey={({ id }) => id} emphasis={({ theirs }) => theirs}
        empty={<EmptyState heading="Ingen att ringa upp" icon="phone" />} columns={[
          { key: 'number', heading: 'Nummer', rowHeading: true, align: 'end', cell: ({ number }) => formatNumber(number + 1, 'sv') },
          { key: 'name', heading: 'Namn', cell: ({ name }) => name }, { key: 'phone', heading: 'Telefon', nowrap: true, cell: ({ phone }) => phone },
          { key: 'standing', heading: 'Läge', cell: ({ standing }) => standing },
          { key: 'do', heading: 'Gör', cell: (row) => <Acts lane={lane} row={row} /> },
        ]} />
      <Form inline method="get" action={href(`${base}/${lane.slug}`)} label="Någon ringer tillbaka">
        <TextField name="sok" size={8} label="Någon ringer tillbaka: personens nummer" value={found ? String(found.number + 1) : ''} error={messageOf(errors, 'sok')} />
        <Button kind="secondary">Slå upp</Button>
      </Form>
      {found && <p>Nummer {formatNumber(found.number + 1, 'sv')}: {found.standing.toLowerCase()}.</p>}
      {found?.theirs && <Acts lane={lane} row={found} />}
      {forStaff && <p>När det är någons tur gör du det åt personen under <a class="ds-link" href={href(forStaff)}>{forStaff.endsWith('/tider') ? 'Tider' : 'Registrera'}</a>. Personal behöver aldrig stå i kön.</p>}
    </Section>
  );
}

function Acts({ lane, row: { id, number, theirs, phone } }: { lane: Lane; row: CallerRow }): VNode {
  return (
    <Buttons>
      {theirs && <Form inline action={href(`${base}/${lane.slug}/tur`)} hidden={{ plats: id }}><Button label={`Nådde personen, nummer ${number + 1}`}>Nådde personen</Button></Form>}
      {phone && <Form inline action={href(`${base}/${lane.slug}/uppringd`)} hidden={{ plats: id }}><Button kind="quiet" label={`Ta bort ur listan, nummer ${number + 1}`}>Ta bort ur listan</Button></Form>}
    </Buttons>
  );
}
