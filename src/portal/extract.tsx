import type { VNode } from 'preact';
import { Alert, Layout, Lead, LinkButton, PrintLink, Section, file, forbidden, formatDate, formatDateTime, formatMoney, href, page, personRecords, resident, residentFrame, route,
  type Answer, type RequestContext, type Resident, type Route } from '../platform/index.ts';
import { currentVersions, inLanguage } from '../services/index.ts';
import { texts } from './texts.ts';

type Extract = Readonly<Record<string, Record<string, unknown>>>;

/**
 * Everything the rooms hold about the one who has signed in (article 15 GDPR), room by room. Runs as the system: what is sealed
 * for an authority's own case is theirs to read too, and each room gives only what is about the person.
 */
async function extractFor({ house, tenant, who }: RequestContext<Resident>): Promise<Extract> {
  return house.db.system(tenant.id, 'extract', async (tx) => {
    const found: Record<string, Record<string, unknown>> = {};
    for (const { room, export: read } of house.slots.all(personRecords)) found[room] = await read(tx, who.personId);
    return found;
  });
}

/** Holds cases of every class: so the level of the highest. */
const access = resident(3);

const show = route({
  method: 'GET', path: '/mina-sidor/utdrag', access, audit: 'portal.extractRead',
  async handle(context) {
    context.about({ subjectId: context.who.personId });
    const { actingFor } = context.who;
    return page(<ExtractPage context={context} {...(!actingFor && { extract: withNames(await extractFor(context), await serviceNames(context)) as Extract })} />);
  },
});

/** What services are called, by their names for the machine; those that are in force. */
async function serviceNames({ tx, language }: RequestContext<Resident>): Promise<ReadonlyMap<string, string>> {
  return new Map((await currentVersions(tx)).map((version) => [version.service, inLanguage(version, language).definition.name]));
}

/** The same with services by name, wherever something says which service it is of. What is gone keeps its name for the machine. */
function withNames(value: unknown, names: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof value === 'string') return key === 'service' || key === 'services' ? names.get(value) ?? value : value;
  if (Array.isArray(value)) return value.map((one) => withNames(one, names, key));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNames(inner, names, name)]));
}

const download = route({
  method: 'GET', path: '/mina-sidor/utdrag/fil', urgency: 'optional', access, audit: 'portal.extractDownloaded',
  async handle(context): Promise<Answer> {
    if (context.who.actingFor) return forbidden('actingForAnother');
    context.about({ subjectId: context.who.personId });
    const extract = { organisation: context.tenant.name, madeAt: context.now, ...await extractFor(context) };
    return file(JSON.stringify(extract, undefined, 2), 'application/json', { name: 'mina-uppgifter.json' });
  },
});

function ExtractPage({ context, extract }: { context: RequestContext<Resident>; extract?: Extract }): VNode {
  const { language, tenant, display, now } = context;
  const t = (key: string, params = {}) => texts(language, `extract.${key}`, params);
  const rooms = Object.entries(extract ?? {}).filter(([room, content]) => room !== 'platform' && !isEmpty(content));
  const logged = (extract?.['platform']?.['events'] as readonly unknown[] | undefined)?.length ?? 0;
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={href('/mina-sidor')}>
      <h1>{t('title')}</h1>
      {!extract && <Alert><p>{t('acting', { name: display?.actingFor ?? '' })}</p></Alert>}
      {extract && (
        <>
          <Lead>{t('lead', { name: tenant.name, date: formatDateTime(now, language) })}</Lead>
          <p><LinkButton icon="download" href={href('/mina-sidor/utdrag/fil')}>{t('download')}</LinkButton></p>
          <p>{t('downloadText')}</p>
          {rooms.length === 0 && <p>{t('none')}</p>}
          {rooms.map(([room, content]) => (
            <Section key={room} heading={t(`rooms.${texts.keys('sv').includes(`extract.rooms.${room}`) ? room : 'other'}`)}>
              <Value value={content} language={language} />
            </Section>
          ))}
          {logged > 0 && <Section heading={t('logHeading')}><p>{t('log', { count: logged })}</p></Section>}
          <p>{t('rights', { phone: tenant.help.phone })}</p>
          <p><PrintLink href={href('/mina-sidor/utdrag')} /></p>
        </>
      )}
    </Layout>
  );
}

/** Names for the machine, and what a page elsewhere tells better. They are in the file. */
const notShown = new Set(['id', 'unitId', 'dossierId', 'roles', 'version', 'page', 'hash', 'events', 'seen.service']);

interface Shown { value: unknown; language: RequestContext['language'] }

/** Whatever a room holds, as nested lists of names and values: nothing is left out because nobody thought of how to show it. */
function Value({ value, language }: Shown): VNode {
  if (isEmpty(value)) return <>{texts(language, 'extract.empty')}</>;
  if (typeof value === 'boolean') return <>{texts(language, value ? 'extract.yes' : 'extract.no')}</>;
  if (value instanceof Date) return <>{formatDateTime(value, language)}</>;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) return <>{value.map((one) => wordOf(String(one), language)).join(', ')}</>;
    return <ol class="ds-list">{value.map((one, index) => <li key={index}><Value value={one} language={language} /></li>)}</ol>;
  }
  if (typeof value === 'object') return <Fields of={value as Readonly<Record<string, unknown>>} language={language} />;
  return <>{wordOf(String(value), language)}</>;
}

function Fields({ of, language }: { of: Readonly<Record<string, unknown>>; language: RequestContext['language'] }): VNode {
  // What was sent in is told as it was seen: the question, and the answer.
  if (typeof of['question'] === 'string' && 'answer' in of) return <Pair name={of['question']} value={linesOf(of['answer'])} language={language} />;
  if (typeof of['title'] === 'string' && Array.isArray(of['rows'])) {
    return <><strong>{of['title']}</strong>{of['rows'].map((row, index) => <Value key={index} value={row} language={language} />)}</>;
  }
  // A row of a table, and what is asked in it.
  if (typeof of['ask'] === 'string' && 'text' in of) return <Pair name={of['ask']} value={linesOf(of['text'])} language={language} />;
  if (typeof of['heading'] === 'string' && Array.isArray(of['cells'])) {
    return <><strong>{of['heading']}</strong>{of['cells'].map((cell, index) => <Value key={index} value={cell} language={language} />)}</>;
  }
  return (
    <dl class="key-values">
      {Object.entries(of).filter(([key, inner]) => !isEmpty(inner) && !notShown.has(key) && !key.endsWith('Id')).map(([key, inner]) => (
        <div key={key}><dt>{nameOf(key, language)}</dt><dd>{key === 'amountOre' && typeof inner === 'number' ? formatMoney(inner, language) : <Value value={inner} language={language} />}</dd></div>
      ))}
    </dl>
  );
}

function Pair({ name, value, language }: { name: string } & Shown): VNode {
  return <dl class="key-values"><div><dt>{name}</dt><dd><Value value={value} language={language} /></dd></div></dl>;
}

/** An answer in its words; rows of a table are told like any list. */
function linesOf(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.join(', ');
  const { lines, rows } = answer as { lines?: readonly string[]; rows?: unknown };
  return rows ?? lines?.join(', ');
}

/** A field in words, or its own name with spaces: the file has the names as they are. */
function nameOf(key: string, language: RequestContext['language']): string {
  if (texts.keys('sv').includes(`extract.fields.${key}`)) return texts(language, `extract.fields.${key}`);
  return key.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** A moment or a day as people read it; a code of ours in words when there are any. */
function wordOf(text: string, language: RequestContext['language']): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatDateTime(new Date(text), language);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return formatDate(text, language);
  return /^[a-z][A-Za-z]*$/.test(text) && texts.keys('sv').includes(`extract.values.${text}`) ? texts(language, `extract.values.${text}`) : text;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value instanceof Date) return false;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

export const extractRoutes: readonly Route[] = [show, download];
