import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Alert, Button, Fieldset, Form, KeyValue, LinkButton, NumberField, Pagination, RadioGroup, Section, Table, TextArea, TextField, TwoColumns, file,
  findInPages, href, isUuid, asUuid, notFound, pageImage, pagesOf, readDocument, redirect, route, messageOf, typedIn, type Answer, type FieldError,
  type Mask, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { documentAsPdf } from '../actions/document-as-pdf.ts';
import { outcomeWords, testItem } from '../actions/test-item.ts';
import { addMasks, clearOutcome, masksOf, removeMask, type ReleaseItem, type StoredMask } from '../store/items.ts';
import { addStep } from '../store/steps.ts';
import { readers, registerPage } from './frame.tsx';
import { inItem, mayOpenCases, type OpenItem, type Unread } from './in-request.tsx';
import { releases } from './release-list-routes.tsx';
import { faultWords, unreadText } from './release-words.ts';

type Context = RequestContext<Staff, { id: string; item: string }>;

const path = `${releases}/:id/handlingar/:item` as const;
const at = ({ request, item }: Pick<OpenItem, 'request' | 'item'>, rest = '') => `${releases}/${request.id}/handlingar/${item.id}${rest}`;

/** A page that says why the document cannot be read here, and where to go. */
const unread = (context: Context) => (request: OpenItem['request'], item: ReleaseItem, why: Unread): Promise<Answer> => registerPage(context, {
  title: item.label, above: request.number, tab: '/utlamnande', under: { label: request.number, path: `/utlamnande/${request.id}` }, width: 'text',
  children: (
    <Alert kind="warning">
      <p>{unreadText(why, mayOpenCases(context.who))}</p>
      {mayOpenCases(context.who) && <p><LinkButton kind="secondary" href={href(`/handlaggning/arenden/${item.caseId}`)}>Till ärendet</LinkButton></p>}
    </Alert>
  ),
});

const places = (count: number): string => (count === 1 ? 'Ett ställe' : `${count} ställen`);

const burdenWords = {
  reverse: 'Omvänt skaderekvisit: hemligt, om det inte står klart att uppgiften kan lämnas ut utan skada eller men.',
  straight: 'Rakt skaderekvisit: offentligt, om det inte kan antas att skada eller men uppkommer.',
  absolute: 'Absolut sekretess: lämnas bara ut om en regel bryter sekretessen eller den som skyddas samtycker.',
  none: 'Ingen sekretessbestämmelse är angiven för tjänsten.',
} as const;

const showTest = route({
  method: 'GET', path, access: readers, audit: 'records.itemRead', query: z.object({ sida: z.coerce.number().int().min(1).max(1000).catch(1).default(1) }),
  handle: (context) => inItem(context, (opened) => testPage(context, opened, context.query.sida, [], {}), { refused: unread(context) }),
});

async function testPage(context: Context, opened: OpenItem, number: number, errors: readonly FieldError[], typed: Record<string, string>): Promise<Answer> {
  const { request, item, secrecy } = opened;
  const masks = await masksOf(context.tx, item.id);
  const pdf = await documentAsPdf(context.tx, item.documentId);
  const pages = pdf.ok ? await pagesOf(pdf.bytes) : undefined;
  const count = pages?.ok ? pages.pages.length : 0;
  const value = (name: 'section' | 'note' | 'reservation') => typed[name] ?? item.test?.[name] ?? (name === 'section' ? secrecy.section : '');
  const field = (name: 'section' | 'note' | 'reservation', label: string, hint: string) => ({ name, label, hint, value: value(name), error: messageOf(errors, name) });
  return registerPage(context, {
    title: item.name, above: `${request.number} · ${item.caseNumber}`, tab: '/utlamnande', under: { label: request.number, path: `/utlamnande/${request.id}` }, errors,
    children: (
      <TwoColumns sideLabel="Prövningen" main={count
        ? <Pages opened={opened} number={Math.min(number, count)} count={count} masks={masks} errors={errors} typed={typed} />
        : <Alert><p>Den här sortens fil går inte att visa här. {item.mediaType}. <a class="ds-link" href={href(at(opened, '/original'))}>Öppna filen</a></p></Alert>} side={(
        <Section heading="Prövning">
          <KeyValue items={[
            { key: 'Bestämmelse', value: secrecy.section || '–' }, { key: 'Prövas så', value: burdenWords[secrecy.burden] },
            ...(secrecy.note ? [{ key: 'Att tänka på', value: secrecy.note }] : []), { key: 'Maskerat', value: masks.length ? places(masks.length) : 'Inget' },
            ...(item.outcome ? [{ key: 'Prövad', value: outcomeWords[item.outcome] }] : []),
          ]} />
          {!request.closedAt && (
            <Form action={href(at(opened))} label="Prövning" hidden={{ page: String(number) }}>
              <RadioGroup name="outcome" label="Resultat" value={typed['outcome'] ?? item.outcome ?? undefined} error={messageOf(errors, 'outcome')}
                choices={Object.entries(outcomeWords).map(([outcome, label]) => ({ value: outcome, label }))} />
              <TextField {...field('section', 'Bestämmelse som prövas', 'Paragraf och lag.')} optional />
              <TextArea {...field('note', 'Skälen för prövningen', 'Skada, men eller varför det står klart att ingen skada uppkommer.')} rows={4} optional />
              <TextArea {...field('reservation', 'Förbehåll', 'Vad den som får handlingen inte får göra, till exempel lämna uppgifterna vidare.')} rows={3} optional />
              <Button>Spara prövningen</Button>
            </Form>
          )}
        </Section>
      )} />
    ),
  });
}

/** The page as a picture with its masks, and the ways to add them: words to look for, or a rectangle. */
function Pages({ opened, number, count, masks, errors, typed }: {
  opened: OpenItem; number: number; count: number; masks: readonly StoredMask[]; errors: readonly FieldError[]; typed: Record<string, string>;
}): VNode {
  const { request, secrecy } = opened;
  const share = (value: number) => `${String(Math.round(value * 1000) / 10).replace('.', ',')} %`;
  return (
    <>
      <img class="mask-page" data-mask-page src={href(at(opened, `/sidor/${number}`), { maskeringar: masks.length })} alt={`Sida ${number} av ${count}, med det som är maskerat i svart`} />
      <Pagination page={number} pageSize={1} total={count} hrefOf={(sida) => href(at(opened), { sida })} />
      {!request.closedAt && (
        <Section heading="Maskera">
          <p>Det som maskeras finns inte kvar i kopian: den görs om till bilder. Kontrollera ändå varje sida innan du lämnar ut.</p>
          <Form action={href(at(opened, '/maskeringar'))} label="Maskera ord" hidden={{ page: String(number), section: secrecy.section, how: 'words' }}>
            <TextField name="words" label="Ord att maskera" hint="Alla ställen i handlingen där orden står. Skannade sidor har inga ord att söka i: markera en yta i stället." value={typed['words']}
              error={messageOf(errors, 'words')} />
            <Button kind="secondary">Maskera alla ställen</Button>
          </Form>
          <Form action={href(at(opened, '/maskeringar'))} label="Maskera en yta" hidden={{ page: String(number), section: secrecy.section, how: 'area' }}>
            <Fieldset legend={`Maskera en yta på sida ${number}`} hint="Procent av sidan, räknat från övre vänstra hörnet. Du kan också dra i bilden med musen.">
              <div class="mask-sides">
                {([['x', 'Från vänster'], ['y', 'Uppifrån'], ['width', 'Bredd'], ['height', 'Höjd']] as const).map(([name, label]) => (
                  <NumberField key={name} name={name} label={label} size={5} suffix="%" value={typed[name]} error={messageOf(errors, name)} />))}
              </div>
            </Fieldset>
            <Button kind="secondary">Maskera ytan</Button>
          </Form>
          <Form action={href(at(opened, '/maskeringar/bort'))} label="Maskeringar på sidan" hidden={{ page: String(number) }}>
            <Table caption={`Maskeringar på sida ${number}`} rows={masks.filter(({ page }) => page === number)} rowKey={({ id }) => id} empty={<p class="hint">Inget är maskerat på sidan.</p>} columns={[
              { key: 'where', heading: 'Var', rowHeading: true, cell: ({ x, y, width, height }) => `${share(x)} från vänster, ${share(y)} uppifrån, ${share(width)} × ${share(height)}` },
              { key: 'section', heading: 'Bestämmelse', cell: ({ section }) => section || '–' },
              { key: 'do', heading: 'Gör', cell: ({ id, x, y }) => <Button kind="quiet" name="mask" value={id} label={`Ta bort maskeringen ${share(x)} från vänster, ${share(y)} uppifrån`}>Ta bort</Button> },
            ]} />
          </Form>
        </Section>
      )}
    </>
  );
}

const wish = z.object({
  outcome: z.enum(['released', 'masked', 'reservation', 'refused']), section: z.string().max(200).default(''), note: z.string().max(4_000).default(''),
  reservation: z.string().max(2_000).default(''), page: z.coerce.number().int().min(1).max(1000).catch(1),
});

const test = route({
  method: 'POST', path, access: readers, audit: 'records.itemTested',
  handle: (context) => inItem(context, async (opened) => {
    const typed = typedIn(context.fields);
    const parsed = wish.safeParse(typed);
    if (!parsed.success) return testPage(context, opened, 1, [{ name: 'outcome', message: 'Välj ett resultat.' }], typed);
    const { request, item, secrecy } = opened;
    const done = await testItem(context.tx, request, item, { ...parsed.data, burden: secrecy.burden, staffId: context.who.staffId });
    context.about({ detail: { outcome: parsed.data.outcome } });
    if (!done.ok) return testPage(context, opened, parsed.data.page, done.faults.map((fault) => ({ name: faultWords[fault].field, message: faultWords[fault].message })), typed);
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true, refused: unread(context) }),
});

const percent = z.string().regex(/\d/).transform((text) => Number(text.replace(',', '.').replace('%', '').trim()) / 100).pipe(z.number().min(0).max(1));
const area = z.object({ page: z.coerce.number().int().min(1).max(1000), x: percent, y: percent, width: percent.pipe(z.number().min(0.001)), height: percent.pipe(z.number().min(0.001)) });

const mask = route({
  method: 'POST', path: `${path}/maskeringar`, access: readers, audit: 'records.masked',
  handle: (context) => inItem(context, async (opened) => {
    const { tx, who } = context;
    const typed = typedIn(context.fields);
    const number = Number(typed['page']) || 1;
    const found = typed['how'] === 'words' ? await wordMasks(context, opened, typed['words'] ?? '') : areaMask(typed);
    if (!found.ok) return testPage(context, opened, number, found.errors, typed);
    await addMasks(tx, { id: opened.item.id, authorityId: opened.request.authorityId }, found.masks, { staffId: who.staffId, section: (typed['section'] ?? '').slice(0, 200) });
    // What was tested was another copy.
    await clearOutcome(tx, opened.item.id);
    await addStep(tx, opened.request, { kind: 'masked', staffId: who.staffId, documentId: opened.item.documentId, note: places(found.masks.length) });
    return redirect(`${at(opened)}?sida=${found.masks[0]!.page}`);
  }, { change: true, refused: unread(context) }),
});

type Masks = { ok: true; masks: readonly Mask[] } | { ok: false; errors: FieldError[] };

async function wordMasks(context: Context, { item }: OpenItem, words: string): Promise<Masks> {
  const wrong = (message: string): Masks => ({ ok: false, errors: [{ name: 'words', message }] });
  if (words.replaceAll(/\s/g, '').length < 2) return wrong('Skriv minst två tecken.');
  const pdf = await documentAsPdf(context.tx, item.documentId);
  const found = pdf.ok ? await findInPages(pdf.bytes, words) : undefined;
  if (!found?.ok) return wrong('Handlingen går inte att söka i. Markera en yta i stället.');
  return found.masks.length ? { ok: true, masks: found.masks } : wrong('Orden finns inte som text i handlingen. Är sidan skannad? Markera en yta i stället.');
}

function areaMask(typed: Record<string, string>): Masks {
  const parsed = area.safeParse(typed);
  if (parsed.success) return { ok: true, masks: [parsed.data] };
  return { ok: false, errors: [...new Set(parsed.error.issues.map(({ path: [name] }) => String(name)))].map((name) => ({ name, message: 'Skriv ett tal mellan 0 och 100.' })) };
}

const unmask = route({
  method: 'POST', path: `${path}/maskeringar/bort`, access: readers, audit: 'records.unmasked',
  handle: (context) => inItem(context, async (opened) => {
    const typed = typedIn(context.fields);
    if (!isUuid(typed['mask'] ?? '') || !await removeMask(context.tx, opened.item.id, asUuid(typed['mask']!))) return notFound();
    await clearOutcome(context.tx, opened.item.id);
    await addStep(context.tx, opened.request, { kind: 'unmasked', staffId: context.who.staffId, documentId: opened.item.documentId });
    return redirect(`${at(opened)}?sida=${Number(typed['page']) || 1}`);
  }, { change: true, refused: unread(context) }),
});

const picture = route({
  method: 'GET', path: `${path}/sidor/:page`, access: readers, audit: 'records.itemRead',
  handle: (context) => inItem(context, async ({ item }) => {
    const pdf = await documentAsPdf(context.tx, item.documentId);
    const image = pdf.ok ? await pageImage(pdf.bytes, Number(context.params.page) || 1, { dotsPerInch: 110, masks: await masksOf(context.tx, item.id) }) : undefined;
    return image?.ok ? file(image.png, 'image/png', { inline: true }) : notFound();
  }, { refused: () => notFound() }),
});

const original = route({
  method: 'GET', path: `${path}/original`, access: readers, audit: 'records.itemRead',
  handle: (context) => inItem(context, async ({ item }) => {
    const document = await readDocument(context.tx, item.documentId);
    return document ? file(document.bytes, document.mediaType, { name: item.name }) : notFound();
  }, { refused: () => notFound() }),
});

const copy = route({
  method: 'GET', path: `${path}/kopia`, access: readers, audit: 'records.copyRead',
  handle: (context) => inItem(context, async ({ item }) => {
    const document = item.copyId ? await readDocument(context.tx, item.copyId) : undefined;
    return document ? file(document.bytes, document.mediaType, { name: document.name, inline: true }) : notFound();
  }, { refused: () => notFound() }),
});

export const itemRoutes: readonly Route[] = [showTest, test, mask, unmask, picture, original, copy];

