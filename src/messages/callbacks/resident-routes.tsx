import { findOrganisation, listUnits, type Unit } from '../../organisation/index.ts';
import { findPerson, fullName } from '../../identity/index.ts';
import { Button, Card, ConfirmBox, Form, Layout, anyone, few, formatDate, href, isUuid, none, notFound, page, redirect, resident, residentFrame, route, subject,
  type Answer, type FieldError, type Href, type MyPagesPart, type RequestContext, type Resident, type Route, type Uuid } from '../../platform/index.ts';
import { texts } from '../texts.ts';
import { askForCallback, withdrawCallback } from './actions.ts';
import { CallbackForm, CallbackThanks, callbackStart, generalPath, readCallback, type CallbackTyped } from './form.tsx';
import { callbacksOf, countWaiting, findCallback, type CallbackCopy } from './store.ts';

/** A person asks a few times a day, an office behind one address some more; a machine thousands. */
const within = few({ what: 'callback', most: 60 });

/** Where a page to ask to be called stands, and what goes along from it. */
export interface CallbackDoor {
  action: Href;
  /** where the reader came from */
  back: Href;
  /** whom it goes to; none: the reader chooses */
  unit: Unit | undefined;
  units?: readonly Unit[];
  /** what the page is, to whoever calls: "Ansökan: Färdtjänst" */
  from: string;
  caseId?: Uuid;
  copy?: CallbackCopy;
}

/** The page where one asks to be called, from anywhere: whoever is signed in is known, and their number stands there already. */
export async function callbackPage(context: RequestContext, door: CallbackDoor): Promise<Answer> {
  const { tx, who, display } = context;
  const own = who.kind === 'resident' ? (await findPerson(tx, who.personId))?.facts : undefined;
  return shown(context, door, callbackStart({ ...(own && { name: fullName(own) }), ...(own?.phone && { phone: own.phone }), ...(!own && display && { name: display.name }) }), []);
}

/** Takes what was asked. @returns the page that says so, or the form again */
export async function takeCallbackWish(context: RequestContext, door: CallbackDoor): Promise<Answer> {
  const { house, tenant, tx, fields, language, who } = context;
  const { typed, wish, errors } = readCallback(fields, language, door.from);
  const unit = door.unit ?? door.units?.find(({ slug }) => slug === typed.unit);
  if (!unit) errors.push({ name: 'enhet', message: texts(language, 'callback.unitMissing') });
  if (!await within(context)) return shown(context, door, typed, [{ message: texts(language, 'callback.tooMany') }], 429);
  if (errors.length || !unit) return shown(context, door, typed, errors);
  const person = who.kind === 'resident' ? await findPerson(tx, subject(who)) : undefined;
  await askForCallback(tx, {
    unit, language, wish, protected: person?.protected ?? false, ...(who.kind === 'resident' && { personId: subject(who) }), ...(door.caseId && { caseId: door.caseId }),
    ...(door.copy && typed.consent && { copy: door.copy }),
  });
  // Their own is not committed yet: these are those before.
  const before = await house.db.system(tenant.id, 'callback', (system) => countWaiting(system, unit.id));
  return page(
    <Layout {...residentFrame(context)} title={texts(language, 'callback.thanks')}>
      <CallbackThanks language={language} hours={await hoursOf(context, unit)} phone={wish.phone} before={before} back={door.back} />
    </Layout>);
}

async function shown(context: RequestContext, door: CallbackDoor, typed: CallbackTyped, errors: readonly FieldError[], status = 422): Promise<Answer> {
  const { language } = context;
  const { unit, units } = door;
  const phone = unit ? { help: { phone: unit.phone, hours: await hoursOf(context, unit), who: unit.facts.shortName ?? unit.name } } : {};
  const frame = residentFrame(context, phone);
  // The help box offers this very page: here it would lead nowhere.
  const { callback: _here, ...help } = frame.help;
  return page(
    <Layout {...frame} help={help} title={texts(language, 'callback.title')} hasErrors={errors.length > 0} back={door.back}>
      <CallbackForm language={language} action={door.action} typed={typed} errors={errors} hours={unit ? await hoursOf(context, unit) : ''}
        who={unit?.facts.shortName ?? unit?.name ?? ''} copy={door.copy !== undefined}
        {...(!unit && units && { units: units.map(({ slug, name }) => ({ value: slug, label: name })) })} />
    </Layout>, { status: errors.length ? status : 200 });
}

async function hoursOf({ tx, language }: RequestContext, unit: Unit): Promise<string> {
  const hours = (await findOrganisation(tx))?.facts.openingHours[unit.facts.hours] as Record<string, unknown> | undefined;
  return String(hours?.[language] ?? hours?.['sv'] ?? '');
}

const open = anyone('asking to be called needs no sign-in');

async function generalDoor({ tx }: RequestContext): Promise<CallbackDoor> {
  const units = (await listUnits(tx)).filter(({ facts }) => facts.callback);
  return { action: generalPath, back: href('/'), unit: units.length === 1 ? units[0] : undefined, units, from: '' };
}

const ask = route({
  method: 'GET', path: '/ring-mig', access: open, audit: none('an empty form'),
  handle: async (context) => callbackPage(context, await generalDoor(context)),
});
const send = route({
  method: 'POST', path: '/ring-mig', access: open, audit: none('askForCallback writes it'),
  handle: async (context) => takeCallbackWish(context, await generalDoor(context)),
});

const askWithdraw = route({
  method: 'GET', path: '/mina-sidor/ring-mig/:id', access: resident(0), audit: none('a question before something is taken back'),
  async handle(context) {
    const { language } = context;
    const mine = await own(context);
    if (!mine) return notFound();
    const t = (key: string) => texts(language, `callback.${key}`);
    return page(
      <Layout {...residentFrame(context)} title={t('withdrawTitle')} back={href('/mina-sidor')}>
        <ConfirmBox level={1} heading={t('withdrawTitle')} consequences={[t('withdrawWhat')]} action={href(`/mina-sidor/ring-mig/${mine.id}`)} confirm={t('withdraw')}
          cancel={href('/mina-sidor')} cancelText={t('keep')} />
      </Layout>);
  },
});
const withdraw = route({
  method: 'POST', path: '/mina-sidor/ring-mig/:id', access: resident(0), audit: none('withdrawCallback writes it'),
  async handle(context) {
    const mine = await own(context);
    if (!mine) return notFound();
    await withdrawCallback(context.tx, mine.id, context.fields['vad'] === 'kopian' ? 'copy' : 'all');
    return redirect('/mina-sidor');
  },
});

async function own({ tx, params }: RequestContext & { params: { id: string } }) {
  return isUuid(params.id) ? findCallback(tx, params.id) : undefined;
}

/** On My pages: that somebody will call, and a way to take it back, whole or only what they may see. */
export async function callbackPart(context: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const { tx, who, language } = context;
  const units = await listUnits(tx);
  const t = (key: string, params = {}) => texts(language, `callback.${key}`, params);
  const parts: MyPagesPart[] = [];
  for (const one of await callbacksOf(tx, subject(who))) {
    const unit = units.find(({ id }) => id === one.unitId);
    const at = href(`/mina-sidor/ring-mig/${one.id}`);
    if (one.endedAt && one.endedWhy !== 'noAnswer') continue;
    parts.push({
      place: one.endedAt ? 'done' : 'underWay', key: `callback ${one.id}`,
      node: (
        <Card heading={t(one.endedAt ? 'mineNoAnswer' : 'mine', { unit: unit?.facts.shortName ?? unit?.name ?? '' })}>
          <p>{one.endedAt ? t('mineNoAnswerText', { phone: unit?.phone ?? '' }) : t('mineText', { date: formatDate(one.askedAt, language), hours: unit ? await hoursOf(context, unit) : '' })}</p>
          {!one.endedAt && one.hasCopy && <Form action={at} hidden={{ vad: 'kopian' }} label={t('withdrawCopy')}><p>{t('mineCopy')}</p><Button kind="quiet">{t('withdrawCopy')}</Button></Form>}
          {!one.endedAt && <p><a class="ds-link" href={at}>{t('withdraw')}</a></p>}
        </Card>
      ),
    });
  }
  return parts;
}

export const callbackRoutes: readonly Route[] = [ask, send, askWithdraw, withdraw];
