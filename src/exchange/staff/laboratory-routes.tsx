import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { staffPage } from '../../identity/index.ts';
import { listAuthorities } from '../../organisation/index.ts';
import {
  Alert, Button, EmptyState, Form, KeyValue, LinkButton, Section, Select, Table, TextField, asUuid, forbidden, href, none, redirect, route, staff,
  type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { endLaboratory, listLaboratories, setLaboratory } from '../store/laboratories.ts';

const base = '/handlaggning/administration/laboratorier';
const administrators = staff('administrator');
const crumbs = [{ label: 'Administration', href: href('/handlaggning/administration') }];
const below = [...crumbs, { label: 'Laboratorier', href: href(base) }];

const list = route({
  method: 'GET', path: base, access: administrators, audit: none('names of laboratories; secrets are never shown again'), query: z.object({ klart: z.enum(['avslutat']).optional().catch(undefined) }).loose(),
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const [laboratories, authorities] = [await listLaboratories(context.tx), new Map((await listAuthorities(context.tx)).map(({ id, name }) => [id, name]))];
    return staffPage(context, {
      title: 'Laboratorier', crumbs, done: context.query.klart && 'Laboratoriet släpps inte in längre.',
      children: (
        <>
          <p class="lead">Laboratorier som skickar provsvar hit från sina egna system. De ser provets nummer och ingenting om vem det gäller. Den som hellre lämnar en fil behöver inte läggas in.</p>
          <p><LinkButton href={href(`${base}/nytt`)}>Släpp in ett laboratorium</LinkButton></p>
          {laboratories.length === 0 ? <EmptyState heading="Inga laboratorier är insläppta" /> : (
            <Table caption="Laboratorier" captionHidden rows={laboratories} rowKey={({ name }) => name} columns={[
              { key: 'title', heading: 'Laboratorium', rowHeading: true, cell: ({ title }) => title }, { key: 'of', heading: 'Svarar på prov från', cell: ({ authorityId }) => authorities.get(authorityId) ?? '–' },
              { key: 'address', heading: 'Skickar till', cell: ({ name }) => <code>{addressOf(context, name)}</code> },
              { key: 'end', heading: 'Avsluta', cell: ({ name, title }) => <Form action={href(`${base}/slut`)} inline hidden={{ name }} label={`Avsluta ${title}`}><Button kind="quiet">Släpp inte in längre</Button></Form> },
            ]} />
          )}
        </>
      ),
    });
  },
});

const ask = route({
  method: 'GET', path: `${base}/nytt`, access: administrators, audit: none('an empty form'),
  handle: (context) => (context.who.authorityId ? Promise.resolve(forbidden('wholeOrganisation')) : formPage(context, {}, [])),
});

const wrongs: Readonly<Record<string, string>> = {
  name: 'Skriv ett kort namn med små bokstäver a–z och siffror, till exempel provlabbet.', title: 'Skriv vad laboratoriet heter.', authorityId: 'Välj vems prov laboratoriet svarar på.',
};

async function formPage(context: RequestContext<Staff>, typed: Readonly<Record<string, string>>, errors: readonly FieldError[]): Promise<Answer> {
  const authorities = await listAuthorities(context.tx);
  const field = (name: string, label: string) => ({ name, label, value: typed[name] ?? '', error: errors.find((one) => one.name === name)?.message });
  return staffPage(context, {
    title: 'Släpp in ett laboratorium', crumbs: below, errors, width: 'text',
    children: (
      <Form action={href(`${base}/nytt`)}>
        <TextField {...field('title', 'Laboratoriets namn')} />
        <TextField {...field('name', 'Kort namn i adressen')} hint="Finns det redan får laboratoriet en ny hemlighet, och den gamla slutar gälla." size={20} />
        <Select {...field('authorityId', 'Svarar på prov från')} options={authorities.map(({ id, name }) => ({ value: id, label: name }))} />
        <Button>Släpp in</Button>
      </Form>
    ),
  });
}

const save = route({
  method: 'POST', path: `${base}/nytt`, access: administrators, audit: none('letting in is audited itself'),
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const authorities = (await listAuthorities(context.tx)).map(({ id }) => id);
    const laboratory = z.object({ name: z.string().regex(/^[a-z][a-z0-9]{1,39}$/), title: z.string().trim().min(2).max(80), authorityId: z.enum(authorities) });
    const typed = Object.fromEntries(Object.entries(context.fields).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
    const parsed = laboratory.safeParse(typed);
    if (!parsed.success) return formPage(context, typed, [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: wrongs[name] ?? 'Kontrollera fältet.' })));
    const secret = randomBytes(32).toString('base64');
    if (!await setLaboratory(context.tx, { ...parsed.data, authorityId: asUuid(parsed.data.authorityId) }, secret, context.who.staffId)) {
      return formPage(context, typed, [{ name: 'name', message: 'Det korta namnet har ett laboratorium som svarar på en annan nämnds prov. Välj ett annat, eller avsluta det laboratoriet först.' }]);
    }
    return staffPage(context, {
      title: `${parsed.data.title} är insläppt`, crumbs: below, width: 'text',
      children: (
        <>
          <Alert kind="warning"><p>Hemligheten visas bara nu. Lämna den på ett säkert sätt till den som sköter laboratoriets system.</p></Alert>
          <Section heading="Till laboratoriet">
            <KeyValue items={[{ key: 'Adress', value: <code>{addressOf(context, parsed.data.name)}</code> }, { key: 'Hemlighet', value: <code>{secret}</code> }]} />
          </Section>
          <p><LinkButton href={href(base)}>Klar</LinkButton></p>
        </>
      ),
    });
  },
});

const end = route({
  method: 'POST', path: `${base}/slut`, access: administrators, audit: none('the end is audited itself'),
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const ended = await endLaboratory(context.tx, String(context.fields['name'] ?? ''));
    return redirect(ended ? `${base}?klart=avslutat` : base);
  },
});

const addressOf = ({ origin }: RequestContext<Staff>, name: string) => `${origin}/api/provsvar/${name}`;

export const laboratoryRoutes: readonly Route[] = [list, ask, save, end];
