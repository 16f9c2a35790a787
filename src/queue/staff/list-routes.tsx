import { z } from 'zod';
import { staffPage } from '../../identity/index.ts';
import { Button, Buttons, EmptyState, Form, LinkButton, RadioGroup, Select, Table, Tag, TextArea, TextField, Checkbox, formatDateTime, formatNumber, href, messageOf, none, redirect,
  route, swedishInstant, typedIn, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { makeLane } from '../actions/make-lane.ts';
import { looksOf } from '../looks.ts';
import { kinds, purposes, wordsIn } from '../model/lane.ts';
import { waitable, type Waitable } from '../slots.ts';
import { findLane, listLanes } from '../store/lanes.ts';
import { base, kindWords, purposeWords, registerers, runners, stateWords } from './frame.tsx';

const list = route({
  method: 'GET', path: base, access: registerers, audit: none('numbers of people who wait, none of them known'),
  async handle(context) {
    const { tx, who, now } = context;
    const lanes = await listLanes(tx);
    const looks = await looksOf(context.house).of(context.tenant.id);
    const runs = runners.roles.some((role) => who.roles.includes(role));
    return staffPage(context, { title: 'Köer', children: (
      <>
        {runs && <p><LinkButton href={href(`${base}/ny`)}>Gör en kö</LinkButton></p>}
        <Table caption="Köer" captionHidden rows={lanes} rowKey={({ id }) => id}
          empty={<EmptyState heading="Inga köer"><p>En kö behövs när fler vill in än vad som ryms, till exempel när tider släpps.</p></EmptyState>} columns={[
            { key: 'name', heading: 'Kö', rowHeading: true, cell: (lane) => <a class="ds-link" href={href(`${base}/${lane.slug}`)}>{wordsIn(lane, 'sv').name}</a> },
            { key: 'state', heading: 'Läge', cell: (lane) => { const { text, colour } = stateWords(lane, now); return <Tag colour={colour}>{text}</Tag>; } },
            { key: 'waiting', heading: 'Väntar', align: 'end', cell: (lane) => { const look = looks.get(lane.slug); return look && !lane.throughSince ? formatNumber(Math.max(0, look.count - look.inlet.admittedTo), 'sv') : ''; } },
            { key: 'speed', heading: 'I minuten', align: 'end', cell: (lane) => formatNumber(lane.perMinute, 'sv') },
            { key: 'opens', heading: 'Öppnar', nowrap: true, cell: (lane) => (lane.opensAt ? formatDateTime(lane.opensAt, 'sv') : '') },
          ]} />
      </>
    ) });
  },
});

const form = route({
  method: 'GET', path: `${base}/ny`, access: runners, audit: none('an empty form'),
  handle: (context) => formPage(context, { kind: 'always', purpose: 'general', perMinute: '60', claimMinutes: '20', passMinutes: '30', joinedBy: 'anyone', signIn: 'yes' }, []),
});

async function formPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const places = await placesOf(context);
  const field = (name: string) => ({ name, value: typed[name] ?? '', error: messageOf(errors, name) });
  return staffPage(context, { title: 'Gör en kö', crumbs: [{ label: 'Köer', href: href(base) }], errors, width: 'text', children: (
    <Form action={href(base)} label="Gör en kö">
      <TextField {...field('name')} label="Namn" hint="Det de som väntar ser, till exempel Vaccination mot influensa. Mellan 2 och 100 tecken." />
      <TextField {...field('nameEn')} label="Namn på engelska" optional />
      <TextArea {...field('text')} label="Vad väntar man på?" optional />
      <TextField {...field('slug')} label="Adress" hint="Mellan 2 och 40 tecken: små bokstäver, siffror och bindestreck. Kön nås på /ko/ följt av det du skriver." />
      <Select {...field('guards')} label="Kön står framför" options={[{ value: '', label: 'Välj' }, ...places.map(({ guards, label }) => ({ value: guards, label }))]} />
      <RadioGroup {...field('kind')} label="När gäller kön?" choices={kinds.map((value) => ({ value, label: kindWords[value], hint: kindHints[value] }))} />
      <TextField {...field('registersAt')} label="Anmälan öppnar" hint="Måste fyllas i för en kö som öppnar en viss tid, annars inte." type="moment" />
      <TextField {...field('opensAt')} label="Kön öppnar" hint="Måste fyllas i för en kö som öppnar en viss tid, annars inte. Då lottas alla som har anmält sig." type="moment" />
      <TextField {...field('perMinute')} type="number" label="Så många ska komma in varje minut" hint="Mellan 1 och 100 000. Den som inte kommer räknas bort: då kallas fler." size={8} />
      <TextField {...field('supply')} type="number" label="Så många platser eller tider finns" hint="Högst 10 000 000. Då kan vi säga till när det troligen tar slut." size={8} optional />
      {places.some(({ left }) => left) && (
        <Checkbox name="supplyTold" label="Låt bokningen räkna hur många tider som är kvar" checked={typed['supplyTold'] === 'yes'} hint="För en kö framför tider. Då behöver du inte skriva hur många som finns." />
      )}
      <TextField {...field('claimMinutes')} type="number" label="Minuter på sig att gå in när det är ens tur" hint="Mellan 5 och 240 minuter." size={6} />
      <TextField {...field('passMinutes')} type="number" label="Minuter på sig inne" hint="Mellan 5 och 240 minuter. Var och en kan be om mer tid." size={6} />
      <Checkbox name="signIn" label="Man måste logga in för att få en plats" checked={typed['signIn'] === 'yes'} hint="Då får varje person en plats, hur många fönster de än öppnar. Utan inloggning kan samma person ta flera platser och få flera lotter." />
      <RadioGroup {...field('purpose')} label="Vem är kön till för?" hint="En kö för några står bredvid kön för alla. Den som har fått sin tur i någon av dem kommer in." choices={purposes.map((value) => ({ value, label: purposeWords[value] }))} />
      <RadioGroup {...field('joinedBy')} label="Vem anmäler till kön?" choices={[{ value: 'anyone', label: 'Var och en' }, { value: 'staff', label: 'Bara personal' }]} />
      <Buttons><Button>Gör kön</Button></Buttons>
    </Form>
  ) });
}

/** What a lane can stand before: nobody shuts the door of another authority's service. */
async function placesOf({ house, tx, who }: Pick<RequestContext<Staff>, 'house' | 'tx' | 'who'>): Promise<Waitable[]> {
  const places: Waitable[] = [];
  for (const of of house.slots.all(waitable)) places.push(...await of(tx));
  return places.filter(({ authorityId }) => !who.authorityId || !authorityId || authorityId === who.authorityId);
}

const kindHints = {
  ordinary: 'Kön märks inte förrän tjänsten får fler besök än den klarar.',
  announced: 'Alla som anmäler sig i förväg har samma chans. De som kommer senare får plats efter dem, i den ordning de kommer.',
  always: 'Alla får en plats, i den ordning de kommer.',
} as const;

const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
/** `2026-12-01 08:00`, also with a full stop: a moment in Sweden. */
const time = z.string().trim().transform((text) => text.replace(' ', 'T').replace('.', ':')).pipe(z.iso.datetime({ local: true, precision: -1 }))
  .transform((text) => swedishInstant(text.slice(0, 10), text.slice(11)));
const wanted = z.object({
  name: z.string().trim().min(2).max(100), nameEn: z.string().trim().max(100).default(''), text: z.string().trim().max(1_000).default(''),
  slug: z.string().trim().regex(/^[a-z0-9][a-z0-9-]{1,39}$/), guards: z.string().startsWith('/'), kind: z.enum(kinds),
  registersAt: z.union([z.literal(''), time]).default(''), opensAt: z.union([z.literal(''), time]).default(''),
  perMinute: number(1, 100_000), supply: z.union([z.literal(''), number(0, 10_000_000)]).default(''), claimMinutes: number(5, 240), passMinutes: number(5, 240),
  signIn: z.literal('yes').optional(), supplyTold: z.literal('yes').optional(), purpose: z.enum(purposes), joinedBy: z.enum(['anyone', 'staff']),
});

const messages: Readonly<Record<string, string>> = {
  name: 'Skriv vad kön heter', slug: 'Skriv en adress med små bokstäver, siffror och bindestreck, till exempel vaccination', guards: 'Välj vad kön ska stå framför',
  registersAt: 'Skriv dag och tid då anmälan öppnar, till exempel 2026-12-01 08:00', opensAt: 'Skriv dag och tid då kön öppnar, till exempel 2026-12-02 08:00',
  perMinute: 'Skriv hur många som ska komma in varje minut, mellan 1 och 100 000', supply: 'Skriv antalet med siffror, eller lämna tomt',
  claimMinutes: 'Skriv minuter på sig att gå in: mellan 5 och 240', passMinutes: 'Skriv minuter på sig inne: mellan 5 och 240',
};

const make = route({
  method: 'POST', path: base, access: runners, audit: 'queue.laneAsked',
  async handle(context) {
    const { tx, who, fields } = context;
    const typed = typedIn(fields);
    const parsed = wanted.safeParse(typed);
    if (!parsed.success) {
      const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
      return formPage(context, typed, names.map((name) => ({ name, message: messages[name] ?? 'Välj ett av alternativen' })));
    }
    const { name, nameEn, text, registersAt, opensAt, supply, supplyTold, signIn, ...lane } = parsed.data;
    if (lane.kind === 'announced' && !(registersAt && opensAt && opensAt > registersAt && opensAt > tx.now)) {
      return formPage(context, typed, [{ name: 'opensAt', message: 'Skriv när anmälan öppnar och när kön öppnar, i den ordningen och framåt i tiden' }]);
    }
    const before = (await placesOf(context)).find(({ guards }) => guards === lane.guards);
    if (!before) return formPage(context, typed, [{ name: 'guards', message: messages['guards']! }]);
    if (await findLane(tx, lane.slug)) return formPage(context, typed, [{ name: 'slug', message: 'Den adressen har redan en kö. Välj en annan.' }]);
    await makeLane(tx, {
      ...lane, leadsTo: before.leadsTo, words: { sv: { name, text }, ...(nameEn && { en: { name: nameEn, text: '' } }) }, signIn: signIn === 'yes', staffId: who.staffId,
      ...(lane.kind === 'announced' && registersAt && opensAt && { registersAt, opensAt }), ...(supply !== '' && { supply }), supplyTold: supplyTold === 'yes' && before.left !== undefined,
      ...(who.authorityId && { authorityId: who.authorityId }),
    });
    looksOf(context.house).forget(context.tenant.id);
    return redirect(`${base}/${lane.slug}`);
  },
});

export const listRoutes = [list, form, make];
