import { z } from 'zod';
import { type VNode } from 'preact';
import { Alert, Button, Buttons, EmptyState, FileList, Form, LinkButton, Section, SummaryList, formatDate, href, page, route, type RequestContext, type Staff } from '../../../platform/index.ts';
import { SeenAnswer, type PaperEntry } from '../../../services/index.ts';
import { journey } from '../../../forms/index.ts';
import { notesOf } from '../../actions/case/note.ts';
import { inquiryContext } from '../../actions/inquiry/inquiry-context.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { atWork } from '../../store/case/case-file.ts';
import { isWithdrawn } from '../../store/case/entries.ts';
import { requestsOf, type CaseRequest } from '../../store/inquiry/requests.ts';
import { submissionsOf, type StoredSubmission } from '../../store/application/submissions.ts';
import { markSeen } from '../../store/officers/work-list.ts';
import { CasePage, caseFacts, isCovered, type CaseFacts } from './case-frame.tsx';
import { mayAnswer } from './handling-routes.tsx';
import { OpenTasks } from '../clocks/open-tasks.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';
import { knownTasks } from '../clocks/known-tasks.ts';
import { Notes } from './notes.tsx';
import { partsOf } from './parts.tsx';
import { TakeForm } from './reason-page.tsx';
import { wayIn } from '../words.ts';

/** `redan`: why another page led here instead. */
const query = z.object({ redan: z.enum(['avslutat', 'besvaras']).optional().catch(undefined) });
const alreadyWords = {
  avslutat: { heading: 'Ärendet är redan avslutat', text: 'Det finns inget mer att besluta eller avsluta. Det som gjordes står under Händelser.' },
  besvaras: { heading: 'Inget beslut fattas i ett sådant här ärende', text: 'Det besvaras och avslutas i stället.' },
} as const;

const overview = route({
  method: 'GET', path: '/handlaggning/arenden/:id', access: readers, audit: read, query,
  handle: (context) => inCase(context, (opened) => show(context, opened, context.query.redan)),
});

async function show(context: RequestContext<Staff, { id: string }>, opened: OpenedCase, already?: keyof typeof alreadyWords) {
  const { tx, who } = context;
  const { file } = opened;
  const facts = await caseFacts(context, opened);
  const submissions = isCovered(opened) ? [] : (await submissionsOf(tx, file.id)).filter(({ kind }) => kind !== 'shared');
  const requests = await requestsOf(tx, file.id);
  const parts = isCovered(opened) ? [] : await partsOf(tx, file.id);
  const warnings = isCovered(opened) ? [] : await staffWarnings(context, opened);
  const withdrawn = !file.closedAt && !isCovered(opened) && await isWithdrawn(tx, file.id);
  await markSeen(tx, file, who.staffId);
  return page(
    <CasePage facts={facts} tab="" title={facts.parties[0]?.name ?? file.title} side={<><OpenTasks tasks={(await knownTasks(tx, opened)).filter(({ doneAt }) => !doneAt)} file={file} today={opened.today} /><Side facts={facts} requests={requests} notes={isCovered(opened) ? [] : await notesOf(tx, file.id)} />{parts}</>}>
      {already && <Alert heading={alreadyWords[already].heading}><p>{alreadyWords[already].text}</p></Alert>}
      {file.urgent && <Alert kind="danger" heading="Brådskande"><p>Den sökande har svarat att läget är akut, eller så har ärendet markerats av personal. En människa ska höra av sig i dag.</p></Alert>}
      {withdrawn && <Withdrawn opened={opened} />}
      {warnings.map((text) => <Alert kind="warning" key={text}><p>{text}</p></Alert>)}
      {!isCovered(opened) && requests.filter(({ answer }) => answer).map((request) => <AnsweredRequest key={request.id} request={request} file={file.id} />)}
      {submissions.map((one) => <Submitted key={one.id} one={one} facts={facts} />)}
      {isCovered(opened) && <EmptyState heading="Ansökan är dold" icon="lock"><p>Ange att du behöver uppgifterna, så visas den.</p></EmptyState>}
    </CasePage>);
}

/** Who takes it back waits for us to end it: said where the officer looks first, with the way there. */
function Withdrawn({ opened: { file, own, version } }: { opened: OpenedCase }): VNode {
  const handling = version.compiled.folder.definition.case === 'handling';
  return (
    <Alert heading={handling ? 'Personen har tagit tillbaka det som skickades in' : 'Den sökande har tagit tillbaka sin ansökan'}>
      {own ? <p><LinkButton kind="secondary" href={href(caseHref(file.id, handling ? '/svar' : '/avsluta'))}>Avsluta ärendet</LinkButton></p> : <p>Den som har ärendet avslutar det.</p>}
    </Alert>
  );
}

/** What the definition warns staff of. A warning stops nothing and decides nothing. */
async function staffWarnings(context: RequestContext<Staff>, opened: OpenedCase): Promise<string[]> {
  const { form } = opened.version.compiled;
  const { application, within } = await inquiryContext(context.tx, opened.file, opened.version);
  return journey(form, application, within).staffWarnings.map((fault) => (fault.textKey ? form.text(fault.textKey, 'sv') : fault.code));
}

/** Which way it came, and who stands for it. What came over the web from someone unknown was never on My pages. */
function howIn({ partyId, channel, attestation }: StoredSubmission): string {
  if (partyId === null && channel === 'web') return 'utan inloggning.';
  return `${wayIn(channel)}. ${attestation ? `Underskriven av ${attestation.name}.` : 'Inte underskriven digitalt.'}`;
}

/** The application exactly as the person saw it. */
function Submitted({ one, facts }: { one: StoredSubmission; facts: CaseFacts }): VNode {
  const party = facts.parties.find(({ id }) => id === one.partyId);
  const heading = one.kind === 'own' ? `Den medsökandes del: ${party?.name ?? ''}` : facts.opened.version.compiled.folder.definition.case === 'handling' ? 'Det som skickades in' : 'Ansökan som den sökande såg den';
  const files = caseHref(facts.opened.file.id, '/dokument');
  return (
    <Section heading={heading}>
      <p class="hint">
        Kom in {formatDate(one.submittedAt, 'sv')}, {howIn(one)}
        {one.content.entry && ` Inskriven av personal; inkom ${formatDate(one.content.entry.arrivedDay, 'sv')}.`}
        {one.content.entry?.paper && ` Blankett ${one.content.entry.paper.code}.`}
        {one.language !== 'sv' && ' Skriven på ett annat språk än svenska: frågorna står så som de visades.'}
      </p>
      {one.content.entry?.paper && <OnPaper paper={one.content.entry.paper} files={files} />}
      {one.content.seen.sections.map((section) => (
        <Section key={section.page} heading={section.title} level={3}>
          <SummaryList rows={section.rows.map(({ question, answer }) => ({ question, answer: <SeenAnswer answer={answer} fileBase={files} /> }))} />
        </Section>
      ))}
    </Section>
  );
}

/** The paper it was written down from: the scan is the original. */
function OnPaper({ paper, files }: { paper: PaperEntry; files: string }): VNode {
  return (
    <>
      <FileList files={paper.scans.map(({ id, name, size }) => ({ id, name, size, href: href(`${files}/${id}`), note: 'Blanketten som den kom in' }))} />
      {paper.unreadable.length > 0 && <Alert kind="warning"><p>Går inte att läsa på blanketten: {paper.unreadable.map(({ question }) => question).join('; ')}</p></Alert>}
    </>
  );
}

function AnsweredRequest({ request, file }: { request: CaseRequest; file: string }): VNode {
  const { answer, content } = request;
  const asked = new Map(content.items.map(({ id, text }) => [id, text]));
  const stance = answer?.stance && { agree: 'Har inget att invända.', comment: 'Har synpunkter.' }[answer.stance];
  return (
    <Section heading={request.kind === 'hearing' ? 'Synpunkter från parten' : 'Komplettering från parten'}>
      <p class="hint">Kom in {formatDate(request.answeredAt!, 'sv')}. Svar på det som skickades {formatDate(request.askedAt, 'sv')}.</p>
      {stance && <p>{stance}</p>}
      {answer?.text && <p class="typed">{answer.text}</p>}
      <SummaryList rows={(answer?.items ?? []).map((item) => ({ question: asked.get(item.id) ?? 'Filer', answer: (
        <>
          {item.cannot && <p>Kan inte lämna det.</p>}
          {item.text && <p class="typed">{item.text}</p>}
          <FileList files={item.files.map(({ id, name, size }) => ({ id, name, size, href: href(caseHref(file, `/dokument/${id}`)) }))} />
        </>
      ) }))} />
    </Section>
  );
}

function Side({ facts: { opened, parties }, requests, notes }: { facts: CaseFacts; requests: readonly CaseRequest[]; notes: Awaited<ReturnType<typeof notesOf>> }): VNode {
  const { file, own } = opened;
  const handling = opened.version.compiled.folder.definition.case === 'handling';
  const at = (rest: string) => href(caseHref(file.id, rest));
  const open = requests.filter(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt);
  return (
    <>
      {open.map((request) => (
        <Alert key={request.id} heading={request.kind === 'hearing' ? 'Kommunicering pågår' : 'Komplettering begärd'} level={3}>
          <p>Svar senast {formatDate(request.dueDay, 'sv')}.</p>
          {own && (
            <Form action={at(`/begaran/${request.id}/svar`)} label="Svar som kommit på annat sätt">
              <Buttons>
                <Button kind="secondary" name="do" value="received">Svaret har kommit på annat sätt</Button>
                <Button kind="secondary" name="do" value="withdraw">Ta tillbaka begäran</Button>
              </Buttons>
            </Form>
          )}
        </Alert>
      ))}
      {file.assigneeId === null && !file.closedAt && <Section heading="Ta ärendet"><TakeForm at={caseHref(file.id)} /></Section>}
      {own && !file.closedAt && (
        <Section heading="Gör">
          {mayAnswer(opened) && <p><LinkButton href={at('/svar')}>Svara och avsluta</LinkButton></p>}
          {atWork(file) && opened.version.compiled.inquiry && <p><LinkButton {...(handling && { kind: 'secondary' as const })} href={at('/utredning')}>Utred</LinkButton></p>}
          {atWork(file) && parties.length > 0 && <p><LinkButton kind="secondary" href={at('/komplettering')}>Begär komplettering</LinkButton></p>}
          {atWork(file) && !handling && <p><LinkButton kind="secondary" href={at('/kommunicering')}>Kommunicera underlaget</LinkButton></p>}
          {parties.length > 0 && file.channel !== 'web' && (
            <Form action={at('/bekraftelse')} label="Bekräftelse"><Button kind="secondary" icon="print">Skriv ut bekräftelse med kod</Button></Form>
          )}
          <p><LinkButton kind="secondary" href={at('/lamna')}>Lämna över eller ange ersättare</LinkButton></p>
          {!handling && <p><LinkButton kind="secondary" href={at('/avsluta')}>Skriv av eller avsluta</LinkButton></p>}
        </Section>
      )}
      {!file.closedAt && <p><LinkButton kind="secondary" icon="phone" href={at('/samtal')}>Anteckna telefonsamtal</LinkButton></p>}
      <Notes notes={notes} at={caseHref(file.id)} writable={!file.closedAt} />
    </>
  );
}

export const overviewRoutes = [overview];
