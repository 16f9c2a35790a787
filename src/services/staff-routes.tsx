import { z } from 'zod';
import { staffFrame, staffPage } from '../identity/index.ts';
import { Alert, Button, Checkbox, DateField, ErrorSummary, Form, Link, LinkButton, RadioGroup, Select, StaffLayout, file, href, none, notFound, page,
  readDocument, redirect, route, staff, swedishDay, type Answer, type FieldError, type Fields, type RequestContext, type Route, type Staff, type Tx, type Uuid } from '../platform/index.ts';
import { withoutSignIn } from './anonymous/allowed.ts';
import { hasRegister, identify, PersonFields, personFaults } from './identify.tsx';
import { startEntry } from './actions/start.ts';
import { submit } from './actions/submit.ts';
import { journeyRoutes, open, type Dress } from './journey-routes.tsx';
import type { PaperDraft } from './drafts.ts';
import { Review } from './pages/review.tsx';
import { findSeries, useNumber } from './paper/series.ts';
import { paperStaffRoutes } from './paper/staff-routes.tsx';
import { receiptOf, type PaperEntry, type Way } from './submission.ts';
import { staffTexts, texts } from './texts.ts';
import { ownFormOf } from './own-form.ts';
import { currentVersions, inLanguage, type ServiceVersion } from './versions.ts';
import type { OpenedDraft } from './work-on-draft.ts';

const base = '/handlaggning/registrering';
const writers = staff('officer', 'deputy', 'manager', 'registrar');
const t = (key: string, params = {}) => staffTexts('sv', key, params);

const choose = route({
  method: 'GET', path: '/handlaggning/registrera', access: writers, audit: none('an empty form'),
  handle: (context) => chooser(context, {}, []),
});

/** Services of the authority that make a case; a time is booked from the list of times. */
function takesEntries(who: Staff): (version: ServiceVersion) => boolean {
  return ({ authorityId, compiled }) => authorityId === who.authorityId && compiled.folder.definition.case !== 'none';
}

interface Chosen {
  service?: string;
  number?: string;
  givenName?: string;
  familyName?: string;
}

async function chooser(context: RequestContext<Staff>, typed: Chosen, errors: readonly FieldError[]): Promise<Answer> {
  const versions = (await currentVersions(context.tx)).filter(takesEntries(context.who));
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return staffPage(context, {
    title: t('title'), errors, width: 'text',
    children: (
      <>
        <p class="lead">{t('lead')}</p>
        <p>{t('paperHave')} <Link href={href('/handlaggning/registrera/blankett')}>{t('paperHaveLink')}</Link></p>
        <Form action={href('/handlaggning/registrera')}>
          <Select name="service" label={t('service')} value={typed.service} error={error('service')}
            options={versions.map((version) => ({ value: version.service, label: inLanguage(version, 'sv').definition.name }))} />
          <PersonFields registered={await hasRegister(context)} typed={typed} errors={errors} />
          <Button>{t('start')}</Button>
        </Form>
      </>
    ),
  });
}

const begin = route({
  method: 'POST', path: '/handlaggning/registrera', access: writers, audit: 'services.entryStarted',
  async handle(context) {
    const { tx, house, who, fields } = context;
    const said = (name: keyof Chosen) => String(fields[name] ?? '').trim();
    const typed = { service: said('service'), number: said('number'), givenName: said('givenName'), familyName: said('familyName') };
    const version = (await currentVersions(tx)).filter(takesEntries(who)).find((one) => one.service === typed.service);
    const own = version && ownFormOf(house, version.compiled.folder.definition);
    if (own) return redirect(own.staffHref);
    const faults = await personFaults(context, typed);
    if (!version) return chooser(context, typed, [{ name: 'service', message: t('serviceMissing') }, ...faults]);
    const person = await identify(context, typed, { authorityId: version.authorityId, optional: withoutSignIn(version.compiled.folder.definition) !== undefined });
    if (!person.ok) return chooser(context, typed, person.errors);
    const id = await startEntry(house, tx, version, who, person.id);
    context.about({ dossierId: id, ...(person.id && { subjectId: person.id }), detail: { service: version.service } });
    return redirect(`${base}/${id}`);
  },
});

const finishing = z.object({
  way: z.enum(['phone', 'counter', 'paper']), identityCheck: z.enum(['idDocument', 'callBack', 'known', 'signedPaper', 'notChecked']),
  arrived: z.iso.date(), readBack: z.literal('1').optional(),
});
const wrongs: Record<string, string> = { way: 'wayMissing', identityCheck: 'checkMissing', arrived: 'arrivedWrong' };

const check = route({
  method: 'GET', path: `${base}/:id/granska`, access: writers, audit: 'services.entryRead',
  async handle(context) {
    const opened = await open(context, context.params.id);
    return !opened || 'kind' in opened ? notFound() : checked(context, opened, {}, []);
  },
});

async function checked(context: RequestContext<Staff>, opened: OpenedDraft, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  if (opened.draft.submitted) return redirect(opened.draft.submitted.receipt);
  context.about({ dossierId: opened.draft.id });
  const at = `${base}/${opened.draft.id}`;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const { paper } = opened.draft.content;
  const choices = (keys: readonly string[]) => keys.map((value) => ({ value, label: t(value) }));
  return page(await dress.frame(context, opened, { title: texts('sv', 'review.title'), hasErrors: errors.length > 0 }, (
    <>
      <ErrorSummary errors={errors} />
      <Review opened={opened} base={at} language="sv" lead={t('reviewLead')}>
        {paper && paper.unreadable.length > 0 && (
          <Alert heading={t('unreadable')}><ul class="ds-list">{unreadableQuestions(opened).map(({ id, question }) => <li key={id}>{question}</li>)}</ul></Alert>
        )}
        {!opened.journey.complete && <Alert kind="warning"><p>{t('needs')}</p></Alert>}
        <Form action={href(`${at}/registrera`)}>
          <RadioGroup name="way" label={t('way')} value={typed['way'] ?? (paper && 'paper')} error={error('way')} choices={choices(['phone', 'counter', 'paper'])} />
          <DateField name="arrived" label={t('arrived')} hint={t('arrivedHint')} value={typed['arrived'] ?? paper?.arrivedDay ?? swedishDay(context.now)} error={error('arrived')} />
          <RadioGroup name="identityCheck" label={t('check')} value={typed['identityCheck']} error={error('identityCheck')}
            choices={choices(['idDocument', 'callBack', 'known', 'signedPaper', 'notChecked'])} />
          <Checkbox name="readBack" value="1" label={t('readBack')} checked={typed['readBack'] === '1'} />
          <Button>{t('finish')}</Button>
        </Form>
      </Review>
    </>
  )), { status: errors.length ? 422 : 200 });
}

const finish = route({
  method: 'POST', path: `${base}/:id/registrera`, access: writers, audit: 'services.entryFinished',
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened || 'kind' in opened) return notFound();
    const typed = lastTexts(context.fields);
    const parsed = finishing.safeParse(typed);
    const wrong = parsed.success
      ? (parsed.data.arrived > swedishDay(context.now) ? ['arrived'] : [])
      : [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    if (!parsed.success || wrong.length) return checked(context, opened, typed, wrong.map((name) => ({ name, message: t(wrongs[name] ?? 'wayMissing') })));
    const { way, identityCheck, arrived, readBack } = parsed.data;
    context.about({ dossierId: opened.draft.id });
    const { paper, language } = opened.draft.content;
    const done = await submit(context, {
      draftId: opened.draft.id, language: paper ? language : 'sv', principal: context.who, way: way satisfies Way,
      entry: { staffId: context.who.staffId, identityCheck, arrivedDay: arrived, readBack: readBack === '1', ...(paper && { paper: paperEntry(opened, paper) }) },
    });
    if (!done.ok) return notFound();
    if (paper?.number !== undefined) await noteNumber(context.tx, opened.version, paper.number, done.caseId);
    if (way === 'paper') return redirect(`${base}/${opened.draft.id}/klart`);
    // A registrar may not open cases: the register says that it is there, and its number.
    const opens = context.who.roles.some((role) => role !== 'registrar');
    return redirect(opens ? done.receipt : '/handlaggning/register?ny=1');
  },
});

function paperEntry(opened: OpenedDraft, { code, number, scans }: PaperDraft): PaperEntry {
  return { code, ...(number !== undefined && { number }), scans, unreadable: unreadableQuestions(opened) };
}

/** The questions whose answers could not be read, in their words. */
function unreadableQuestions({ draft, version }: OpenedDraft): PaperEntry['unreadable'] {
  const { form } = version.compiled;
  const { language } = draft.content;
  return (draft.content.paper?.unreadable ?? []).filter((id) => form.questions.has(id)).map((id) => ({ id, question: form.text(`questions.${id}.ask`, language) }));
}

async function noteNumber(tx: Tx, version: ServiceVersion, number: number, caseId: Uuid): Promise<void> {
  const series = await findSeries(tx, { number });
  if (series) await useNumber(tx, series, number, version.authorityId, caseId);
}

/** What came on paper is answered on paper: the letter is printed here, also by who may not open the case. */
const done = route({
  method: 'GET', path: `${base}/:id/klart`, access: writers, audit: 'services.entryRead',
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened || 'kind' in opened || !opened.draft.submitted) return notFound();
    const { caseId, receipt } = opened.draft.submitted;
    context.about({ dossierId: caseId });
    const letter = await confirmationOf(context, caseId);
    const opens = context.who.roles.some((role) => role !== 'registrar');
    return page(
      <StaffLayout {...staffFrame(context)} title={t('doneTitle')} width="text">
        <Alert kind="success" live heading={t('doneTitle')}>{letter && <p>{t('doneLetter')}</p>}</Alert>
        <h1>{t('doneTitle')}</h1>
        {letter && <p><LinkButton icon="print" href={href(`${base}/${opened.draft.id}/bekraftelse`)}>{t('doneOpen')}</LinkButton></p>}
        {opens && <p><LinkButton kind="secondary" href={href(receipt)}>{t('doneCase')}</LinkButton></p>}
        <p><Link href={href('/handlaggning/registrera/blankett')}>{t('doneAnother')}</Link></p>
      </StaffLayout>);
  },
});

const confirmation = route({
  method: 'GET', path: `${base}/:id/bekraftelse`, access: writers, audit: 'services.entryFileRead',
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened || 'kind' in opened || !opened.draft.submitted) return notFound();
    const letter = await confirmationOf(context, opened.draft.submitted.caseId);
    const found = letter && await readDocument(context.tx, letter);
    return found ? file(found.bytes, 'application/pdf', { name: found.name, inline: true }) : notFound();
  },
});

async function confirmationOf({ house, tx }: RequestContext<Staff>, caseId: Uuid): Promise<Uuid | undefined> {
  for (const find of house.slots.all(receiptOf)) {
    const found = await find(tx, caseId);
    if (found) return found;
  }
  return undefined;
}

/** A posted form as texts: a field sent several times keeps its last. */
function lastTexts(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
}

const dress: Dress = {
  base, access: writers, audit: { read: 'services.entryRead', save: 'services.entrySaved', file: 'services.entryFileRead' },
  frame: async (context, opened, { title, hasErrors }, content) => (
    <StaffLayout {...staffFrame(context as RequestContext<Staff>)} title={title} hasErrors={hasErrors} width="text">
      <p class="hint">{inLanguage(opened.version, 'sv').definition.name}. {t('name', { name: opened.applicantName })}</p>
      {content}
    </StaffLayout>
  ),
};

export const staffRoutes: readonly Route[] = [choose, begin, ...journeyRoutes(dress), check, finish, done, confirmation, ...paperStaffRoutes];
