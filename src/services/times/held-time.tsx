import type { VNode } from 'preact';
import { timeOfDraft } from '../../booking/index.ts';
import { Alert, Link, href, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';
import type { OpenedDraft } from '../work-on-draft.ts';

/** The time that is held while a draft is filled in, on each of its pages; or that one has to choose another. Nothing for services without times. */
export async function HeldTime({ tx, language }: Pick<RequestContext, 'tx' | 'language'>, { draft, version }: OpenedDraft): Promise<VNode | null> {
  if (!version.compiled.folder.definition.booking || draft.authorityId || draft.submitted) return null;
  const t = (key: string, params = {}) => texts(language, `time.${key}`, params);
  const held = await timeOfDraft(tx, draft.id, language);
  const change = <p><Link href={href(`/boka/${version.path}`, { utkast: draft.id })}>{t(held ? 'change' : 'choose')}</Link></p>;
  if (!held) return <Alert kind="warning" heading={t('noneTitle')}><p>{t('none')}</p>{change}</Alert>;
  return (
    <Alert heading={held.when}>
      <p>{held.where}</p>
      <p>{held.over ? t('over') : t('until', { time: held.until })}</p>
      {change}
    </Alert>
  );
}
