import { z } from 'zod';
import { staffPage } from '../../../identity/index.ts';
import { listAuthorities } from '../../../organisation/index.ts';
import {
  Button, EmptyState, Form, KeyValue, Link, Pagination, PermitCard, PrintLink, Section, Select, Table, Tabs, Tag, formatDate, href, isUuid, none, notFound,
  page, redirect, route, swedishDay, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { currentVersions } from '../../../services/index.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { countPermits, listPermits, permitViews, type ListedPermit, type PermitView } from '../../store/permit/permit-list.ts';
import { findPermit, permitState, type Permit } from '../../store/permit/permits.ts';
import { findTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { matterBegin } from '../decision/matter-words.ts';
import { unitsOf } from '../officers/units-of.ts';
import { decisionName } from '../words.ts';

const pageSize = 25;
const mostCounted = 2_000;

const viewWords: Record<PermitView, { tab: string; empty: string }> = {
  gallande: { tab: 'Gäller nu', empty: 'Inget tillstånd gäller nu.' },
  snart: { tab: 'Går snart ut', empty: 'Inget tillstånd går ut snart.' },
  kommande: { tab: 'Börjar gälla senare', empty: 'Inget tillstånd börjar gälla senare.' },
  upphorda: { tab: 'Har upphört', empty: 'Inget tillstånd har upphört.' },
};
const stateWords = { coming: 'Börjar gälla senare', valid: 'Gäller', soon: 'Går snart ut', ended: 'Har upphört' } as const;
const endWords = { followed: 'Ersatt av ett nytt', revoked: 'Återkallat', returned: 'Tillbakalämnat', setAside: 'Upphävt' } as const;
const colours = { ended: 'neutral', coming: 'info', soon: 'warning', valid: 'success' } as const;

const query = z.object({
  visa: z.enum(permitViews).catch('gallande').default('gallande'), enhet: z.string().max(60).optional(),
  sida: z.coerce.number().int().min(1).max(mostCounted / pageSize).catch(1).default(1),
});

const list = route({
  method: 'GET', path: '/handlaggning/tillstand', access: readers, audit: none('a list without names: what is opened from it is logged'), query,
  async handle(context) {
    const { tx, who, query: wished } = context;
    const { authorityId: here } = who;
    if (!here) return notFound();
    const mine = await unitsOf(context);
    const units = mine.filter(({ id }) => !wished.enhet || id === wished.enhet);
    const today = swedishDay(context.now);
    const wish = { authorityId: here, units: units.map(({ id }) => id), today, page: wished.sida, pageSize };
    const counts = await countPermits(tx, wish, mostCounted);
    const rows = await listPermits(tx, { ...wish, view: wished.visa });
    const names = new Map((await currentVersions(tx)).map(({ service, compiled }) => [service, compiled.folder.definition.name]));
    const at = (change: Record<string, string | number | undefined>) => href('/handlaggning/tillstand', { visa: wished.visa, enhet: wished.enhet, ...change });
    return staffPage(context, {
      title: 'Tillstånd', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }],
      children: (
        <>
          <Tabs label="Tillstånd" tabs={permitViews.map((view) => ({ label: viewWords[view].tab, href: at({ visa: view }), current: view === wished.visa, count: counts.get(view) ?? 0 }))} />
          {mine.length > 1 && (
            <Form action={href('/handlaggning/tillstand')} method="get" hidden={{ visa: wished.visa }} label="Filtrera" inline>
              <Select name="enhet" label="Enhet" value={wished.enhet ?? ''} options={[{ value: '', label: 'Alla enheter' }, ...mine.map(({ id, name }) => ({ value: id, label: name }))]} />
              <Button kind="secondary">Filtrera</Button>
            </Form>
          )}
          <Table caption={viewWords[wished.visa].tab} captionHidden rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading={viewWords[wished.visa].empty} />} columns={[
            { key: 'number', heading: 'Tillstånd', rowHeading: true, cell: ({ id, caseId, number, service }) => (
              <><a class="ds-link" href={href(caseHref(caseId, `/tillstand/${id}`))}>{number}</a><br />{names.get(service) ?? ''}</>
            ) },
            { key: 'state', heading: 'Läge', cell: (permit) => <StateTag permit={permit} today={today} /> },
            { key: 'from', heading: 'Gäller från', nowrap: true, cell: ({ validFrom }) => validFrom },
            { key: 'until', heading: 'Till och med', nowrap: true, cell: ({ validUntil }) => validUntil ?? 'Tills vidare' },
            { key: 'unit', heading: 'Enhet', cell: ({ unitId }) => mine.find(({ id }) => id === unitId)?.name ?? '–' },
          ]} />
          <Pagination page={wished.sida} pageSize={pageSize} total={counts.get(wished.visa) ?? 0} hrefOf={(sida) => at({ sida })} />
        </>
      ),
    });
  },
});

function StateTag({ permit, today }: { permit: Pick<ListedPermit, 'validFrom' | 'validUntil' | 'remindDay' | 'endedWhy'>; today: string }) {
  const state = permitState(permit, today);
  return <Tag colour={colours[state]}>{state === 'ended' && permit.endedWhy ? endWords[permit.endedWhy] : stateWords[state]}</Tag>;
}

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/tillstand/:permit', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return redirect(caseHref(opened.file.id));
    const permit = isUuid(context.params.permit) ? await findPermit(context.tx, context.params.permit) : undefined;
    return permit?.caseId === opened.file.id ? permitPage(context, opened, permit) : notFound();
  }),
});

/** A permit by itself: the card, the decisions it rests on and what has been decided about it, and what may be taken up. */
async function permitPage(context: RequestContext<Staff, { id: string }>, opened: OpenedCase, permit: Permit) {
  const { tx } = context;
  const { file, today, version } = opened;
  const chain = await chainOf(context, permit);
  const about = (await decisionsOf(tx, file.id)).filter(({ id, permitId }) => permitId === permit.id || chain.some(({ decisionId }) => decisionId === id));
  const whole = (await submissionsOf(tx, file.id)).some(({ kind }) => kind === 'application');
  const startable = whole && opened.own ? (await findTargets(tx, opened)).startable.filter(({ permitId }) => permitId === permit.id) : [];
  const authority = (await listAuthorities(tx)).find(({ id }) => id === file.authorityId);
  const service = (await currentVersions(tx)).find((one) => one.service === permit.service)?.compiled.folder.definition.name ?? permit.content.name;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title={`Tillstånd: ${service}`} side={startable.length > 0 && (
      <Section heading="Ta upp">
        <ul class="ds-list">{startable.map(({ kind, aboutId, permitId }) => (
          <li key={kind}><Link href={href(caseHref(file.id, '/fraga'), { vad: kind, beslut: aboutId, tillstand: permitId })}>{matterBegin(kind, version)}</Link></li>
        ))}</ul>
      </Section>
    )}>
      <PermitCard heading={permit.content.name} holder={permit.content.holder} number={permit.number} from={permit.validFrom}
        {...(permit.validUntil && { until: permit.validUntil })} conditions={permit.content.conditions} issuer={authority?.name ?? ''}
        status={<p><StateTag permit={permit} today={today} /></p>} />
      {permit.remindDay && <KeyValue items={[{ key: 'Påminnelse skickas', value: formatDate(permit.remindDay, 'sv') }]} />}
      <Section heading="Beslut om tillståndet">
        <ul class="ds-list">
          {about.map((decision) => <li key={decision.id}>{formatDate(decision.decidedAt, 'sv')}: {decisionName(decision)}. {decision.content.text}</li>)}
          {chain.filter(({ caseId }) => caseId !== file.id).map((earlier) => (
            <li key={earlier.id}><Link href={href(caseHref(earlier.caseId, '/beslut'))}>Tidigare tillstånd, {earlier.validFrom} – {earlier.validUntil ?? ''}</Link></li>
          ))}
        </ul>
        <p><Link href={href(caseHref(file.id, '/beslut'))}>Alla beslut i ärendet</Link></p>
      </Section>
      <p><PrintLink href={href(caseHref(file.id, `/tillstand/${permit.id}`))} /></p>
    </CasePage>);
}

async function chainOf({ tx }: Pick<RequestContext, 'tx'>, permit: Permit): Promise<Permit[]> {
  const chain = [permit];
  for (let next = permit.followsId; next && chain.length < 30;) {
    const earlier = await findPermit(tx, next);
    if (!earlier) break;
    chain.push(earlier);
    next = earlier.followsId;
  }
  return chain;
}

export const permitRoutes = [list, show];
