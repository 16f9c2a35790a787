import type { VNode } from 'preact';
import { journey } from '../../../forms/index.ts';
import { EmptyState, PrintLink, Section, SummaryList, formatMoney, href, page, redirect, route, type RequestContext, type Staff } from '../../../platform/index.ts';
import { SeenAnswer, inLanguage, inquiryPageId, proposals, seenOf, type SeenRow } from '../../../services/index.ts';
import { inquiryContext } from '../../actions/inquiry/inquiry-context.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { itemOf } from '../../model/decision/decision-draft.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { inquiryOf, type ItemDraft } from '../../store/inquiry/inquiries.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { outcomeOf, outcomeWords } from '../words.ts';

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/oversikt', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    if (!opened.version.compiled.inquiry) return redirect(caseHref(opened.file.id));
    const facts = await caseFacts(context, opened);
    if (isCovered(opened)) return page(<CasePage facts={facts} tab="/utredning" title="Sida vid sida"><EmptyState heading="Utredningen är dold" icon="lock" /></CasePage>);
    const parts = await partsOf(context, opened);
    return page(
      <CasePage facts={facts} tab="/utredning" title="Sökt, underlag, bedömning och beslut" wide>
        <p><PrintLink href={href(caseHref(opened.file.id, '/oversikt'))} /></p>
        {parts.length === 0 && <EmptyState heading="Ansökan finns inte längre" />}
        {parts.map((part) => <SideBySide key={part.id} part={part} files={caseHref(opened.file.id, '/dokument')} />)}
      </CasePage>);
  }),
});

interface Part {
  id: string;
  title: string;
  sought: readonly SeenRow[];
  evidence: readonly SeenRow[];
  assessment: readonly SeenRow[];
  /** why something is proposed, by the inquiry */
  proposed: readonly string[];
  decision: readonly string[];
}

/** Each section of the inquiry with what was sought, what is known, how it is judged and what was decided, or is being written. */
async function partsOf({ tx }: RequestContext<Staff>, opened: OpenedCase): Promise<Part[]> {
  const { file, version } = opened;
  const form = version.compiled.inquiry;
  if (!form || !(await submissionsOf(tx, file.id)).some(({ kind }) => kind === 'application')) return [];
  const basis = await inquiryContext(tx, file, version);
  const inquiry = await inquiryOf(tx, file.id);
  const decisions = await decisionsOf(tx, file.id);
  const asked = basis.submission.content.seen.sections.flatMap(({ rows }) => rows);
  const seen = seenOf(form, inquiry.answers, basis.context, { service: version.service, version: version.hash, language: 'sv' });
  const rows = (page: string) => seen.sections.find((section) => section.page === page)?.rows ?? [];
  const needed = new Set(journey(form, inquiry.answers, basis.context, inquiry.typed).pages.map(({ page }) => page.id));
  const found = proposals(version.compiled, basis.application, inquiry.answers, basis.within);
  const drafts = [...Object.values(inquiry.decisions ?? {}), ...(inquiry.decision ? [inquiry.decision] : [])].flatMap(({ items }) => items);
  const sections = inLanguage(version, 'sv').inquiry?.sections ?? [];
  return sections.filter((section) => needed.has(inquiryPageId(section, 'evidence')) || needed.has(inquiryPageId(section, 'assessment'))).map((section): Part => ({
    id: section.id, title: section.title, sought: asked.filter(({ id, answer }) => section.sought.includes(id.split('.')[0]!) && answer.state !== 'unanswered'),
    evidence: rows(inquiryPageId(section, 'evidence')), assessment: rows(inquiryPageId(section, 'assessment')),
    proposed: found.filter((one) => one.section === section.id).map(({ outcome, say }) => `${outcomeWords[outcome]}. ${say}`),
    decision: section.item === undefined ? wholeWords(decisions) : itemWords(section.item, decisions, drafts),
  }));
}

function wholeWords(decisions: readonly Decision[]): string[] {
  return decisions.map((one) => outcomeWords[one.outcome]);
}

/** What was decided of an item; before that, what stands in the draft. */
function itemWords(item: string, decisions: readonly Decision[], drafts: readonly ItemDraft[]): string[] {
  const decided = decisions.flatMap((decision) => decision.items.filter((one) => one.item === item).map((one) => [
    `${one.content.name}: ${outcomeOf(decision, one.outcome).toLowerCase()}`, one.amountOre === null ? '' : formatMoney(one.amountOre),
    one.validFrom ? `${one.validFrom} – ${one.further ? 'tills vidare' : one.validUntil ?? ''}` : '',
  ].filter(Boolean).join(', ')));
  if (decided.length) return decided;
  return drafts.filter((one) => itemOf(one.item) === item && one.outcome && !one.left)
    .map((one) => `Utkast: ${[outcomeWords[one.outcome!].toLowerCase(), one.amountOre === undefined ? '' : formatMoney(one.amountOre)].filter(Boolean).join(', ')}`);
}

function SideBySide({ part, files }: { part: Part; files: string }): VNode {
  return (
    <Section heading={part.title}>
      <div class="side-by-side">
        <Section heading="Sökt" level={3}><Rows rows={part.sought} none="Inget särskilt: gäller hela ärendet." files={files} /></Section>
        <Section heading="Underlag" level={3}><Rows rows={part.evidence} none="Inget antecknat." files={files} /></Section>
        <Section heading="Bedömning" level={3}>
          <Rows rows={part.assessment} none="Ingen bedömning än." files={files} />
          {part.proposed.map((text) => <p key={text} class="hint">Förslag: {text}</p>)}
        </Section>
        <Section heading="Beslut" level={3}>
          {part.decision.length === 0 && <p class="hint">Inte beslutat.</p>}
          {part.decision.map((text) => <p key={text}>{text}</p>)}
        </Section>
      </div>
    </Section>
  );
}

function Rows({ rows, none, files }: { rows: readonly SeenRow[]; none: string; files: string }): VNode {
  if (rows.length === 0) return <p class="hint">{none}</p>;
  return <SummaryList rows={rows.map(({ question, answer }) => ({ question, answer: <SeenAnswer answer={answer} fileBase={files} /> }))} />;
}

export const sideBySideRoutes = [show];
