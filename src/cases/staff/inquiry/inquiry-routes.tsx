import { PageQuestions, faultText, journey, readPage, type Fault, type JourneyPage, type Typed } from '../../../forms/index.ts';
import { Alert, Button, Buttons, EmptyState, EnterButton, ErrorSummary, Form, LinkButton, LinkList, Section, SummaryList, TwoColumns, href, notFound, page, redirect,
  route, type Answer, type RequestContext, type Staff } from '../../../platform/index.ts';
import { SeenAnswer, inLanguage, inquiryPageId, proposals, type Proposal } from '../../../services/index.ts';
import { inquiryContext, type InquiryBasis } from '../../actions/inquiry/inquiry-context.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { atWork, updateCase } from '../../store/case/case-file.ts';
import { inquiryOf, saveInquiry, type Inquiry } from '../../store/inquiry/inquiries.ts';
import { Calculation } from '../application/calculation.tsx';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { outcomeWords } from '../words.ts';

type Context = RequestContext<Staff, { id: string }>;

const contents = route({
  method: 'GET', path: '/handlaggning/arenden/:id/utredning', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const { file, version } = opened;
    if (isCovered(opened)) return page(<CasePage facts={await caseFacts(context, opened)} tab="/utredning" title="Utredning"><EmptyState heading="Utredningen är dold" icon="lock" /></CasePage>);
    const basis = await inquiryContext(context.tx, file, version);
    const inquiry = await inquiryOf(context.tx, file.id);
    const pages = pagesOf(opened, basis, inquiry);
    const found = proposals(version.compiled, basis.application, inquiry.answers, basis.within);
    return page(
      <CasePage facts={await caseFacts(context, opened)} tab="/utredning" title="Utredning" side={<Proposals found={found} opened={opened} />}>
        {basis.alone && (
          <Alert kind="warning" heading="Den medsökande har lämnat ärendet">
            <p>Uträkningen, underlaget och beslutet gäller nu den som är kvar. Ansökan står kvar som den skrevs under. Kontrollera vilka som bor i hushållet och vem som betalar hyran innan du föreslår något.</p>
          </Alert>
        )}
        <LinkList items={pages.map((one) => ({
          label: one.page.title ?? one.key, href: href(caseHref(file.id, `/utredning/${one.key}`)), hint: one.complete ? 'Klar' : 'Inte klar', icon: one.complete ? 'success' as const : 'edit' as const,
        }))} />
        {pages.length === 0 && <EmptyState heading="Tjänsten har ingen utredningsmall" />}
        {version.compiled.folder.definition.calculate.length > 0 && <Calculation opened={opened} basis={basis} />}
        <Buttons>
          <LinkButton href={href(caseHref(file.id, '/beslut'))} icon="arrowRight" iconAfter>Till beslutet</LinkButton>
          <LinkButton kind="secondary" href={href(caseHref(file.id, '/oversikt'))}>Se allt sida vid sida</LinkButton>
          <LinkButton kind="secondary" href={href(caseHref(file.id, '/kommunicering'))}>Kommunicera underlaget</LinkButton>
        </Buttons>
      </CasePage>);
  }),
});

function pagesOf({ version }: OpenedCase, { context }: InquiryBasis, inquiry: Inquiry): readonly JourneyPage[] {
  const form = version.compiled.inquiry;
  return form ? journey(form, inquiry.answers, context, inquiry.typed).pages : [];
}

/** Titles of the pages of the inquiry that still lack an answer, in order: what whoever decides should know. */
export async function unfinishedPages({ tx }: Context, opened: OpenedCase): Promise<string[]> {
  const pages = pagesOf(opened, await inquiryContext(tx, opened.file, opened.version), await inquiryOf(tx, opened.file.id));
  return pages.filter(({ complete }) => !complete).map(({ page: { title }, key }) => title ?? key);
}

const one = route({
  method: 'GET', path: '/handlaggning/arenden/:id/utredning/:page', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const inquiry = await inquiryOf(context.tx, opened.file.id);
    return show(context, opened, inquiry, { typed: inquiry.typed, faults: [] });
  }),
});

interface Shown { typed: Typed; faults: readonly Fault[]; conflict?: boolean; focus?: string }

async function show(context: Context, opened: OpenedCase, inquiry: Inquiry, shown: Shown): Promise<Answer> {
  const { file, version } = opened;
  const form = version.compiled.inquiry;
  const basis = await inquiryContext(context.tx, file, version);
  const current = pagesOf(opened, basis, inquiry).find(({ key }) => key === (context.params as { page?: string }).page);
  if (!form || !current || isCovered(opened)) return notFound();
  const section = sectionOf(opened, current);
  const found = proposals(version.compiled, basis.application, inquiry.answers, basis.within).filter((proposal) => proposal.section === section?.id);
  const errors = shown.faults.map((fault) => ({ ...(fault.field !== undefined && { name: fault.field }), message: faultText(form, fault, 'sv') }));
  const title = current.page.title ?? '';
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/utredning" title={title} hasErrors={errors.length > 0}
      side={<Proposals found={found} opened={opened} />}>
      {shown.conflict && (
        <Alert kind="warning" live heading="En kollega sparade samtidigt">
          <p>Det du skrev finns kvar här nedanför, och kollegans ändringar på andra sidor är sparade. Läs igenom och spara igen.</p>
        </Alert>
      )}
      <ErrorSummary errors={errors} />
      <TwoColumns sideLabel="Det här har den sökande svarat" side={<Sought opened={opened} basis={basis} ids={section?.sought ?? []} />} main={(
        <Form action={href(caseHref(file.id, `/utredning/${current.key}`))} hidden={{ revision: String(inquiry.revision) }}>
          {opened.own && atWork(file) && <EnterButton name="do" value="next" />}
          <PageQuestions form={form} page={current} typed={shown.typed} errors={shown.faults} language="sv" {...(shown.focus && { focus: shown.focus })} />
          {opened.own && atWork(file) && (
            <Buttons>
              <Button name="do" value="next" icon="arrowRight" iconAfter>Spara och fortsätt</Button>
              <Button kind="secondary" name="do" value="stay">Spara</Button>
            </Buttons>
          )}
        </Form>
      )} />
    </CasePage>, { status: shown.conflict ? 409 : errors.length ? 422 : 200, kept: !shown.conflict });
}

function sectionOf({ version }: OpenedCase, current: JourneyPage) {
  return (inLanguage(version, 'sv').inquiry?.sections ?? []).find((section) =>
    inquiryPageId(section, 'evidence') === current.page.id || inquiryPageId(section, 'assessment') === current.page.id);
}

/** The applicant's own words on what the section is about, beside what the officer writes. */
function Sought({ basis, ids, opened }: { opened: OpenedCase; basis: InquiryBasis; ids: readonly string[] }) {
  const rows = basis.submission.content.seen.sections.flatMap((section) => section.rows).filter(({ id }) => ids.includes(id.split('.')[0]!));
  return (
    <Section heading="Sökt">
      {rows.length === 0 ? <p class="hint">Frågorna här gäller hela ärendet.</p>
        : <SummaryList rows={rows.map(({ question, answer }) => ({ question, answer: <SeenAnswer answer={answer} fileBase={caseHref(opened.file.id, '/dokument')} /> }))} />}
    </Section>
  );
}

/** What the inquiry so far proposes, with the rule. Never a decision. */
function Proposals({ found, opened }: { found: readonly Proposal[]; opened: OpenedCase }) {
  const { definition } = opened.version.compiled.folder;
  const items = definition.decisions.flatMap((decision) => ('items' in decision ? decision.items : []));
  const sections = inLanguage(opened.version, 'sv').inquiry?.sections ?? [];
  const asked = new Map(sections.flatMap(({ evidence, assessment }) => [...evidence, ...assessment]).map(({ id, ask }) => [id, ask]));
  return (
    <Section heading="Förslag av utredningen">
      {found.length === 0 && <p class="hint">Inget förslag än. Det kommer när bedömningen är ifylld.</p>}
      {found.map((proposal) => (
        <Alert key={proposal.section} heading={`${items.find(({ id }) => id === proposal.item)?.sv ?? 'Ärendet'}: ${outcomeWords[proposal.outcome].toLowerCase()}`} level={3}>
          <p>{proposal.say}</p>
          <p class="hint">Bygger på dina svar om: {proposal.explanation.answers.flatMap(({ id }) => asked.get(id) ?? []).join(' ')}</p>
          <p class="hint">Det är du som beslutar.</p>
        </Alert>
      ))}
    </Section>
  );
}

const save = route({
  method: 'POST', path: '/handlaggning/arenden/:id/utredning/:page', access: readers, audit: 'cases.inquirySaved',
  handle: (context) => inCase(context, async (opened) => {
    const { file, version } = opened;
    const form = version.compiled.inquiry;
    if (!form || !atWork(file) || isCovered(opened)) return redirect(caseHref(file.id, '/utredning'));
    const basis = await inquiryContext(context.tx, file, version);
    const before = await inquiryOf(context.tx, file.id);
    const key = (context.params as { page?: string }).page ?? '';
    if (!pagesOf(opened, basis, before).some((known) => known.key === key)) return notFound();
    const readNow = readPage(form, { page: key, fields: context.fields, answers: before.answers, typed: before.typed }, basis.context);
    const next: Inquiry = { ...before, answers: readNow.answers, typed: readNow.typed };
    // Someone has saved since this page was shown: what was typed is shown again on top of theirs, and saved when pressed again.
    if (String(before.revision) !== context.fields['revision']) return show(context, opened, next, { typed: readNow.typed, faults: [], conflict: true });
    await saveInquiry(context.tx, file, next, context.who.staffId);
    if (file.state === 'received') await updateCase(context.tx, file.id, { state: 'inquiry' });
    const saved = { ...next, revision: before.revision + 1 };
    if (readNow.stay) return show(context, opened, saved, { typed: readNow.typed, faults: [], ...(readNow.focus && { focus: readNow.focus }) });
    // Saved whatever is missing: an inquiry is written over days. What could not be read is shown at once.
    const unread = readNow.errors.filter(({ code }) => !code.startsWith('required'));
    if (unread.length) return show(context, opened, saved, { typed: readNow.typed, faults: unread });
    const pages = pagesOf(opened, basis, saved);
    const following = pages[pages.findIndex((known) => known.key === key) + 1];
    if (context.fields['do'] === 'stay') return backDone(file.id, `/utredning/${key}`, 'sparat');
    const to = following ? `/utredning/${following.key}` : '/utredning';
    return redirect(caseHref(file.id, to));
  }, { change: true }),
});

export const inquiryRoutes = [contents, one, save];
