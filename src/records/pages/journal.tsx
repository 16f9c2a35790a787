import type { VNode } from 'preact';
import type { RegisterLine } from '../../cases/index.ts';
import type { Authority } from '../../organisation/index.ts';
import { Button, Buttons, DateField, EmptyState, Form, Layout, Link, LinkButton, Select, Table, TextField, href, residentFrame, type Language, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

export interface Asked {
  namnd?: string | undefined;
  nummer?: string | undefined;
  ord?: string | undefined;
  slag?: 'in' | 'out' | 'drawnUp' | undefined;
  fran?: string | undefined;
  till?: string | undefined;
}

interface Props {
  context: RequestContext;
  authorities: readonly Authority[];
  authority: Authority | undefined;
  asked: Asked;
  days: { from: string; until: string };
  lines: readonly RegisterLine[];
  page: number;
  more: boolean;
}

/** The public register of an authority: what the law says must be shown (OSL 5 kap. 2 §), and never who it is about. */
export function PublicJournal({ context, authorities, authority, asked, days, lines, page, more }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `journal.${key}`, params);
  const at = (sida: number) => href('/diarium', { ...asked, sida });
  return (
    <Layout {...residentFrame(context)} title={t('title')} description={t('lead')} back={href('/')} width="wide">
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <p><LinkButton kind="secondary" href={href('/diarium/begar-ut', { namnd: authority?.slug })}>{t('request')}</LinkButton></p>
      <Form action={href('/diarium')} method="get" label={t('search')} inline>
        <Select name="namnd" label={t('authority')} value={authority?.slug} options={authorities.map(({ slug, name }) => ({ value: slug, label: name }))} />
        <TextField name="nummer" label={t('number')} value={asked.nummer} size={16} />
        <TextField name="ord" label={t('words')} value={asked.ord} size={16} />
        <DateField name="fran" label={t('from')} value={days.from} />
        <DateField name="till" label={t('until')} value={days.until} />
        <Select name="slag" label={t('direction')} value={asked.slag ?? ''} options={[{ value: '', label: t('all') },
          ...(['in', 'out', 'drawnUp'] as const).map((value) => ({ value, label: t(value) }))]} />
        <Button kind="secondary">{t('search')}</Button>
      </Form>
      {authority && (
        <Table caption={t('caption', { authority: authority.name })} rows={lines} rowKey={({ id }) => id}
          empty={<EmptyState heading={t('none')}><p>{t('noneText')}</p></EmptyState>} columns={[
            { key: 'day', heading: t('day'), nowrap: true, cell: ({ day }) => day },
            { key: 'case', heading: t('case'), rowHeading: true, cell: (line) => <>{line.caseNumber}<br /><span lang={inSwedish(language)}>{line.caseTitle}</span></> },
            { key: 'record', heading: t('record'), cell: (line) => (
              <>
                {line.number}. {t(line.direction)}. {line.secrecy === null ? <span lang={inSwedish(language)}>{line.title}</span> : t('secret')}<br />
                <Link href={href('/diarium/begar-ut', { namnd: authority.slug, arende: line.caseNumber, handling: line.number })}
                  about={t('askAbout', { record: line.number, case: line.caseNumber })}>{t('ask')}</Link>
              </>) },
          ]} />
      )}
      <Buttons>
        {page > 1 && <LinkButton kind="secondary" href={at(page - 1)}>{t('newer')}</LinkButton>}
        {more && <LinkButton kind="secondary" href={at(page + 1)}>{t('older')}</LinkButton>}
      </Buttons>
      <p class="hint">{t('missing')}</p>
    </Layout>
  );
}

/** Titles are Swedish whatever the page is: a screen reader is told. */
function inSwedish(language: Language): string | undefined {
  return language === 'en' ? 'sv' : undefined;
}
