import { z } from 'zod';
import { staffPage } from '../../identity/index.ts';
import {
  Alert, Button, Buttons, Form, Link, Table, TextArea, TextField, forbidden, formatDate, formatDateTime, href, none, notFound, redirect, route, staff,
  type Answer, type FieldError, type RequestContext, type Route, type Staff, type Tx,
} from '../../platform/index.ts';
import { tryConnection, type Tried } from '../actions/try-connection.ts';
import { certificateEnds, connectionForms, faultsOfConnection, secretFields } from '../model/connection-fields.ts';
import { forgetConnection } from '../registers/population.ts';
import { connectionKinds, connectionOf, endConnection, setConnection, type Connection, type ConnectionKind, type ConnectionSettings } from '../store/connections.ts';

const base = '/handlaggning/administration/kanaler';
const administrators = staff('administrator');
const crumbs = [{ label: 'Administration', href: href('/handlaggning/administration') }];
const facts = none('addresses of registers and channels; keys and passwords are never shown again');
type OfKind = RequestContext<Staff, { kind: string }>;

const list = route({
  method: 'GET', path: base, access: administrators, audit: facts, query: z.object({ klart: z.enum(['sparad', 'avslutad']).optional().catch(undefined) }).loose(),
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const rows = await connections(context.tx);
    const done = { sparad: 'Anslutningen är sparad. Prova den innan ni litar på den.', avslutad: 'Anslutningen är avslutad.' };
    return staffPage(context, {
      title: 'Register och kanaler', crumbs, done: context.query.klart && done[context.query.klart],
      children: (
        <>
          <p class="lead">Andras register som vi frågar, och vägar ut till invånarna. Utan en anslutning fungerar allt annat: uppgifter skrivs för hand och beslut går som brev.</p>
          <Table caption="Register och kanaler" captionHidden rows={rows} rowKey={({ kind }) => kind} columns={[
            { key: 'title', heading: 'Vad', rowHeading: true, cell: ({ kind }) => <Link href={href(`${base}/${kind}`)}>{connectionForms[kind].title}</Link> },
            { key: 'state', heading: 'Läge', cell: ({ connection }) => (connection ? `Ansluten, ändrad ${formatDateTime(connection.changedAt, 'sv')}` : 'Inte ansluten') },
            { key: 'address', heading: 'Adress', cell: ({ connection }) => connection?.address ?? '–' },
            { key: 'ends', heading: 'Vårt certifikat', cell: ({ connection }) => endsWords(connection, context.tx.now) },
          ]} />
        </>
      ),
    });
  },
});

async function connections(tx: Tx): Promise<{ kind: ConnectionKind; connection: Connection | undefined }[]> {
  const found = [];
  for (const kind of connectionKinds) found.push({ kind, connection: await connectionOf(tx, kind) });
  return found;
}

/** Days before a certificate ends when it is time to order the next. */
const timely = 45;

function endsWords(connection: Connection | undefined, now: Date): string {
  const ends = connection && certificateEnds(connection.settings);
  if (!ends) return '–';
  const days = Math.floor((ends.getTime() - now.getTime()) / 86_400_000);
  if (days < 0) return `Gick ut ${formatDate(ends, 'sv')}. Beställ ett nytt.`;
  return `Gäller till ${formatDate(ends, 'sv')}${days < timely ? '. Beställ ett nytt nu.' : ''}`;
}

const show = route({
  method: 'GET', path: `${base}/:kind`, access: administrators, audit: facts,
  handle: (context) => ofKind(context, async (kind) => formPage(context, kind, await connectionOf(context.tx, kind), {}, [])),
});

async function ofKind(context: OfKind, work: (kind: ConnectionKind) => Promise<Answer>): Promise<Answer> {
  if (context.who.authorityId) return forbidden('wholeOrganisation');
  const kind = connectionKinds.find((one) => one === context.params.kind);
  return kind ? work(kind) : notFound();
}

function formPage(context: OfKind, kind: ConnectionKind, now: Connection | undefined, typed: Record<string, string>, errors: readonly FieldError[], tried?: Tried): Answer {
  const form = connectionForms[kind];
  const value = (name: keyof ConnectionSettings) => typed[name] ?? (secretFields.includes(name) ? '' : now?.settings[name] ?? '');
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const at = `${base}/${kind}`;
  return staffPage(context, {
    title: form.title, crumbs: [...crumbs, { label: 'Register och kanaler', href: href(base) }], errors, notice: tried && (tried.ok ? <Alert kind="success" live><p>De svarade som de ska.</p></Alert> : <Alert kind="warning" live><p>{tried.what} {tried.remedy}</p></Alert>), width: 'text',
    children: (
      <>
        <p class="lead">{form.about}</p>
        {now && (
          <Form action={href(`${at}/prov`)} label="Prova anslutningen">
            <p>Ansluten till {now.address}. Ett prov frågar inte om någon och skickar ingenting.</p>
            <Button kind="secondary">Prova</Button>
          </Form>
        )}
        <Form action={href(at)} label="Avtalet">
          <TextField name="address" label="Adress" hint={form.address} value={typed['address'] ?? now?.address ?? ''} error={error('address')} />
          {form.fields.map((name) => <Field key={name} name={name} value={value(name)} error={error(name)} kept={now !== undefined && secretFields.includes(name)} />)}
          <Buttons><Button>Spara</Button></Buttons>
        </Form>
        {now && <Form action={href(`${at}/slut`)} label="Avsluta"><Button kind="secondary">Avsluta anslutningen</Button></Form>}
      </>
    ),
  });
}

function Field({ name, value, error, kept }: { name: keyof ConnectionSettings; value: string; error: string | undefined; kept: boolean }) {
  const { label, hint, long } = words[name];
  const props = { name, label, hint: kept ? 'Lämna tomt för att behålla den som finns.' : hint, value, error, ...((kept || name === 'authority') && { optional: true }) };
  return long ? <TextArea {...props} rows={5} /> : <TextField {...props} {...(name === 'secret' && { type: 'password' as const })} />;
}

const words: Record<keyof ConnectionSettings, { label: string; hint: string; long?: boolean }> = {
  organisationNumber: { label: 'Organisationsnummer', hint: 'Tio siffror, till exempel 212000-0000.' },
  order: { label: 'Beställningens identitet', hint: 'Står i avtalet med Skatteverket.' },
  certificate: { label: 'Vårt certifikat', hint: 'PEM, från -----BEGIN CERTIFICATE-----.', long: true },
  privateKey: { label: 'Certifikatets privata nyckel', hint: 'PEM, utan lösenord. Den sparas krypterad och visas aldrig igen.', long: true },
  authority: { label: 'Deras utfärdare', hint: 'PEM. Behövs bara om deras certifikat inte är utfärdat av någon som alla litar på.', long: true },
  sender: { label: 'Avsändare', hint: 'Det som står som avsändare i telefonen, högst elva tecken.' },
  user: { label: 'Användarnamn', hint: 'Hos leverantören.' },
  secret: { label: 'Lösenord', hint: 'Hos leverantören. Det sparas krypterat och visas aldrig igen.' },
};

const save = route({
  method: 'POST', path: `${base}/:kind`, access: administrators, audit: 'exchange.connectionAsked',
  handle: (context) => ofKind(context, async (kind) => {
    const { tx, fields, who, tenant } = context;
    const typed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, ([value].flat().at(-1) ?? '').trim()]));
    const now = await connectionOf(tx, kind);
    const settings: ConnectionSettings = {};
    for (const name of connectionForms[kind].fields) {
      const value = typed[name] || (secretFields.includes(name) ? now?.settings[name] : undefined);
      if (value) settings[name] = value;
    }
    const address = typed['address'] ?? '';
    const errors = Object.entries(faultsOfConnection(kind, address, settings, tx.now)).map(([name, message]) => ({ name, message }));
    if (errors.length) return formPage(context, kind, now, typed, errors);
    await setConnection(tx, { kind, address, settings }, who.staffId);
    forgetConnection(tenant.id);
    return redirect(`${base}?klart=sparad`);
  }),
});

const attempt = route({
  method: 'POST', path: `${base}/:kind/prov`, access: administrators, audit: 'exchange.connectionTried',
  handle: (context) => ofKind(context, async (kind) => {
    const now = await connectionOf(context.tx, kind);
    context.about({ detail: { kind } });
    return now ? formPage(context, kind, now, {}, [], await tryConnection(now)) : notFound();
  }),
});

const end = route({
  method: 'POST', path: `${base}/:kind/slut`, access: administrators, audit: 'exchange.connectionEnded',
  handle: (context) => ofKind(context, async (kind) => {
    if (!await endConnection(context.tx, kind)) return notFound();
    forgetConnection(context.tenant.id);
    return redirect(`${base}?klart=avslutad`);
  }),
});

export const connectionRoutes: readonly Route[] = [list, show, save, attempt, end];
