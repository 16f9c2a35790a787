import { z } from 'zod';
import { listAuthorities } from '../../organisation/index.ts';
import { withinAuthority } from '../../identity/index.ts';
import { Alert, Button, Buttons, ConfirmBox, EmptyState, FileField, Form, Section, Table, Tag, file as fileAnswer, formatDateTime, formatMoney, formatNumber, href, isUuid, notFound,
  readDocument, redirect, route, type Answer, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { messageId } from '../actions/file-names.ts';
import { invoiceCharges } from '../actions/invoice-charges.ts';
import { paidColumns, takePaymentsIn } from '../actions/read-payments-in.ts';
import { leftOf } from '../model/balance.ts';
import { batchesOf, findBatch } from '../store/batches.ts';
import { chargeContent, chargeEvents, chargesIn, type Charge } from '../store/charges.ts';
import { base, payPage, payers } from './frame.tsx';
import { chargeColours, chargeKinds, chargeStates, hiddenName } from './words.ts';

export const charges = `${base}/fordringar`;
const limits = { maxBytes: 5 * 1024 * 1024, maxFiles: 1 };
const query = z.object({ inlasta: z.coerce.number().int().min(0).optional().catch(undefined), fil: z.enum(['tom']).optional().catch(undefined) });

interface Line { charge: Charge; name: string; leftOre: number }

const list = route({
  method: 'GET', path: charges, access: payers, audit: 'payments.chargesListed', query,
  handle: (context) => withinAuthority(context, (authorityId) => {
    const { inlasta, fil } = context.query;
    const done = inlasta === undefined ? fil && 'Det fanns inget att fakturera.' : `${formatNumber(inlasta, 'sv')} betalningar är inlästa.`;
    return listPage(context, authorityId, [], done);
  }),
});

async function listPage(context: RequestContext<Staff>, authorityId: Uuid, faults: readonly string[], done?: string): Promise<Answer> {
  const { tx, who } = context;
  const open = await linesOf(context, await chargesIn(tx, authorityId, ['made', 'invoiced'], who.unitIds));
  const waiting = open.filter(({ charge }) => charge.state === 'made');
  const files = await batchesOf(tx, authorityId, 'invoices', { limit: 20, offset: 0 });
  const prefix = (await listAuthorities(tx)).find(({ id }) => id === authorityId)!.diaryPrefix;
  return payPage(context, { title: 'Avgifter och återkrav', tab: '/fordringar', done, errors: faults.length ? [{ name: 'paid', message: 'Listan kunde inte läsas in. Ingenting i den har använts.' }] : [], children: (
    <>
      <Table caption="Obetalt" rows={open} rowKey={({ charge }) => charge.id} empty={<EmptyState heading="Ingen är skyldig något" />} columns={[
        { key: 'case', heading: 'Ärende', rowHeading: true, nowrap: true, cell: ({ charge }) => <a class="ds-link" href={href(`${charges}/${charge.id}`)}>{charge.caseNumber}</a> },
        { key: 'kind', heading: 'Gäller', cell: ({ charge }) => chargeKinds[charge.kind] }, { key: 'name', heading: 'Betalare', cell: ({ name }) => name },
        { key: 'amount', heading: 'Beslutat', align: 'end', cell: ({ charge }) => formatMoney(charge.amountOre) }, { key: 'left', heading: 'Kvar', align: 'end', cell: ({ leftOre }) => formatMoney(leftOre) },
        { key: 'state', heading: 'Läge', cell: ({ charge }) => <Tag colour={chargeColours[charge.state]}>{chargeStates[charge.state]}</Tag> },
      ]} />
      {waiting.length > 0 && (
        <ConfirmBox heading={`Fakturera ${formatNumber(waiting.length, 'sv')}, ${formatMoney(waiting.reduce((sum, { leftOre }) => sum + leftOre, 0))}`} confirm="Gör filen till ekonomisystemet"
          action={href(`${charges}/fil`)} cancel={href(base)} hidden={{ asked: tx.id() }} consequences={['Du får en fil (JSON) och en lista (CSV) att lämna till ekonomisystemet.', 'Samma avgift kommer aldrig med i en fil till.']} />
      )}
      <Section heading="Läs in betalningar">
        {faults.length > 0 && <Alert kind="danger" heading="Det här är fel i filen"><ul class="ds-list">{faults.slice(0, 20).map((fault) => <li key={fault}>{fault}</li>)}</ul></Alert>}
        <Form action={href(`${charges}/betalningar`)} multipart label="Läs in betalningar">
          <FileField name="paid" label="Lista från ekonomisystemet" hint={`En CSV-fil med kolumnerna ${paidColumns.join(', ')}.`} accept=".csv,text/csv" maxFiles={1} maxSize={limits.maxBytes}
            error={faults.length ? 'Välj en annan fil, eller rätta den.' : undefined} />
          <Button>Läs in</Button>
        </Form>
      </Section>
      <Section heading="Filer till ekonomisystemet">
        <Table caption="Filer, de senaste först" captionHidden rows={files} rowKey={({ id }) => id} empty={<EmptyState heading="Inga filer än" />} columns={[
          { key: 'name', heading: 'Fil', rowHeading: true, nowrap: true, cell: ({ number }) => messageId(prefix, 'invoices', number) }, { key: 'made', heading: 'Gjord', cell: ({ madeAt }) => formatDateTime(madeAt, 'sv') },
          { key: 'count', heading: 'Antal', align: 'end', cell: ({ count }) => formatNumber(count, 'sv') }, { key: 'sum', heading: 'Summa', align: 'end', cell: ({ sumOre }) => formatMoney(sumOre) },
          { key: 'get', heading: 'Hämta', cell: (batch) => <Buttons><a class="ds-link" href={href(`${charges}/fil/${batch.documentId}`, { i: batch.id })}>JSON</a><a class="ds-link" href={href(`${charges}/fil/${batch.listDocumentId}`, { i: batch.id })}>CSV</a></Buttons> },
        ]} />
      </Section>
    </>
  ) });
}

async function linesOf({ tx }: Pick<RequestContext, 'tx'>, found: readonly Charge[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const charge of found) {
    lines.push({ charge, name: charge.covered ? hiddenName : (await chargeContent(tx, charge.id)).name, leftOre: leftOf(charge.amountOre, await chargeEvents(tx, charge.id)) });
  }
  return lines;
}

const invoice = route({
  method: 'POST', path: `${charges}/fil`, access: payers, audit: 'payments.invoicesAsked',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { asked } = context.fields;
    if (typeof asked !== 'string' || !isUuid(asked)) return redirect(charges);
    return redirect(href(charges, { fil: await invoiceCharges(context.tx, context.who, authorityId, asked) ? undefined : 'tom' }));
  }),
});

const fetch = route({
  method: 'GET', path: `${charges}/fil/:document`, access: payers, audit: 'payments.fileFetched', query: z.object({ i: z.string().catch('') }),
  async handle(context) {
    const { query: { i }, params: { document }, who } = context;
    // As with files to the bank: a file holds everybody's, and is for whoever works for the whole authority.
    if (who.unitIds.length > 0 && who.roles.every((role) => role !== 'economy')) return { kind: 'forbidden', reason: 'wholeFile' };
    const batch = isUuid(i) ? await findBatch(context.tx, i) : undefined;
    const found = batch && isUuid(document) && [batch.documentId, batch.listDocumentId].includes(document) ? await readDocument(context.tx, document) : undefined;
    return found ? fileAnswer(found.bytes, found.mediaType, { name: found.name }) : notFound();
  },
});

const takeIn = route({
  method: 'POST', path: `${charges}/betalningar`, access: payers, audit: 'payments.paymentsInGiven', uploads: limits,
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const upload = context.uploads.find(({ field, bytes }) => field === 'paid' && bytes.length > 0);
    if (!upload) return listPage(context, authorityId, ['Ingen fil är vald.']);
    if (upload.bytes.length > limits.maxBytes) return listPage(context, authorityId, ['Filen är för stor.']);
    const taken = await takePaymentsIn(context.tx, context.who, authorityId, { name: upload.name, bytes: upload.bytes });
    return taken.ok ? redirect(href(charges, { inlasta: taken.paid })) : listPage(context, authorityId, taken.faults);
  }),
});

export const chargeRoutes = [list, invoice, fetch, takeIn];
