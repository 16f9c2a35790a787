import { z } from 'zod';
import { withinAuthority } from '../../identity/index.ts';
import { Alert, Button, Buttons, CheckboxGroup, EmptyState, Form, KeyValue, LinkButton, Section, Table, Tag, formatDate, formatMoney, formatNumber, href, isUuid, redirect, route, type Answer,
  type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { attest } from '../actions/attest.ts';
import { accountText } from '../model/account.ts';
import { orderContent, orderCounts, ordersIn, type PayOrder } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { base, payPage, payers } from './frame.tsx';
import { hiddenName, lackWords, periodText, stateColours, stateWords } from './words.ts';

/** Orders on a page: as many as somebody looks through before attesting. */
const mostShown = 200;

const query = z.object({
  attesterade: z.coerce.number().int().min(0).optional().catch(undefined), egna: z.coerce.number().int().min(0).catch(0).default(0),
  andrade: z.coerce.number().int().min(0).catch(0).default(0), fil: z.enum(['tom', 'avsandare']).optional().catch(undefined),
});
type Query = z.infer<typeof query>;

const list = route({
  method: 'GET', path: base, access: payers, audit: 'payments.listed', query,
  handle: (context) => withinAuthority(context, (authorityId) => listPage(context, authorityId, context.query)),
});

async function listPage(context: RequestContext<Staff>, authorityId: Uuid, { fil, ...done }: Query, wrong?: string): Promise<Answer> {
  const { tx, who } = context;
  const troubled = await named(context, await ordersIn(tx, authorityId, ['held', 'rejected'], who.unitIds, { limit: mostShown }));
  const made = await named(context, await ordersIn(tx, authorityId, ['made'], who.unitIds, { limit: mostShown }));
  const counts = await orderCounts(tx, authorityId, who.unitIds);
  const { attest: how } = await paySettings(tx, authorityId);
  const mine = made.filter(({ order }) => how === 'other' && order.deciderId === who.staffId);
  const theirs = made.filter((one) => !mine.includes(one));
  const ready = counts.attested;
  return payPage(context, { title: 'Utbetalningar', tab: '', done: doneWords(done), errors: wrong ? [{ name: 'order', message: wrong }] : [],
    notice: fil === 'tom' && <Alert kind="warning" live><p>Det fanns inget att skicka. Någon annan hann kanske före.</p></Alert>, children: (
    <>
      <KeyValue items={(['held', 'rejected', 'made', 'attested'] as const).map((state) => ({
        key: stateWords[state], value: `${formatNumber(counts[state]?.count ?? 0, 'sv')} st, ${formatMoney(counts[state]?.sumOre ?? 0)}`,
      }))} />
      {troubled.length > 0 && (
        <Section heading="Behöver ordnas">
          <OrderTable caption="Utbetalningar där något saknas eller som har kommit tillbaka" rows={troubled} />
        </Section>
      )}
      <Section heading="Att attestera">
        {theirs.length === 0 ? <EmptyState heading="Inget att attestera" /> : (
          <Form action={href(`${base}/attest`)} label="Attestera utbetalningar">
            <CheckboxGroup name="order" label="Vilka ska betalas?" error={wrong} hint="Markera det du har kontrollerat. Öppna en utbetalning för att se vad som har hänt, eller för att stoppa den."
              choices={theirs.map(({ order, name, account }) => ({
                value: order.id, label: `${formatMoney(order.amountOre)} till ${name}`, hint: `${order.caseNumber}, ${account}, betalas ${formatDate(order.dueDay, 'sv')}${order.periodFrom ? `, gäller ${periodText(order)}` : ''}`,
              }))} />
            <Button>Attestera det markerade</Button>
          </Form>
        )}
        {mine.length > 0 && (
          <Alert heading="Någon annan måste attestera dem här"><p>Du har själv beslutat om dem eller fyllt i deras uppgifter.</p>
            <ul class="ds-list">{mine.map(({ order }) => <li key={order.id}><a class="ds-link" href={href(`${base}/${order.id}`)}>{order.caseNumber}, {formatMoney(order.amountOre)}</a></li>)}</ul></Alert>
        )}
        {theirs.length > 0 && <OrderTable caption="Öppna en utbetalning" rows={theirs} />}
      </Section>
      <Section heading="Klara att skicka">
        {ready ? (
          <>
            <p>{formatNumber(ready.count, 'sv')} {ready.count === 1 ? 'utbetalning' : 'utbetalningar'}, {formatMoney(ready.sumOre)}.</p>
            <Buttons><LinkButton href={href(`${base}/filer/ny`)}>Gör filen till banken</LinkButton></Buttons>
          </>
        ) : <p>Ingenting är attesterat och oskickat.</p>}
      </Section>
    </>
  ) });
}

function doneWords({ attesterade, egna, andrade }: Omit<Query, 'fil'>): string | undefined {
  if (attesterade === undefined) return undefined;
  return [`${attesterade} ${attesterade === 1 ? 'utbetalning är attesterad' : 'utbetalningar är attesterade'}.`,
    egna ? `${egna} har du beslutat om själv, så dem måste någon annan attestera.` : '', andrade ? `${andrade} hade redan ändrats av någon annan.` : ''].filter(Boolean).join(' ');
}

export interface NamedOrder { order: PayOrder; name: string; account: string }

/** The orders with who is paid; nobody with a protected identity is named in a list. */
export async function named({ tx }: Pick<RequestContext, 'tx'>, orders: readonly PayOrder[]): Promise<NamedOrder[]> {
  const found: NamedOrder[] = [];
  for (const order of orders) {
    const { name, account } = await orderContent(tx, order.id);
    const covered = order.covered && order.receiver === 'party';
    found.push({ order, name: covered ? hiddenName : name || 'okänd mottagare', account: account ? accountText(account) : 'inget konto' });
  }
  return found;
}

/** Orders, a row each, each leading to its own page. */
export function OrderTable({ caption, rows, captionHidden = false }: { caption: string; rows: readonly NamedOrder[]; captionHidden?: boolean }) {
  return (
    <Table caption={caption} captionHidden={captionHidden} rows={rows} rowKey={({ order }) => order.id} columns={[
      { key: 'case', heading: 'Ärende', rowHeading: true, nowrap: true, cell: ({ order }) => <a class="ds-link" href={href(`${base}/${order.id}`)}>{order.caseNumber}</a> },
      { key: 'name', heading: 'Mottagare', cell: ({ name }) => name }, { key: 'amount', heading: 'Belopp', align: 'end', cell: ({ order }) => formatMoney(order.amountOre) },
      { key: 'day', heading: 'Betalas', nowrap: true, cell: ({ order }) => order.dueDay }, { key: 'period', heading: 'Gäller', cell: ({ order }) => periodText(order) },
      { key: 'state', heading: 'Läge', cell: ({ order }) => (order.lacks ? lackWords[order.lacks] : <Tag colour={stateColours[order.state]}>{stateWords[order.state]}</Tag>) },
    ]} />
  );
}

const attestThem = route({
  method: 'POST', path: `${base}/attest`, access: payers, audit: 'payments.attestAsked',
  handle: (context) => withinAuthority(context, async (authorityId): Promise<Answer> => {
    const ids = [context.fields['order'] ?? []].flat().filter((id): id is Uuid => isUuid(id)).slice(0, mostShown);
    if (!ids.length) return listPage(context, authorityId, query.parse({}), 'Välj minst en utbetalning');
    const done = await attest(context.tx, context.who, ids);
    return redirect(href(base, { attesterade: done.attested, egna: done.own || undefined, andrade: done.changed || undefined }));
  }),
});

export type Context = RequestContext<Staff, { id: string }>;

export const orderRoutes = [list, attestThem];
