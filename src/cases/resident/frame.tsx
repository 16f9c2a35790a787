import type { ComponentChildren, VNode } from 'preact';
import { findOrganisation } from '../../organisation/index.ts';
import { Alert, Layout, href, residentFrame, type Help, type Href, type RequestContext, type Resident } from '../../platform/index.ts';
import type { MyCase } from './case/my-case.ts';
import { texts } from './texts.ts';

export type Mine = RequestContext<Resident>;

export const caseHref = (id: string, rest = ''): Href => href(`/mina-sidor/arenden/${id}${rest}`);

/** Whom to call about this case: its own unit, by its own number. */
export async function helpFor(context: Mine, mine: MyCase): Promise<Help> {
  const organisation = await findOrganisation(context.tx);
  const { unit } = mine;
  if (!unit || !organisation) return context.tenant.help;
  const hours = organisation.facts.openingHours[unit.facts.hours] as Record<string, unknown> | undefined;
  return { phone: unit.phone, hours: String(hours?.[context.language] ?? hours?.['sv'] ?? ''), who: unit.facts.shortName ?? unit.name, write: caseHref(mine.file.id, '/meddelanden'),
    ...(unit.facts.callback && { callback: caseHref(mine.file.id, '/ring-mig') }) };
}

interface CasePageProps {
  context: Mine;
  mine: MyCase;
  help: Help;
  title: string;
  /** back to the case, when the page is one of its pages */
  inside?: boolean;
  hasErrors?: boolean;
  notice?: ComponentChildren;
  width?: 'text' | 'wide';
  children: ComponentChildren;
}

/** A page about one case. Says for whom, when one acts for somebody. */
export function CasePage({ context, mine, help, title, inside = true, hasErrors = false, notice, width = 'text', children }: CasePageProps): VNode {
  const acting = context.display?.actingFor;
  return (
    <Layout {...residentFrame(context, { help })} title={`${title} – ${mine.service.name}`} hasErrors={hasErrors} width={width}
      back={inside ? caseHref(mine.file.id) : href('/mina-sidor')} notice={notice}>
      {acting && <Alert><p>{texts(context.language, 'acting', { name: acting })}</p></Alert>}
      {children}
    </Layout>
  );
}
