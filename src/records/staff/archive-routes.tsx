import { z } from 'zod';
import { noteReceived } from '../../cases/index.ts';
import { staffNames, told as toldPage, withinAuthority } from '../../identity/index.ts';
import {
  Alert, Button, DateField, EmptyState, Form, Link, Section, Table, TextField, addDays, asUuid, file, formatDate, formatFileSize, href, isUuid, notFound,
  readDocument, redirect, route, swedishDay, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff, type Uuid,
} from '../../platform/index.ts';
import { exportCases, mostCases } from '../actions/export-cases.ts';
import { sealToArchive } from '../model/archive-key.ts';
import { archiveKey } from '../store/archive-keys.ts';
import { findExport, listExports, setReceipt, type ArchiveExport } from '../store/exports.ts';
import { base, keepers, registerPage } from './frame.tsx';

const path = `${base}/arkiv`;

const list = route({
  method: 'GET', path, access: keepers, audit: 'records.exportsRead',
  query: z.object({ klart: z.enum(['paket', 'kvittens', 'inget']).optional().catch(undefined) }),
  handle: (context) => withinAuthority(context, (authorityId) => listPage(context, authorityId, {}, [], context.query.klart)),
});

const done = { paket: 'Paketet är klart. Hämta det och lämna det till arkivet.', kvittens: 'Kvittensen är antecknad. Nu gäller planen för ärendena i paketet.', inget: 'Inga avslutade ärenden väntar på arkivet i den perioden.' };

async function listPage(context: RequestContext<Staff>, authorityId: Uuid, typed: Record<string, string>, errors: readonly FieldError[], told?: keyof typeof done): Promise<Answer> {
  const exports = await listExports(context.tx, authorityId);
  const names = await staffNames(context.tx, exports.map(({ madeBy }) => madeBy));
  const today = swedishDay(context.now);
  const key = await archiveKey(context.tx);
  const field = (name: string, label: string) => ({ name, label, error: messageOf(errors, name) });
  return registerPage(context, {
    title: 'Till arkivet', tab: '/arkiv', errors, done: told && done[told],
    children: (
      <>
        <p>Avslutade ärenden packas med sina handlingar, registeruppgifter och kontrollsummor enligt Riksarkivets FGS (paketstruktur och ärendehantering). Det som ska bevaras kan gallras här när arkivet har tagit emot det.</p>
        {key
          ? <p>Paketen låses med arkivets publika nyckel, som slutar på <code>{key.recipient.slice(-8)}</code>. Arkivet öppnar dem med programmet age. Kontrollsumman är av det upplåsta paketet.</p>
          : <Alert kind="warning"><p>Arkivets publika nyckel saknas. Paket kan göras, men inte hämtas, förrän en administratör för hela organisationen har lagt in den under Administration, Arkivets nyckel.</p></Alert>}
        <Alert><p>Paketet följer de publicerade specifikationerna men är inte prövat mot de officiella schemana. Pröva det första paketet tillsammans med arkivet. Handlingar som har kommit in i andra format än PDF/A följer med som de är.</p></Alert>
        <Form action={href(path)} label="Packa ärenden" inline>
          <DateField {...field('from', 'Avslutade från')} value={typed['from'] ?? `${Number(today.slice(0, 4)) - 1}-01-01`} />
          <DateField {...field('until', 'Till och med')} value={typed['until'] ?? addDays(today, -1)} />
          <Button>Packa</Button>
        </Form>
        <p class="hint">Högst {mostCases} ärenden i ett paket. Packa igen för resten, när arkivet har kvitterat.</p>
        <Section heading="Paket">
          <Table caption="Paket till arkivet" captionHidden rows={exports} rowKey={({ id }) => id} empty={<EmptyState heading="Inget är packat än" />} columns={[
            { key: 'period', heading: 'Ärenden avslutade', rowHeading: true, nowrap: true, cell: ({ from, until }) => `${from} – ${until}` },
            { key: 'what', heading: 'Innehåll', cell: ({ cases, files, bytes }) => `${cases} ärenden, ${files} filer, ${formatFileSize(bytes, 'sv')}` },
            { key: 'made', heading: 'Packat', cell: ({ madeAt, madeBy }) => `${formatDate(swedishDay(madeAt), 'sv')}, ${names.get(madeBy) ?? ''}` },
            { key: 'hash', heading: 'Kontrollsumma (SHA-256)', cell: ({ sha256 }) => <code>{sha256.slice(0, 16)}…</code> },
            { key: 'file', heading: 'Fil', cell: ({ id, documentId }) => (!documentId ? 'Borttagen' : key ? <Link href={href(`${path}/${id}/fil`)}>Hämta</Link> : 'Väntar på nyckeln') },
            { key: 'receipt', heading: 'Kvittens', cell: (one) => <Receipt one={one} error={messageOf(errors, `receipt-${one.id}`)} /> },
          ]} />
        </Section>
      </>
    ),
  });
}

function Receipt({ one, error }: { one: ArchiveExport; error: string | undefined }) {
  if (one.receivedAt) return <>{one.receipt}, {formatDate(swedishDay(one.receivedAt), 'sv')}</>;
  return (
    <Form action={href(`${path}/${one.id}/kvittens`)} label={`Kvittens för ${one.from} – ${one.until}`} inline>
      <TextField name={`receipt-${one.id}`} label="Arkivets beteckning" size={16} error={error} />
      <Button kind="secondary">Arkivet har tagit emot</Button>
    </Form>
  );
}

const period = z.object({ from: z.iso.date(), until: z.iso.date() });

const make = route({
  method: 'POST', path, access: keepers, audit: 'records.exported',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const typed = typedIn(context.fields);
    const parsed = period.safeParse(typed);
    if (!parsed.success || parsed.data.until < parsed.data.from) return listPage(context, authorityId, typed, [{ name: 'until', message: 'Skriv två dagar, den första först, som 2026-05-03.' }]);
    const made = await exportCases(context.house, context.tx, { authorityId, ...parsed.data, by: context.who.staffId });
    if (!made) return redirect(`${path}?klart=inget`);
    context.about({ dossierId: made.id, detail: { cases: made.cases, files: made.files } });
    return redirect(`${path}?klart=paket`);
  }),
});

const download = route({
  method: 'GET', path: `${path}/:id/fil`, urgency: 'optional', access: keepers, audit: 'records.exportFetched',
  handle: (context) => withinAuthority(context, async () => {
    const one = isUuid(context.params.id) ? await findExport(context.tx, asUuid(context.params.id)) : undefined;
    const document = one?.documentId ? await readDocument(context.tx, one.documentId) : undefined;
    if (!document) return notFound();
    const key = await archiveKey(context.tx);
    if (!key) return toldPage(context, 'Paketet kan inte hämtas än', 'Arkivets publika nyckel saknas. Be en administratör för hela organisationen lägga in den. Paketet ligger kvar.', path, 409);
    // Whoever fetches a package carries many whole cases, which they may not read: it leaves the house sealed to the archive.
    context.about({ dossierId: one!.id, detail: { key: key.recipient.slice(-8) } });
    return file(await sealToArchive(key.recipient, document.bytes), 'application/octet-stream', { name: `${document.name}.age` });
  }),
});

const receive = route({
  method: 'POST', path: `${path}/:id/kvittens`, access: keepers, audit: 'records.exportReceived',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const one = isUuid(context.params.id) ? await findExport(context.tx, asUuid(context.params.id)) : undefined;
    if (!one) return notFound();
    const name = `receipt-${one.id}`;
    const receipt = typedIn(context.fields)[name] ?? '';
    if (receipt.length < 2) return listPage(context, authorityId, {}, [{ name, message: 'Skriv arkivets beteckning på leveransen.' }]);
    if (!await setReceipt(context.tx, one.id, receipt.slice(0, 200), context.who.staffId)) return notFound();
    context.about({ dossierId: one.id, detail: { cases: await noteReceived(context.tx, one.id) } });
    return redirect(`${path}?klart=kvittens`);
  }),
});

export const archiveRoutes: readonly Route[] = [list, make, download, receive];
