import { staffNames, told } from '../../identity/index.ts';
import { Alert, Button, Buttons, Form, KeyValue, MoneyField, RadioGroup, Section, Tag, TextArea, TextField, Timeline, formatDate, formatDateTime, formatMoney, href, isUuid, notFound,
  redirect, route, type Answer, type FieldError, type Fields } from '../../platform/index.ts';
import { fillInOrder, isPaidAgain } from '../actions/fill-in-order.ts';
import { inReach } from '../actions/reach.ts';
import { stopOrder } from '../actions/stop-order.ts';
import { accountText, bankAccount, bankgiroNumber, plusgiroNumber, type Account } from '../model/account.ts';
import { mayFollow } from '../model/order-state.ts';
import { readAmount } from '../model/amount.ts';
import { findOrder, orderContent, stepsOf, type OrderContent, type PayOrder } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { base, payPage, payers } from './frame.tsx';
import type { Context } from './order-routes.tsx';
import { hiddenName, lackWords, periodText, stateColours, stateWords, stepWords } from './words.ts';

const show = route({
  method: 'GET', path: `${base}/:id`, access: payers, audit: 'payments.orderRead',
  handle: (context) => withOrder(context, {}, (order) => orderPage(context, order)),
});

async function withOrder(context: Context, options: { lock?: boolean }, answer: (order: PayOrder) => Promise<Answer>): Promise<Answer> {
  const { id } = context.params;
  const order = isUuid(id) ? await findOrder(context.tx, id, options) : undefined;
  if (!order || !inReach(context.who, order)) return notFound();
  context.about({ dossierId: order.caseId, authorityId: order.authorityId, unitId: order.unitId });
  return answer(order);
}

async function orderPage(context: Context, order: PayOrder, typed: Fields = {}, errors: readonly FieldError[] = []): Promise<Answer> {
  const { tx } = context;
  const content = await orderContent(tx, order.id);
  const steps = await stepsOf(tx, order.id);
  const names = await staffNames(tx, steps.flatMap(({ staffId }) => staffId ?? []));
  const open = order.state === 'held' || (order.state === 'rejected' && !await isPaidAgain(tx, order));
  // The name of somebody with a protected identity goes to the bank, and not on to a screen.
  const name = order.covered && order.receiver === 'party' ? hiddenName : content.name;
  return payPage(context, { title: formatMoney(order.amountOre), above: `Utbetalning i ärende ${order.caseNumber}`, tab: '', under: { label: 'Utbetalningar', path: '' }, width: 'text', errors, children: (
    <>
      <p><Tag colour={stateColours[order.state]}>{stateWords[order.state]}</Tag></p>
      {order.lacks && <Alert kind="warning"><p>{lackWords[order.lacks]}. Fyll i det här nedanför, så kan utbetalningen attesteras.</p></Alert>}
      <KeyValue items={[
        { key: 'Mottagare', value: name || 'Okänd' }, { key: 'Konto', value: content.account ? accountText(content.account) : 'Saknas' },
        ...(content.reference ? [{ key: 'Referens', value: content.reference }] : []), ...(content.written ? [{ key: 'Så skrev den sökande', value: content.written }] : []),
        { key: 'Belopp', value: formatMoney(order.amountOre) }, ...(order.mostOre === order.amountOre ? [] : [{ key: 'Högst, enligt beslutet', value: formatMoney(order.mostOre) }]),
        { key: 'Betalas', value: formatDate(order.dueDay, 'sv') }, { key: 'Gäller', value: periodText(order) },
        ...(order.attempt > 1 ? [{ key: 'Försök', value: `Betalningen görs om, försök ${order.attempt}` }] : []),
      ]} />
      <Section heading="Vad som har hänt">
        <Timeline label="Vad som har hänt" steps={steps.map(({ state, at, staffId, reason }) => ({
          state: 'done', text: [`${stepWords[state]}.`, reason].filter(Boolean).join(' '), when: `${formatDateTime(at, 'sv')}${staffId ? `, ${names.get(staffId) ?? ''}` : ''}`,
        }))} />
      </Section>
      {order.state === 'made' && <Attest order={order} mine={order.deciderId === context.who.staffId && (await paySettings(tx, order.authorityId)).attest === 'other'} />}
      {open && <FillIn order={order} content={content} typed={typed} errors={errors} />}
      {mayFollow(order.state, 'stopped') && (
        <Section heading="Stoppa utbetalningen">
          <Form action={href(`${base}/${order.id}/stopp`)} label="Stoppa utbetalningen">
            <TextArea name="reason" label="Varför ska den inte betalas?" hint="Handläggaren läser det. Beslutet står kvar: ska det ändras gör handläggaren det." rows={3}
              error={errors.find((one) => one.name === 'reason')?.message} />
            <Button kind="danger">Stoppa utbetalningen</Button>
          </Form>
        </Section>
      )}
    </>
  ) });
}

/** The press that pays, where one has just read what it is about; never for whoever has decided it where another must. */
function Attest({ order, mine }: { order: PayOrder; mine: boolean }) {
  if (mine) return <Alert><p>Du har själv beslutat om den eller fyllt i dess uppgifter. Någon annan måste attestera den.</p></Alert>;
  return (
    <Form action={href(`${base}/attest`)} label="Attestera utbetalningen">
      <input type="hidden" name="order" value={order.id} />
      <Buttons><Button>Attestera {formatMoney(order.amountOre)}</Button></Buttons>
    </Form>
  );
}

function FillIn({ order, content, typed, errors }: { order: PayOrder; content: OrderContent; typed: Fields; errors: readonly FieldError[] }) {
  const known = content.account;
  const value = (name: string, before = '') => (typeof typed[name] === 'string' ? typed[name] : before);
  const field = (name: string, before?: string) => ({ name, value: value(name, before), error: errors.find((one) => one.name === name)?.message });
  const ways = [
    { value: 'bank', label: 'Bankkonto', reveal: (
      <>
        <TextField {...field('clearing', known?.kind === 'bank' ? known.clearing : '')} label="Clearingnummer" hint="Fyra siffror, eller fem för Swedbank." size={8} />
        <TextField {...field('account', known?.kind === 'bank' ? known.account : '')} label="Kontonummer" size={16} />
      </>
    ) },
    { value: 'bankgiro', label: 'Bankgiro', reveal: <TextField {...field('giro', known?.kind === 'bankgiro' ? known.number : '')} label="Bankgironummer" size={16} /> },
    { value: 'plusgiro', label: 'Plusgiro', reveal: <TextField {...field('plusgiro', known?.kind === 'plusgiro' ? known.number : '')} label="Plusgironummer" size={16} /> },
    // A money order goes to where the person lives: never to a company, and not to somebody whose address is protected.
    ...(order.receiver === 'party' && !order.covered ? [{ value: 'notice', label: 'Utbetalningsavi med posten', reveal: (
      <>
        <TextField {...field('street')} label="Gatuadress" />
        <TextField {...field('postcode')} label="Postnummer" size={8} />
        <TextField {...field('city')} label="Ort" />
      </>
    ) }] : []),
  ];
  return (
    <Section heading={order.state === 'rejected' ? 'Betala igen' : 'Fyll i det som saknas'}>
      <Form action={href(`${base}/${order.id}/uppgifter`)} label="Uppgifter för utbetalningen">
        {order.receiver === 'other' && <TextField {...field('name', content.name)} label="Mottagarens namn" />}
        <RadioGroup {...field('way', known?.kind ?? (order.receiver === 'other' ? 'bankgiro' : 'bank'))} label="Hur ska pengarna skickas?" choices={ways} />
        <TextField {...field('reference', content.reference)} label="OCR-nummer eller annan referens" size={28} optional />
        {order.lacks === 'report' && <MoneyField {...field('shown')} label="Redovisad kostnad" hint={`Högst ${formatMoney(order.mostOre)}, enligt beslutet.`} />}
        <Button>{order.state === 'rejected' ? 'Gör om betalningen' : 'Spara uppgifterna'}</Button>
      </Form>
      <p class="hint">Någon annan än du attesterar sedan utbetalningen.</p>
    </Section>
  );
}

const fillIn = route({
  method: 'POST', path: `${base}/:id/uppgifter`, access: payers, audit: 'payments.factsGiven',
  handle: (context) => withOrder(context, { lock: true }, async (order) => {
    const { tx, who, fields } = context;
    const content = await orderContent(tx, order.id);
    const { account, errors } = readAccount(fields, order.covered);
    const name = order.receiver === 'other' ? one(fields, 'name').slice(0, 70) : content.name;
    if (!name) errors.push({ name: 'name', message: 'Skriv mottagarens namn.' });
    const shownOre = order.lacks === 'report' ? readAmount(one(fields, 'shown')) : undefined;
    if (order.lacks === 'report' && shownOre === undefined) errors.push({ name: 'shown', message: 'Skriv den redovisade kostnaden i kronor, till exempel 12 500,50.' });
    const reference = one(fields, 'reference').replaceAll(/\s/g, '').slice(0, 35);
    if (!account || errors.length) return orderPage(context, order, fields, errors);
    const done = await fillInOrder(tx, who, order.id, { name, account, ...(reference && { reference }), ...(shownOre !== undefined && { shownOre }) });
    if (done.ok) return redirect(`${base}/${done.id}`);
    if (done.why === 'tooMuch') return orderPage(context, order, fields, [{ name: 'shown', message: `Kostnaden ska vara mer än noll och högst ${formatMoney(order.mostOre)}, som beslutet gäller.` }]);
    return told(context, 'Utbetalningen har redan ändrats', 'Någon annan hann före. Ingenting sparades.', `${base}/${order.id}`, 409);
  }),
});

function readAccount(fields: Fields, covered: boolean): { account?: Account; errors: FieldError[] } {
  const giro = one(fields, 'giro');
  switch (one(fields, 'way')) {
    case 'bank': {
      const account = bankAccount({ clearing: one(fields, 'clearing'), account: one(fields, 'account') });
      return account ? { account, errors: [] } : { errors: [{ name: 'clearing', message: 'Skriv clearingnummer och kontonummer med siffror, till exempel 6000 och 123456789.' }] };
    }
    case 'bankgiro': {
      const number = bankgiroNumber(giro);
      return number ? { account: { kind: 'bankgiro', number }, errors: [] } : { errors: [{ name: 'giro', message: 'Bankgironumret stämmer inte. Kontrollera siffrorna.' }] };
    }
    case 'plusgiro': {
      const number = plusgiroNumber(one(fields, 'plusgiro'));
      return number ? { account: { kind: 'plusgiro', number }, errors: [] } : { errors: [{ name: 'plusgiro', message: 'Plusgironumret stämmer inte. Kontrollera siffrorna.' }] };
    }
    case 'notice': {
      const [street, postcode, city] = [one(fields, 'street'), one(fields, 'postcode').replaceAll(' ', ''), one(fields, 'city')];
      if (!covered && street && /^\d{5}$/.test(postcode) && city) return { account: { kind: 'notice', street: street.slice(0, 70), postcode, city: city.slice(0, 35) }, errors: [] };
      return { errors: [{ name: 'street', message: 'Skriv gatuadress, postnummer med fem siffror och ort.' }] };
    }
    default: return { errors: [{ name: 'way', message: 'Välj hur pengarna ska skickas.' }] };
  }
}

function one(fields: Fields, name: string): string {
  return String([fields[name] ?? ''].flat()[0] ?? '').trim();
}

const stop = route({
  method: 'POST', path: `${base}/:id/stopp`, access: payers, audit: 'payments.stopAsked',
  handle: (context) => withOrder(context, { lock: true }, async (order) => {
    const reason = one(context.fields, 'reason').slice(0, 1_000);
    if (!reason) return orderPage(context, order, context.fields, [{ name: 'reason', message: 'Skriv varför utbetalningen stoppas.' }]);
    if (await stopOrder(context.tx, context.who, order.id, reason)) return redirect(`${base}/${order.id}`);
    return told(context, 'Utbetalningen går inte att stoppa', 'Den har redan skickats till banken eller ändrats av någon annan. Ring banken om den ändå måste stoppas.', `${base}/${order.id}`, 409);
  }),
});

export const oneOrderRoutes = [show, fillIn, stop];
