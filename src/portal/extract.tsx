import type { VNode } from 'preact';
import { Alert, Layout, Lead, LinkButton, PrintLink, Section, file, forbidden, formatDateTime, href, page, personRecords, resident, residentFrame, route,
  type Answer, type RequestContext, type Resident, type Route } from '../platform/index.ts';
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
    return page(<ExtractPage context={context} {...(!actingFor && { extract: await extractFor(context) })} />);
  },
});

const download = route({
  method: 'GET', path: '/mina-sidor/utdrag/fil', access, audit: 'portal.extractDownloaded',
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
  const rooms = Object.entries(extract ?? {}).filter(([, content]) => !isEmpty(content));
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
          <p>{t('rights', { phone: tenant.help.phone })}</p>
          <p><PrintLink href={href('/mina-sidor/utdrag')} /></p>
        </>
      )}
    </Layout>
  );
}

/** Whatever a room holds, as nested lists of names and values: nothing is left out because nobody thought of how to show it. */
function Value({ value, language }: { value: unknown; language: RequestContext['language'] }): VNode {
  if (isEmpty(value)) return <>{texts(language, 'extract.empty')}</>;
  if (typeof value === 'boolean') return <>{texts(language, value ? 'extract.yes' : 'extract.no')}</>;
  if (value instanceof Date) return <>{formatDateTime(value, language)}</>;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object' || one === null)) return <>{value.map(String).join(', ')}</>;
    return <ol class="ds-list">{value.map((one, index) => <li key={index}><Value value={one} language={language} /></li>)}</ol>;
  }
  if (typeof value === 'object') {
    return (
      <dl class="key-values">
        {Object.entries(value as object).filter(([, inner]) => !isEmpty(inner)).map(([key, inner]) => (
          <div key={key}><dt>{nameOf(key)}</dt><dd><Value value={inner} language={language} /></dd></div>
        ))}
      </dl>
    );
  }
  return <>{String(value)}</>;
}

/** `givenName` as "given name": the names of fields are the system's own, and the file has them too. */
function nameOf(key: string): string {
  return key.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value instanceof Date) return false;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

export const extractRoutes: readonly Route[] = [show, download];
