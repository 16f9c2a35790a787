import { openCase } from '../../cases/index.ts';
import { staffNames, told } from '../../identity/index.ts';
import { Button, DateField, Form, KeyValue, MoneyField, NumberField, Section, Tag, TextArea, TextField, Timeline, addDays, formatDate, formatDateTime, formatMoney, href, isUuid, notFound, redirect,
  route, staff, swedishDay, type Answer, type FieldError, type Fields, type RequestContext, type Staff } from '../../platform/index.ts';
import { changeCharge, type ChargeWish } from '../actions/change-charge.ts';
import { inReach } from '../actions/reach.ts';
import { readAmount } from '../model/amount.ts';
import { leftOf } from '../model/balance.ts';
import { chargeContent, chargeEvents, findCharge, instalmentsOf, type Charge } from '../store/charges.ts';
import { charges } from './charge-routes.tsx';
import { payPage } from './frame.tsx';
import { chargeColours, chargeEventWords, chargeKinds, chargeStates, hiddenName } from './words.ts';

/** Whoever pays and claims, and the officer whose case it is. */
const changers = staff('officer', 'deputy', 'manager', 'economy');
type Context = RequestContext<Staff, { id: string }>;

/** Others than these see what is owed in their own case, and no list. */
const maySeeAll = ({ roles }: Staff) => roles.some((role) => role === 'economy' || role === 'manager');

async function withCharge(context: Context, answer: (charge: Charge) => Promise<Answer>): Promise<Answer> {
  const { tx, who, params: { id } } = context;
  const charge = isUuid(id) ? await findCharge(tx, id) : undefined;
  if (!charge || !inReach(who, charge)) return notFound();
  if (!maySeeAll(who)) {
    const opening = await openCase(tx, who, charge.caseId);
    if (!opening.ok || !opening.opened.own) return notFound();
  }
  context.about({ dossierId: charge.caseId, authorityId: charge.authorityId, ...(charge.unitId && { unitId: charge.unitId }) });
  return answer(charge);
}

const show = route({ method: 'GET', path: `${charges}/:id`, access: changers, audit: 'payments.chargeRead', handle: (context) => withCharge(context, (charge) => chargePage(context, charge)) });

async function chargePage(context: Context, charge: Charge, typed: Fields = {}, errors: readonly FieldError[] = []): Promise<Answer> {
  const { tx } = context;
  const content = await chargeContent(tx, charge.id);
  const events = await chargeEvents(tx, charge.id);
  const plan = await instalmentsOf(tx, charge.id);
  const names = await staffNames(tx, events.flatMap(({ staffId }) => staffId ?? []));
  const left = leftOf(charge.amountOre, events);
  return payPage(context, { title: `${chargeKinds[charge.kind]}, ${formatMoney(charge.amountOre)}`, above: `${charge.keyId ? 'Begäran' : 'Ärende'} ${charge.caseNumber}`, tab: '/fordringar', width: 'text', errors,
    ...(maySeeAll(context.who) ? { under: { label: 'Avgifter och återkrav', path: '/fordringar' } }
      : { crumbs: [{ label: `Ärende ${charge.caseNumber}`, href: href(`/handlaggning/arenden/${charge.caseId}`) }] }), children: (
      <>
        <p><Tag colour={chargeColours[charge.state]}>{chargeStates[charge.state]}</Tag></p>
        <KeyValue items={[
          { key: 'Betalare', value: charge.covered ? hiddenName : content.name || '–' }, { key: 'Beslutat', value: formatMoney(charge.amountOre) }, { key: 'Kvar att betala', value: formatMoney(Math.max(0, left)) },
          ...(left < 0 ? [{ key: 'Betalat för mycket', value: formatMoney(-left) }] : []), ...(plan.length ? [{ key: 'Delbetalningar', value: plan.map(({ dueDay, amountOre }) => `${dueDay}: ${formatMoney(amountOre)}`).join(', ') }] : []),
        ]} />
        <Section heading="Vad som har hänt">
          <Timeline label="Vad som har hänt" steps={[
            { state: 'done', text: 'Beslutades.', when: formatDateTime(charge.madeAt, 'sv') },
            ...events.map(({ kind, amountOre, at, day, staffId, reason }) => ({
              state: 'done' as const, text: [`${chargeEventWords[kind]}: ${formatMoney(amountOre)}${kind === 'paid' ? `, ${formatDate(day, 'sv')}` : ''}.`, reason].filter(Boolean).join(' '),
              when: `${formatDateTime(at, 'sv')}${staffId ? `, ${names.get(staffId) ?? ''}` : ''}`,
            })),
          ]} />
        </Section>
        {charge.state !== 'settled' && <Changes charge={charge} typed={typed} errors={errors} today={swedishDay(context.now)} />}
      </>
    ) });
}

function Changes({ charge, typed, errors, today }: { charge: Charge; typed: Fields; errors: readonly FieldError[]; today: string }) {
  const action = href(`${charges}/${charge.id}/andring`);
  const field = (name: string, before = '') => ({ name, value: typeof typed[name] === 'string' ? typed[name] : before, error: errors.find((one) => one.name === name)?.message });
  return (
    <>
      <Section heading="Sänk eller ta bort">
        <Form action={action} hidden={{ do: 'lowered' }} label="Sänk">
          <MoneyField {...field('amount')} label="Sänk med" />
          <TextArea {...field('reason')} label="Varför?" hint="Skälet står i ärendet." rows={3} />
          <Button kind="secondary">Sänk</Button>
        </Form>
        <Form action={action} hidden={{ do: 'remitted' }} label="Ta bort det som är kvar">
          <TextArea {...field('remitReason')} label="Varför ska det som är kvar inte betalas?" rows={3} />
          <Button kind="danger">Ta bort det som är kvar</Button>
        </Form>
      </Section>
      <Section heading="Dela upp betalningen">
        <Form action={action} hidden={{ do: 'planned' }} label="Dela upp betalningen">
          <NumberField {...field('count', '6')} label="Antal delbetalningar" hint="En i månaden." />
          <DateField {...field('firstDay', addDays(today, 30))} label="Första betaldagen" />
          <Button kind="secondary">Dela upp</Button>
        </Form>
      </Section>
      <Section heading="För in en betalning">
        <Form action={action} hidden={{ do: 'paid' }} label="För in en betalning">
          <MoneyField {...field('paidAmount')} label="Belopp" />
          <DateField {...field('paidDay', today)} label="Vilken dag?" />
          <TextField {...field('reference')} label="Betalningens referens" hint="Samma referens räknas bara en gång." size={28} />
          <Button kind="secondary">För in</Button>
        </Form>
      </Section>
    </>
  );
}

const change = route({
  method: 'POST', path: `${charges}/:id/andring`, access: changers, audit: 'payments.chargeChangeAsked',
  handle: (context) => withCharge(context, async (charge) => {
    const { tx, who, fields } = context;
    const read = readWish(fields);
    if ('errors' in read) return chargePage(context, charge, fields, read.errors);
    const done = await changeCharge(tx, who.staffId, charge.id, read.wish);
    if (done.ok) return redirect(`${charges}/${charge.id}`);
    if (done.why === 'gone') return told(context, 'Allt är redan betalt eller borttaget', 'Någon annan hann före. Ingenting ändrades.', `${charges}/${charge.id}`, 409);
    return chargePage(context, charge, fields, [done.why === 'tooMuch'
      ? { name: read.wish.kind === 'paid' ? 'paidAmount' : 'amount', message: 'Beloppet ska vara mer än noll, och en sänkning högst det som är kvar.' }
      : { name: 'count', message: 'Välj 1 till 60 delbetalningar, på minst en krona var.' }]);
  }),
});

function readWish(fields: Fields): { wish: ChargeWish } | { errors: FieldError[] } {
  const one = (name: string) => String([fields[name] ?? ''].flat()[0] ?? '').trim();
  const wrong = (name: string, message: string) => ({ errors: [{ name, message }] });
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(one(name)) && !Number.isNaN(Date.parse(one(name))) ? one(name) : undefined);
  switch (one('do')) {
    case 'lowered': {
      const amountOre = readAmount(one('amount'));
      if (!amountOre) return wrong('amount', 'Skriv hur mycket avgiften sänks, till exempel 1 000.');
      return one('reason') ? { wish: { kind: 'lowered', amountOre, reason: one('reason').slice(0, 1_000) } } : wrong('reason', 'Skriv varför den sänks.');
    }
    case 'remitted': return one('remitReason') ? { wish: { kind: 'remitted', amountOre: 0, reason: one('remitReason').slice(0, 1_000) } } : wrong('remitReason', 'Skriv varför det inte ska betalas.');
    case 'planned': {
      const firstDay = day('firstDay');
      return firstDay ? { wish: { kind: 'planned', count: Number(one('count')) || 0, firstDay } } : wrong('firstDay', 'Skriv dagen som 2026-12-24.');
    }
    case 'paid': {
      const [amountOre, paidDay] = [readAmount(one('paidAmount')), day('paidDay')];
      if (!amountOre) return wrong('paidAmount', 'Skriv beloppet i kronor.');
      if (!paidDay) return wrong('paidDay', 'Skriv dagen som 2026-12-24.');
      return one('reference') ? { wish: { kind: 'paid', amountOre, day: paidDay, reference: one('reference').slice(0, 35) } } : wrong('reference', 'Skriv betalningens referens, till exempel från kontoutdraget.');
    }
    default: return wrong('amount', 'Välj vad du vill göra.');
  }
}

export const oneChargeRoutes = [show, change];
