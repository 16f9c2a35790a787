import { z } from 'zod';
import { staffNames, withinAuthority } from '../../identity/index.ts';
import { listAuthorities } from '../../organisation/index.ts';
import { Alert, Button, Buttons, ConfirmBox, EmptyState, FileField, Form, KeyValue, LinkButton, Section, Table, file as fileAnswer, formatDateTime, formatMoney, formatNumber, href, isUuid,
  none, notFound, readDocument, redirect, route, type Answer, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { exportOrders } from '../actions/export-orders.ts';
import { messageId } from '../actions/file-names.ts';
import { takeReceipt } from '../actions/read-receipt.ts';
import { batchesOf, findBatch, receiptsOf, type Batch } from '../store/batches.ts';
import { ordersIn, ordersOfBatch } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { base, payPage, payers } from './frame.tsx';
import { OrderTable, named, type Context } from './order-routes.tsx';

const files = `${base}/filer`;
const pageSize = 25;
/** A receipt of a file of some thousand payments takes a few megabytes. */
const receiptLimits = { maxBytes: 20 * 1024 * 1024, maxFiles: 1 };
const query = z.object({ sida: z.coerce.number().int().min(1).max(4_000).catch(1).default(1) });

const list = route({
  method: 'GET', path: files, access: payers, audit: none('numbers and sums of files: nobody is named'), query,
  handle: (context) => withinAuthority(context, (authorityId) => listPage(context, authorityId, context.query.sida, [])),
});

async function listPage(context: RequestContext<Staff>, authorityId: Uuid, sida: number, faults: readonly string[]): Promise<Answer> {
  const { tx } = context;
  const batches = await batchesOf(tx, authorityId, 'payments', { limit: pageSize + 1, offset: (sida - 1) * pageSize });
  const receipts = await receiptsOf(tx, batches.map(({ id }) => id));
  const prefix = (await listAuthorities(tx)).find(({ id }) => id === authorityId)!.diaryPrefix;
  return payPage(context, { title: 'Filer till banken', tab: '/filer', errors: faults.length ? [{ name: 'receipt', message: 'Kvittensfilen kunde inte läsas in. Ingenting i den har använts.' }] : [], children: (
    <>
      <Section heading="Läs in en kvittens från banken">
        {faults.length > 0 && <Alert kind="danger" heading="Det här är fel i filen"><ul class="ds-list">{faults.slice(0, 20).map((fault) => <li key={fault}>{fault}</li>)}</ul></Alert>}
        <Form action={href(`${files}/kvittens`)} multipart label="Läs in en kvittens">
          <FileField name="receipt" label="Kvittensfil" hint="Filen som banken lämnar, i formatet pain.002." accept=".xml,application/xml,text/xml" maxFiles={1} maxSize={receiptLimits.maxBytes}
            error={faults.length ? 'Välj en annan fil, eller be banken om en ny.' : undefined} />
          <Button>Läs in kvittensen</Button>
        </Form>
      </Section>
      <Section heading="Filer">
        <Table caption="Filer till banken, de senaste först" rows={batches.slice(0, pageSize)} rowKey={({ id }) => id} empty={<EmptyState heading="Inga filer än" />} columns={[
          { key: 'name', heading: 'Fil', rowHeading: true, nowrap: true, cell: (batch) => <a class="ds-link" href={href(`${files}/${batch.id}`)}>{messageId(prefix, 'payments', batch.number)}</a> },
          { key: 'made', heading: 'Gjord', cell: ({ madeAt }) => formatDateTime(madeAt, 'sv') }, { key: 'count', heading: 'Betalningar', align: 'end', cell: ({ count }) => formatNumber(count, 'sv') },
          { key: 'sum', heading: 'Summa', align: 'end', cell: ({ sumOre }) => formatMoney(sumOre) }, { key: 'receipt', heading: 'Kvittens', cell: ({ id }) => receiptWords(receipts.filter(({ batchId }) => batchId === id)) },
        ]} />
        <Buttons>
          {sida > 1 && <LinkButton kind="secondary" href={href(files, { sida: sida - 1 })}>Nyare</LinkButton>}
          {batches.length > pageSize && <LinkButton kind="secondary" href={href(files, { sida: sida + 1 })}>Äldre</LinkButton>}
        </Buttons>
      </Section>
    </>
  ) });
}

function receiptWords(receipts: readonly { paid: number; rejected: number }[]): string {
  if (!receipts.length) return 'Inte än';
  const [paid, rejected] = [receipts.reduce((sum, one) => sum + one.paid, 0), receipts.reduce((sum, one) => sum + one.rejected, 0)];
  return `${formatNumber(paid, 'sv')} betalda${rejected ? `, ${formatNumber(rejected, 'sv')} kom tillbaka` : ''}`;
}

const askNew = route({
  method: 'GET', path: `${files}/ny`, access: payers, audit: none('a sum and a question: nobody is named'),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const orders = await ordersIn(context.tx, authorityId, ['attested'], context.who.unitIds, { limit: 5_000 });
    const exports = [...new Set(orders.map((order) => order.export))];
    if (!exports.length) return redirect(href(base, { fil: 'tom' }));
    if (!(await paySettings(context.tx, authorityId)).debtor.bankgiro) return lacksPayer(context);
    return payPage(context, { title: 'Gör filen till banken', tab: '/filer', under: { label: 'Utbetalningar', path: '' }, width: 'text', children: exports.map((name) => {
      const mine = orders.filter((order) => order.export === name);
      return (
        <ConfirmBox key={name} heading={`${formatNumber(mine.length, 'sv')} ${mine.length === 1 ? 'utbetalning' : 'utbetalningar'}, ${formatMoney(mine.reduce((sum, { amountOre }) => sum + amountOre, 0))}`}
          action={href(files)} confirm="Gör filen" cancel={href(base)} hidden={{ asked: context.tx.id(), export: name }}
          consequences={['Du får en fil att lämna till banken, och en lista att läsa.', 'Utbetalningarna kan inte stoppas här efteråt.', 'Samma utbetalning kommer aldrig med i en fil till.']} />
      );
    }) });
  }),
});

const make = route({
  method: 'POST', path: files, access: payers, audit: 'payments.exportAsked',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { fields: { asked, export: name } } = context;
    if (typeof asked !== 'string' || !isUuid(asked) || typeof name !== 'string') return redirect(`${files}/ny`);
    const done = await exportOrders(context.tx, context.who, authorityId, name, asked);
    if (done.ok) return redirect(`${files}/${done.batchId}`);
    if (done.why === 'nothing') return redirect(href(base, { fil: 'tom' }));
    return lacksPayer(context, 409);
  }),
});

/** Said before a file is asked for, and to whoever asks anyway. */
function lacksPayer(context: RequestContext<Staff>, status = 200): Answer {
  return payPage(context, { title: 'Fyll i vem som betalar först', tab: '/filer', under: { label: 'Utbetalningar', path: '' }, width: 'text', status, children: (
    <>
      <p class="lead">Filen till banken måste säga vem som betalar och från vilket bankgiro. Det är inte ifyllt ännu.</p>
      <p>Det görs en gång. Utbetalningarna ligger kvar så länge.</p>
      <Buttons><LinkButton href={href(`${base}/installningar`)}>Till inställningarna</LinkButton><LinkButton kind="secondary" href={href(base)}>Tillbaka</LinkButton></Buttons>
    </>
  ) });
}

const show = route({
  method: 'GET', path: `${files}/:id`, access: payers, audit: 'payments.fileListed',
  handle: (context) => withBatch(context, async (batch) => {
    const { tx } = context;
    const prefix = (await listAuthorities(tx)).find(({ id }) => id === batch.authorityId)!.diaryPrefix;
    const receipts = await receiptsOf(tx, [batch.id]);
    const names = await staffNames(tx, [batch.staffId, ...receipts.map(({ staffId }) => staffId)]);
    const orders = await named(context, (await ordersOfBatch(tx, batch.id)).filter(({ unitId }) => !context.who.unitIds.length || context.who.unitIds.includes(unitId)).slice(0, 500));
    const gone = batch.count - (await ordersOfBatch(tx, batch.id)).length;
    const document = (id: Uuid) => href(`${files}/${batch.id}/dokument/${id}`);
    return payPage(context, { title: messageId(prefix, 'payments', batch.number), above: 'Fil till banken', tab: '/filer', under: { label: 'Filer till banken', path: '/filer' }, children: (
      <>
        <KeyValue items={[
          { key: 'Gjord', value: `${formatDateTime(batch.madeAt, 'sv')}, ${names.get(batch.staffId) ?? '–'}` }, { key: 'Betalningar', value: formatNumber(batch.count, 'sv') },
          { key: 'Summa', value: formatMoney(batch.sumOre) }, { key: 'Kontrollsumma (SHA-256)', value: <span class="typed">{batch.sha256}</span> },
        ]} />
        <Buttons>
          <LinkButton href={document(batch.documentId)} icon="download">Hämta filen till banken</LinkButton>
          <LinkButton kind="secondary" href={document(batch.listDocumentId)} icon="download">Hämta listan (CSV)</LinkButton>
        </Buttons>
        <Section heading="Kvittenser">
          {receipts.length === 0 ? <p>Banken har inte svarat än, eller så är kvittensen inte inläst. <a class="ds-link" href={href(files)}>Läs in en kvittens</a></p> : (
            <ul class="ds-list">{receipts.map((one) => (
              <li key={one.id}>{formatDateTime(one.at, 'sv')}, {names.get(one.staffId) ?? '–'}: {receiptWords([one])}. <a class="ds-link" href={document(one.documentId)}>Hämta kvittensen</a></li>
            ))}</ul>
          )}
        </Section>
        <Section heading="Utbetalningarna i filen">
          <OrderTable caption="Utbetalningarna i filen" captionHidden rows={orders} />
          {gone > 0 && <p class="hint">{formatNumber(gone, 'sv')} av dem hör till ärenden som har gallrats. De finns kvar i filen.</p>}
        </Section>
      </>
    ) });
  }),
});

async function withBatch(context: Pick<Context, 'tx' | 'params' | 'about'>, answer: (batch: Batch) => Promise<Answer>): Promise<Answer> {
  const { id } = context.params;
  const batch = isUuid(id) ? await findBatch(context.tx, id) : undefined;
  if (!batch) return notFound();
  context.about({ authorityId: batch.authorityId, detail: { batch: batch.id } });
  return answer(batch);
}

const document = route({
  method: 'GET', path: `${files}/:id/dokument/:document`, access: payers, audit: 'payments.fileFetched',
  handle: (context) => withBatch(context, async (batch) => {
    const { document: wanted } = context.params;
    const known = [batch.documentId, batch.listDocumentId, ...(await receiptsOf(context.tx, [batch.id])).map(({ documentId }) => documentId)];
    // A file holds everybody's accounts: whoever works for one unit reads the payments of theirs on the page.
    if (context.who.unitIds.length > 0 && context.who.roles.every((role) => role !== 'economy')) return { kind: 'forbidden', reason: 'wholeFile' };
    const found = isUuid(wanted) && known.includes(wanted) ? await readDocument(context.tx, wanted) : undefined;
    return found ? fileAnswer(found.bytes, found.mediaType, { name: found.name }) : notFound();
  }),
});

const receive = route({
  method: 'POST', path: `${files}/kvittens`, access: payers, audit: 'payments.receiptGiven', uploads: receiptLimits,
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const upload = context.uploads.find(({ field, bytes }) => field === 'receipt' && bytes.length > 0);
    if (!upload) return listPage(context, authorityId, 1, ['Ingen fil är vald.']);
    if (upload.bytes.length > receiptLimits.maxBytes) return listPage(context, authorityId, 1, ['Filen är för stor för att vara en kvittens.']);
    const taken = await takeReceipt(context.tx, context.who, authorityId, { name: upload.name, bytes: upload.bytes });
    return taken.ok ? redirect(`${files}/${taken.batchId}`) : listPage(context, authorityId, 1, taken.faults);
  }),
});

export const fileRoutes = [list, askNew, make, receive, show, document];
