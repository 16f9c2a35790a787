import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { staffPage } from '../../identity/index.ts';
import {
  Alert, Button, EmptyState, Form, KeyValue, LinkButton, RadioGroup, Section, Table, TextArea, TextField, forbidden, href, none, redirect, route, staff,
  type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { currentVersions, inLanguage } from '../../services/index.ts';
import { listTargets, setTarget, type TargetSecret } from '../store/targets.ts';

const base = '/handlaggning/administration/mottagare';
const administrators = staff('administrator');
const crumbs = [{ label: 'Administration', href: href('/handlaggning/administration') }];
const facts = none('names and addresses of systems; secrets are never shown again');

const list = route({
  method: 'GET', path: base, access: administrators, audit: facts, query: z.object({ klart: z.enum(['sparad']).optional().catch(undefined) }).loose(),
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const targets = await listTargets(context.tx);
    const from = await givers(context);
    return staffPage(context, {
      title: 'Mottagare', crumbs, done: context.query.klart && 'Mottagaren är sparad.',
      children: (
        <>
          <p class="lead">Andra system som får ärenden och tillstånd härifrån. Tjänsten säger vad mottagaren kallas och vad som lämnas. Här säger ni vart det går.</p>
          <p><LinkButton href={href(`${base}/ny`)}>Lägg till eller ändra en mottagare</LinkButton></p>
          {targets.length === 0 ? <EmptyState heading="Inga mottagare är inlagda" /> : (
            <Table caption="Mottagare" captionHidden rows={targets} rowKey={({ name }) => name} columns={[
              { key: 'title', heading: 'Mottagare', rowHeading: true, cell: ({ title }) => title },
              { key: 'from', heading: 'Får', cell: ({ name }) => from.get(name)?.join(', ') ?? 'Inget: ingen tjänst lämnar till mottagaren nu' },
              { key: 'kind', heading: 'Väg', cell: ({ kind }) => (kind === 'webhook' ? 'Skickas direkt till systemet' : 'Filöverföring (SFTP)') },
              { key: 'address', heading: 'Adress', cell: ({ address }) => address },
            ]} />
          )}
        </>
      ),
    });
  },
});

const ask = route({
  method: 'GET', path: `${base}/ny`, access: administrators, audit: facts,
  handle: (context) => (context.who.authorityId ? Promise.resolve(forbidden('wholeOrganisation')) : formPage(context, {}, [])),
});

/** What the services in force hand over, by what they call the receiver: "tillstånd från Färdtjänst". A payment goes by the payment file instead. */
async function givers({ tx }: RequestContext<Staff>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const version of await currentVersions(tx)) {
    const { handOver, name } = inLanguage(version, 'sv').definition;
    if (!handOver || handOver.what === 'payment') continue;
    found.set(handOver.to, [...found.get(handOver.to) ?? [], `${handOver.what === 'permit' ? 'tillstånd' : 'ärenden'} från ${name}`]);
  }
  return found;
}

async function formPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const known = [...await givers(context)];
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: errors.find((one) => one.name === name)?.message });
  return staffPage(context, {
    title: 'Lägg till eller ändra en mottagare', crumbs: [...crumbs, { label: 'Mottagare', href: href(base) }], errors, width: 'text',
    children: (
      <>
        <Form action={href(`${base}/ny`)}>
          <RadioGroup {...field('name', 'Vad ska mottagaren få?')} choices={[
            ...known.map(([value, what]) => ({ value, label: asSentence(what.join(', ')) })),
            { value: otherName, label: 'Det en annan tjänst lämnar', hint: 'Till exempel en tjänst som ni inte har publicerat än.', reveal: (
              <TextField name="otherName" label="Vad tjänsten kallar mottagaren" hint="Står i tjänstens fil service.yaml, efter handOver." value={typed['otherName']} error={errors.find((one) => one.name === 'otherName')?.message} />) },
          ]} />
          <TextField {...field('title', 'Visas som')} hint="Till exempel Beställningscentralen. Syns i den sökandes tidslinje." />
          <RadioGroup {...field('kind', 'Hur ska det lämnas?')} choices={[
            { value: 'webhook', label: 'Direkt till systemet, över https', hint: 'Kallas webhook i systemets handbok. Vi skapar hemligheten. Den visas en gång.' },
            { value: 'sftp', label: 'Filöverföring (SFTP)', reveal: (
              <>
                <TextField name="hostKey" label="Värdens nyckel" hint="SHA256:… som ssh-keygen -l visar den." value={typed['hostKey']} error={errors.find((one) => one.name === 'hostKey')?.message} />
                <TextArea name="privateKey" label="Privat nyckel" hint="OpenSSH-format. Lämna tomt om ni använder lösenord." rows={4} optional />
                <TextField name="password" label="Lösenord" type="password" optional />
              </>) },
          ]} />
          <TextField {...field('address', 'Adress')} hint="https://… eller sftp://användare@värd:22/mapp" />
          <Button>Spara</Button>
        </Form>
      </>
    ),
  });
}

const otherName = 'other-name';
const asSentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const target = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/), title: z.string().trim().min(2).max(80), kind: z.enum(['webhook', 'sftp']), address: z.url({ protocol: /^(https|http|sftp)$/ }),
  hostKey: z.string().trim().default(''), privateKey: z.string().default(''), password: z.string().default(''),
});
const wrongs: Record<string, string> = {
  name: 'Välj vad mottagaren ska få.', otherName: 'Skriv namnet som i tjänstens fil, bara med bokstäver a–z och siffror. Det börjar med liten bokstav.', title: 'Skriv vad mottagaren heter.', kind: 'Välj hur det ska lämnas.',
  address: 'Skriv adressen, till exempel https://arkiv.exempel.se/ta-emot.', hostKey: 'Skriv värdens nyckel, som börjar med SHA256:.',
};

const save = route({
  method: 'POST', path: `${base}/ny`, access: administrators, audit: 'exchange.targetAsked',
  async handle(context) {
    if (context.who.authorityId) return forbidden('wholeOrganisation');
    const typed = Object.fromEntries(Object.entries(context.fields).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));
    const other = typed['name'] === otherName;
    const parsed = target.safeParse({ ...typed, ...(other && { name: typed['otherName'] }) });
    const errors: FieldError[] = parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => (other && path[0] === 'name' ? 'otherName' : String(path[0]))))].map((name) => ({ name, message: wrongs[name] ?? 'Kontrollera fältet.' }));
    if (parsed.success) errors.push(...faultsOf(parsed.data, context.house.settings.demo));
    if (!parsed.success || errors.length) return formPage(context, typed, errors);
    const { name, title, kind, address, hostKey, privateKey, password } = parsed.data;
    const shared = kind === 'webhook' ? randomBytes(32).toString('base64') : undefined;
    const secret: TargetSecret = shared ? { shared } : { hostKey, ...(privateKey && { privateKey }), ...(password && { password }) };
    await setTarget(context.tx, { name, title, kind, address }, secret, context.who.staffId);
    context.about({ detail: { target: name, kind } });
    return shared ? secretPage(context, name, shared) : redirect(`${base}?klart=sparad`);
  },
});

/** What leaves must be sealed on the way: https, or SFTP with the host's key. In a demonstration http may do. */
function faultsOf({ kind, address, hostKey, privateKey, password }: z.infer<typeof target>, demo: boolean): FieldError[] {
  const scheme = new URL(address).protocol;
  if (kind === 'webhook') return scheme === 'https:' || (demo && scheme === 'http:') ? [] : [{ name: 'address', message: 'Skriv en adress som börjar med https://.' }];
  return [
    ...(scheme === 'sftp:' ? [] : [{ name: 'address', message: 'Filöverföring går till en adress som börjar med sftp://.' }]),
    ...(/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(hostKey) ? [] : [{ name: 'hostKey', message: wrongs['hostKey']! }]),
    ...(privateKey || password ? [] : [{ name: 'privateKey', message: 'Skriv en privat nyckel eller ett lösenord.' }]),
  ];
}

function secretPage(context: RequestContext<Staff>, name: string, secret: string): Answer {
  return staffPage(context, {
    title: 'Mottagaren är sparad', crumbs: [...crumbs, { label: 'Mottagare', href: href(base) }], width: 'text',
    children: (
      <>
        <Alert kind="warning"><p>Hemligheten visas bara nu. Lämna den på ett säkert sätt till den som sköter det andra systemet.</p></Alert>
        <Section heading="Till det andra systemet">
          <KeyValue items={[
            { key: 'Hemlighet', value: <code>{secret}</code> },
            { key: 'Svar skickas till', value: <code>{`${context.origin}/api/overlamning/${name}/status`}</code> },
            { key: 'Nycklar för underskriften', value: <code>{`${context.origin}/api/overlamning/nycklar`}</code> },
          ]} />
        </Section>
        <p><LinkButton href={href(base)}>Klar</LinkButton></p>
      </>
    ),
  });
}

export const targetRoutes: readonly Route[] = [list, ask, save];
