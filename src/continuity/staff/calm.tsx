import type { VNode } from 'preact';
import { EmptyState, Link, LinkButton, Section, Table, formatDate, formatDateTime, href, languages } from '../../platform/index.ts';
import type { CrisisFacts } from '../model.ts';
import type { PlanDraft } from '../plans.ts';
import type { Plan } from '../store.ts';
import { staffText as t } from '../texts.ts';
import { base } from './frame.tsx';

interface Props {
  plans: readonly Plan[];
  drafts: readonly PlanDraft[];
  earlier: readonly { name: string; startedAt: Date; endedAt: Date }[];
}

const writtenIn = ({ words }: CrisisFacts) => languages.filter((one) => words[one]).map((one) => t(`language.${one}`)).join(', ');

/** In peace: the organisation's plans, drafts to begin from, and the crises that were. */
export function Calm({ plans, drafts, earlier }: Props): VNode {
  return (
    <>
      <p class="lead">{t('off.lead')}</p>
      <Section heading={t('off.plans')}>
        <p>{t('off.plansLead')}</p>
        {plans.length === 0 ? <EmptyState heading={t('off.noPlans')}><p>{t('off.noPlansText')}</p></EmptyState> : (
          <Table caption={t('off.plans')} captionHidden rows={plans} rowKey={({ id }) => id} columns={[
            { key: 'name', heading: t('off.name'), rowHeading: true, cell: ({ id, facts }) => <Link href={href(`${base}/planer/${id}`)}>{facts.name}</Link> },
            { key: 'languages', heading: t('off.languages'), cell: ({ facts }) => writtenIn(facts) },
            { key: 'changed', heading: t('off.changed'), cell: ({ changedAt }) => formatDate(changedAt, 'sv') },
            { key: 'do', heading: t('off.do'), cell: ({ id, facts }) => <Link href={href(`${base}/starta`, { plan: id })} about={facts.name}>{t('off.start')}</Link> },
          ]} />
        )}
        <p><LinkButton kind="secondary" href={href(`${base}/planer/ny`)}>{t('off.blank')}</LinkButton></p>
      </Section>
      <Section heading={t('off.drafts')}>
        <Table caption={t('off.drafts')} captionHidden rows={drafts} rowKey={({ id }) => id} columns={[
          { key: 'name', heading: t('off.name'), rowHeading: true, cell: ({ name, words }) => `${name}: ${words.sv.title}` },
          { key: 'use', heading: t('off.toPlan'), cell: ({ id, name }) => <Link href={href(`${base}/planer/ny`, { utkast: id })} about={name}>{t('off.use')}</Link> },
          { key: 'start', heading: t('off.atOnce'), cell: ({ id, name }) => <Link href={href(`${base}/starta`, { plan: id })} about={name}>{t('off.start')}</Link> },
        ]} />
      </Section>
      <p><Link href={href(`${base}/kopior`)}>{t('copies.link')}</Link></p>
      {earlier.length > 0 && (
        <Section heading={t('off.earlier')}>
          <Table caption={t('off.earlier')} captionHidden rows={earlier} rowKey={({ startedAt }) => startedAt.toISOString()} columns={[
            { key: 'name', heading: t('off.name'), rowHeading: true, cell: ({ name }) => name },
            { key: 'from', heading: t('off.from'), cell: ({ startedAt }) => formatDateTime(startedAt, 'sv') },
            { key: 'until', heading: t('off.until'), cell: ({ endedAt }) => formatDateTime(endedAt, 'sv') },
          ]} />
        </Section>
      )}
    </>
  );
}
