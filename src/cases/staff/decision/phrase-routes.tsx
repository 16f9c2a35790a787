import { z } from 'zod';
import { staffPage, withinAuthority } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import {
  Button, Buttons, CheckboxGroup, EmptyState, Form, LinkButton, Section, Select, Table, TextArea, TextField, href, isUuid, none, notFound, redirect, route,
  staff, type Answer, type FieldError, type Fields, type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import { currentVersions } from '../../../services/index.ts';
import { blanks, unknownBlanks } from '../../model/decision/fill-phrase.ts';
import { phraseUses, type PhraseUse } from '../../store/officers/officer-tables.ts';
import { phrasesOf, removePhrase, savePhrase, type Phrase } from '../../store/decision/phrases.ts';

const path = '/handlaggning/fraser';
const editors = staff('manager', 'administrator');
const useWords: Record<PhraseUse, string> = { completion: 'Begäran om komplettering', hearing: 'Kommunicering', decision: 'Beslut', message: 'Meddelanden' };

const list = route({
  method: 'GET', path, access: editors, audit: none('the authority\'s own phrases: nothing about anybody'),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx } = context;
    const phrases = await phrasesOf(tx, authorityId);
    const { units, services } = await choices(context);
    return staffPage(context, {
      title: 'Fraser',
      children: (
        <>
          <p class="lead">Meningar som nämnden ofta skriver. Handläggare lägger in dem i brev, beslut och meddelanden och kan ändra dem där.</p>
          <Buttons><LinkButton href={href(`${path}/ny`)}>Ny fras</LinkButton></Buttons>
          <Table caption="Fraser" captionHidden rows={phrases} rowKey={({ id }) => id} empty={<EmptyState heading="Inga fraser än" />} columns={[
            { key: 'title', heading: 'Fras', rowHeading: true, cell: ({ id, title }) => <a class="ds-link" href={href(`${path}/${id}`)}>{title}</a> },
            { key: 'uses', heading: 'Var', cell: ({ uses }) => uses.map((use) => useWords[use]).join(', ') },
            { key: 'unit', heading: 'Enhet', cell: ({ unitId }) => units.find(({ value }) => value === unitId)?.label ?? 'Alla' },
            { key: 'service', heading: 'Tjänst', cell: ({ service }) => services.find(({ value }) => value === service)?.label ?? 'Alla' },
            { key: 'text', heading: 'Text', cell: ({ text }) => (text.length > 90 ? `${text.slice(0, 90)} …` : text) },
          ]} />
        </>
      ),
    });
  }),
});

async function choices({ tx, who }: RequestContext<Staff>) {
  return {
    units: (await listUnits(tx)).filter(({ authorityId }) => authorityId === who.authorityId).map(({ id, name }) => ({ value: id as string, label: name })),
    services: (await currentVersions(tx)).filter(({ authorityId }) => authorityId === who.authorityId).map(({ service, compiled }) => ({ value: service, label: compiled.folder.definition.name })),
  };
}

/** What stands in the form: as typed, or as the phrase is. */
type Typed = Pick<Phrase, 'title' | 'text' | 'uses'> & { unit: string; service: string };

function typedOf(fields: Fields): Typed {
  const text = (name: string) => String([fields[name] ?? ''].flat()[0]).trim();
  return {
    title: text('title').slice(0, 120), text: text('text').slice(0, 5_000), unit: text('unit'), service: text('service'),
    uses: phraseUses.filter((use) => [fields['uses'] ?? []].flat().includes(use)),
  };
}

async function form(context: RequestContext<Staff>, typed: Typed, id: Uuid | undefined, errors: readonly FieldError[]): Promise<Answer> {
  const { units, services } = await choices(context);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const title = id ? 'Ändra frasen' : 'Ny fras';
  return staffPage(context, {
    title, crumbs: [{ label: 'Fraser', href: href(path) }], errors, width: 'text',
    children: (
      <>
        <Form action={href(id ? `${path}/${id}` : `${path}/ny`)} label={title}>
          <TextField name="title" label="Vad ska frasen heta?" hint="Handläggaren väljer den efter namnet." value={typed.title} error={error('title')} />
          <TextArea name="text" label="Text" hint={`Tilltala parten med du, i korta meningar. Det här fylls i av ärendet: ${blanks.map((word) => `{${word}}`).join(' ')}`} rows={6} value={typed.text} error={error('text')} />
          <CheckboxGroup name="uses" label="Var ska den finnas?" values={typed.uses} error={error('uses')} choices={phraseUses.map((value) => ({ value, label: useWords[value] }))} />
          <Select name="unit" label="Enhet" value={typed.unit} options={[{ value: '', label: 'Alla enheter' }, ...units]} />
          <Select name="service" label="Tjänst" value={typed.service} options={[{ value: '', label: 'Alla tjänster' }, ...services]} />
          <Button>Spara</Button>
        </Form>
        {id && (
          <Section heading="Ta bort">
            <Form action={href(`${path}/${id}/borttagning`)} label="Ta bort frasen"><p>Det som redan är skrivet med frasen ändras inte.</p><Button kind="secondary">Ta bort frasen</Button></Form>
          </Section>
        )}
      </>
    ),
  });
}

const fresh = route({
  method: 'GET', path: '/handlaggning/fraser/ny', access: editors, audit: none('an empty form'),
  handle: (context) => form(context, { title: '', text: '', uses: [], unit: '', service: '' }, undefined, []),
});

const edit = route({
  method: 'GET', path: '/handlaggning/fraser/:id', access: editors, audit: none('a phrase of the authority: nothing about anybody'),
  async handle(context) {
    const phrase = await one(context);
    return phrase ? form(context, { ...phrase, unit: phrase.unitId ?? '', service: phrase.service ?? '' }, phrase.id, []) : notFound();
  },
});

async function one(context: RequestContext<Staff>): Promise<Phrase | undefined> {
  const { id } = z.object({ id: z.string() }).parse(context.params);
  return context.who.authorityId && isUuid(id) ? (await phrasesOf(context.tx, context.who.authorityId)).find((phrase) => phrase.id === id) : undefined;
}

async function keep(context: RequestContext<Staff>, authorityId: Uuid, id: Uuid | undefined): Promise<Answer> {
  const { tx, who } = context;
  const typed = typedOf(context.fields);
  const { units, services } = await choices(context);
  const strange = unknownBlanks(typed.text);
  const errors: FieldError[] = [];
  if (!typed.title) errors.push({ name: 'title', message: 'Skriv vad frasen ska heta.' });
  if (!typed.text) errors.push({ name: 'text', message: 'Skriv frasens text.' });
  if (strange.length) errors.push({ name: 'text', message: `Det finns inget att fylla i som heter {${strange[0]}}. Välj bland dem som står ovanför fältet.` });
  if (!typed.uses.length) errors.push({ name: 'uses', message: 'Välj minst ett ställe.' });
  if (errors.length) return form(context, typed, id, errors);
  await savePhrase(tx, authorityId, {
    title: typed.title, text: typed.text, uses: typed.uses, unitId: (units.find(({ value }) => value === typed.unit)?.value ?? null) as Uuid | null,
    service: services.find(({ value }) => value === typed.service)?.value ?? null,
  }, who.staffId, id);
  return redirect(path);
}

const add = route({ method: 'POST', path: '/handlaggning/fraser/ny', access: editors, audit: 'cases.phraseSaved', handle: (context) => withinAuthority(context, (authorityId) => keep(context, authorityId, undefined)) });

const change = route({
  method: 'POST', path: '/handlaggning/fraser/:id', access: editors, audit: 'cases.phraseSaved',
  async handle(context) {
    const phrase = await one(context);
    return phrase ? withinAuthority(context, (authorityId) => keep(context, authorityId, phrase.id)) : notFound();
  },
});

const remove = route({
  method: 'POST', path: '/handlaggning/fraser/:id/borttagning', access: editors, audit: 'cases.phraseRemoved',
  async handle(context) {
    const phrase = await one(context);
    if (!phrase) return notFound();
    await removePhrase(context.tx, context.who.authorityId!, phrase.id);
    return redirect(path);
  },
});

export const phraseRoutes = [list, fresh, add, edit, change, remove];
