import { z } from 'zod';
import { staffPage } from '../../identity/index.ts';
import {
  Button, DateField, EmptyState, FileField, Form, Link, LinkButton, Section, Select, Table, TextField, asUuid, file, formatDate, href, isUuid, languageNames,
  languages, none, notFound, redirect, route, staff, swedishDay, type Answer, type FieldError, type RequestContext, type Route, type Staff, type Uuid,
} from '../../platform/index.ts';
import { inspectUploads, keepUploads, uploadLimits } from '../actions/save-page.ts';
import { startEntry } from '../actions/start.ts';
import { withoutSignIn } from '../anonymous/allowed.ts';
import { openDraft, saveDraft } from '../drafts.ts';
import { hasRegister, identify, PersonFields, type Identified } from '../identify.tsx';
import { ownFormOf } from '../own-form.ts';
import { q } from '../store.ts';
import { staffTexts, texts } from '../texts.ts';
import { currentVersions, inLanguage, versionById, type ServiceVersion } from '../versions.ts';
import { readPaperCode, type PaperCode } from './code.ts';
import { paperSender, renderPaper } from './pdf.ts';
import { findSeries, listSeries, makeSeries, mostCopies, registeredAt, type PaperSeries } from './series.ts';

const writers = staff('officer', 'deputy', 'manager', 'registrar');
const t = (key: string, params = {}) => staffTexts('sv', key, params);

interface Typed extends Identified {
  code?: string;
  arrived?: string;
}

const byCode = route({
  method: 'GET', path: '/handlaggning/registrera/blankett', access: writers, audit: none('an empty form'),
  handle: (context) => codeForm(context, {}, []),
});

async function codeForm(context: RequestContext<Staff>, typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return staffPage(context, {
    title: t('paperTitle'), errors, width: 'text',
    children: (
      <>
        <p class="lead">{t('paperLead')}</p>
        <Form action={href('/handlaggning/registrera/blankett')} multipart>
          <TextField name="code" label={t('paperCode')} hint={t('paperCodeHint')} value={typed.code} error={error('code')} size={26} spellcheck={false} />
          <PersonFields registered={await hasRegister(context)} typed={typed} errors={errors} />
          <DateField name="arrived" label={t('paperArrived')} hint={t('arrivedHint')} value={typed.arrived ?? swedishDay(context.now)} error={error('arrived')} />
          <FileField name="scans" label={t('paperScans')} hint={t('paperScansHint')} multiple optional maxFiles={uploadLimits.maxFiles} maxSize={uploadLimits.maxBytes} error={error('scans')} />
          <Button>{t('paperStart')}</Button>
        </Form>
        <p><Link href={href('/handlaggning/blanketter')}>{t('printTitle')}</Link></p>
      </>
    ),
  });
}

const begin = route({
  method: 'POST', path: '/handlaggning/registrera/blankett', access: writers, audit: 'services.entryStarted', uploads: uploadLimits,
  async handle(context) {
    const { tx, house, who, fields, uploads } = context;
    const said = (name: keyof Typed) => [fields[name] ?? ''].flat().at(-1)!.trim();
    const typed = { code: said('code'), arrived: said('arrived'), number: said('number'), givenName: said('givenName'), familyName: said('familyName') };
    const read = readPaperCode(typed.code);
    const found = read && await versionOf(context, read);
    const codeFault = !read ? t('paperCodeWrong') : !found ? t('paperCodeUnknown') : await numberFault(context, read, found);
    const arrived = z.iso.date().safeParse(typed.arrived);
    const errors: FieldError[] = [
      ...(codeFault ? [{ name: 'code', message: codeFault }] : []),
      ...(arrived.success && arrived.data <= swedishDay(context.now) ? [] : [{ name: 'arrived', message: t('arrivedWrong') }]),
    ];
    const { refused } = await inspectUploads(uploads, 'sv', context.now);
    errors.push(...refused.map(({ name, reason }) => ({ name: 'scans', message: texts('sv', `file.${reason}`, { name }) })));
    const own = found && ownFormOf(house, found.compiled.folder.definition);
    if (own) return redirect(own.staffHref);
    if (errors.length || !read || !found) return codeForm(context, typed, errors);
    const person = await identify(context, typed, { authorityId: found.authorityId, optional: withoutSignIn(found.compiled.folder.definition) !== undefined });
    if (!person.ok) return codeForm(context, typed, person.errors);
    const id = await startEntry(house, tx, found, who, person.id, { language: read.language, paper: {
      code: typed.code.toUpperCase(), ...(read.number !== undefined && { number: read.number }), arrivedDay: typed.arrived, scans: [], unreadable: [],
    } });
    await keepScans(context, id);
    context.about({ dossierId: id, ...(person.id && { subjectId: person.id }), detail: { service: found.service, scans: uploads.length, ...(read.number !== undefined && { form: read.number }) } });
    return redirect(`/handlaggning/registrering/${id}`);
  },
});

/** The version of the service that the form is of, among those of the authority; of the same content, the one published last. */
async function versionOf({ tx, who }: RequestContext<Staff>, { version }: PaperCode): Promise<ServiceVersion | undefined> {
  const row = await tx.maybe(q.selectFrom('services.version').select('id').where('tenant_id', '=', tx.tenant)
    .where('hash', 'like', `${version}%`).where('authority_id', '=', who.authorityId ?? '00000000-0000-0000-0000-000000000000').orderBy('published_at', 'desc').limit(1));
  return row && versionById(tx, asUuid(row.id));
}

async function numberFault({ tx }: RequestContext<Staff>, { number }: PaperCode, version: ServiceVersion): Promise<string | undefined> {
  if (number === undefined) return undefined;
  const series = await findSeries(tx, { number });
  if (series?.versionId !== version.id) return t('paperNumberUnknown', { number });
  const registered = await registeredAt(tx, number);
  return registered && t('paperRegistered', { number, day: formatDate(registered, 'sv') });
}

/** The scanned paper, the original, among the files of the entry. */
async function keepScans({ tx, uploads }: RequestContext<Staff>, id: Uuid): Promise<void> {
  const draft = await openDraft(tx, id);
  if (!draft || !uploads.length) return;
  const kept = await keepUploads(tx, { dossierId: id, keyId: draft.keyId, authorityId: draft.authorityId!, part: 'all', language: 'sv' }, uploads.filter(({ field }) => field === 'scans'));
  await saveDraft(tx, draft, { ...draft.content, paper: { ...draft.content.paper!, scans: kept.files['scans'] ?? [] } });
}

const prints = route({
  method: 'GET', path: '/handlaggning/blanketter', access: writers, audit: none('which forms have been printed concerns nobody'),
  handle: (context) => printForm(context, {}, []),
});

async function printForm(context: RequestContext<Staff>, typed: { service?: string; language?: string; count?: string }, errors: readonly FieldError[]): Promise<Answer> {
  const { tx, who } = context;
  const versions = (await currentVersions(tx)).filter(({ authorityId }) => authorityId === who.authorityId);
  const series = await listSeries(tx);
  const names = new Map<Uuid, string>();
  for (const { versionId } of series) names.set(versionId, inLanguage(await versionById(tx, versionId), 'sv').definition.name);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const range = ({ first, last }: PaperSeries) => ({ first, last });
  return staffPage(context, {
    title: t('printTitle'), errors,
    children: (
      <>
        <p class="lead">{t('printLead')}</p>
        <Form action={href('/handlaggning/blanketter')}>
          <Select name="service" label={t('printService')} value={typed.service} error={error('service')}
            options={versions.map((version) => ({ value: version.service, label: inLanguage(version, 'sv').definition.name }))} />
          <Select name="language" label={t('printLanguage')} value={typed.language ?? 'sv'} options={languages.map((code) => ({ value: code, label: languageNames[code] }))} />
          <TextField name="count" label={t('printCount')} value={typed.count ?? '10'} error={error('count')} size={4} />
          <Button icon="print">{t('printDo')}</Button>
        </Form>
        <Section heading={t('printSeries')}>
          <Table caption={t('printSeries')} captionHidden rows={series} rowKey={({ id }) => id} empty={<EmptyState heading={t('printNone')} />} columns={[
            { key: 'range', heading: t('printSeries'), rowHeading: true, cell: (one) => <Link href={href(`/handlaggning/blanketter/${one.id}`)}>{t('printOpen', range(one))}</Link> },
            { key: 'service', heading: t('printService'), cell: ({ versionId }) => names.get(versionId) ?? '' },
            { key: 'language', heading: t('printLanguage'), cell: ({ language }) => languageNames[language] },
            { key: 'day', heading: t('printDay'), cell: ({ printedAt }) => formatDate(printedAt, 'sv') },
          ]} />
        </Section>
        <p><LinkButton kind="secondary" href={href('/handlaggning/registrera/blankett')}>{t('paperTitle')}</LinkButton></p>
      </>
    ),
  });
}

const printing = z.object({ service: z.string(), language: z.enum(languages), count: z.coerce.number().int().min(1).max(mostCopies) });

const print = route({
  method: 'POST', path: '/handlaggning/blanketter', access: writers, audit: 'services.paperPrinted',
  async handle(context) {
    const { tx, who, fields } = context;
    const parsed = printing.safeParse(fields);
    const typed = { service: String(fields['service'] ?? ''), language: String(fields['language'] ?? 'sv'), count: String(fields['count'] ?? '') };
    const version = (await currentVersions(tx)).find((one) => one.service === typed.service && one.authorityId === who.authorityId);
    const errors = [
      ...(version ? [] : [{ name: 'service', message: t('serviceMissing') }]), ...(parsed.success || !printing.shape.count.safeParse(fields['count']).error ? [] : [{ name: 'count', message: t('printCountWrong') }]),
    ];
    if (!parsed.success || !version || errors.length) return printForm(context, typed, errors);
    const series = await makeSeries(tx, who, version, parsed.data.language, parsed.data.count);
    context.about({ detail: { service: version.service, first: series.first, last: series.last } });
    return redirect('/handlaggning/blanketter');
  },
});

const download = route({
  method: 'GET', path: '/handlaggning/blanketter/:id', access: writers, audit: none('forms that nobody has filled in'),
  async handle({ tx, params, house }) {
    const series = isUuid(params.id) ? await findSeries(tx, { id: params.id }) : undefined;
    if (!series) return notFound();
    const version = await versionById(tx, series.versionId);
    const numbers = Array.from({ length: series.last - series.first + 1 }, (_, index) => series.first + index);
    const done = await renderPaper(version, series.language, await paperSender(tx, version, series.language), series.printedAt, numbers);
    if (done.ok) return file(done.bytes, 'application/pdf', { name: `${version.path}-${series.first}-${series.last}.pdf`, inline: true });
    house.log.error({ code: 'PAPER_NOT_MADE', reason: done.message, version: version.id }, 'paper forms could not be made');
    return { kind: 'error', status: 503 };
  },
});

export const paperStaffRoutes: readonly Route[] = [byCode, begin, prints, print, download];
