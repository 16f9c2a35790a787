import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, Buttons, CheckboxGroup, DateField, ErrorSummary, Form, Paragraphs, Section, TextArea, addDays, addDuration, href, isUuid,
  notFound, page, redirect, route, type Answer, type FieldError, type Fields, type RequestContext, type Staff } from '../../../platform/index.ts';
import { completionSuggested, decisionText, inLanguage } from '../../../services/index.ts';
import { inquiryContext } from '../../actions/inquiry/inquiry-context.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { otherRule } from '../../actions/parties/other-rule.ts';
import { ask, endRequest, requestParagraphs, type RequestWish } from '../../actions/inquiry/request.ts';
import { atWork } from '../../store/case/case-file.ts';
import { addParagraph } from '../../model/decision/fill-phrase.ts';
import { phrasesFor } from '../../store/decision/phrases.ts';
import { inTurn } from '../../store/in-turn.ts';
import { inquiryOf } from '../../store/inquiry/inquiries.ts';
import { otherAnswer, othersOf } from '../../store/parties/other-parties.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { PhrasePicker, chosenPhrase } from '../decision/phrase-picker.tsx';
import { stanceWords } from '../parties/known-others.tsx';

type Context = RequestContext<Staff, { id: string }>;
type Kind = RequestWish['kind'];

const day = z.iso.date();

interface Typed { items: readonly string[]; text: string; due: string; preview: boolean; errors: readonly FieldError[] }

/** What stands in the form at first: what the checklist suggests, or for a hearing what the inquiry has found. */
async function suggested(context: Context, opened: OpenedCase, kind: Kind): Promise<Typed> {
  const { version, file, today } = opened;
  const basis = await inquiryContext(context.tx, file, version);
  const inquiry = await inquiryOf(context.tx, file.id);
  if (kind === 'completion') {
    const awaited = new Map(version.compiled.folder.inquiry?.completion.map(({ id, waitsFor }) => [id, waitsFor]));
    const items = completionSuggested(version.compiled, basis.application, inquiry.answers, basis.within).filter((id) => [undefined, file.waitingFor].includes(awaited.get(id)));
    return { items, text: unreadableText(basis.submission), due: addDays(today, 14), preview: false, errors: [] };
  }
  const found = decisionText(version.compiled, basis.application, inquiry.answers, { ...basis.within, language: basis.submission.language });
  const text = found.filter(({ paragraphs }) => paragraphs.length).map(({ title, paragraphs }) => [title, ...paragraphs].join('\n\n')).join('\n\n');
  const said = await whatOthersSaid(context.tx, file.id, version);
  return { items: [], text: [text, said].filter(Boolean).join('\n\n'), due: addDuration(today, version.compiled.folder.definition.hear?.within ?? 'P14D'), preview: false, errors: [] };
}

/** What could not be read on a paper form is asked for again, in the language of the form. */
function unreadableText({ content, language }: Awaited<ReturnType<typeof inquiryContext>>['submission']): string {
  const questions = content.entry?.paper?.unreadable ?? [];
  if (!questions.length) return '';
  const lead = language === 'en' ? 'We could not read your answer to these questions on the form. Please answer them again.'
    : 'Vi kunde inte läsa ditt svar på de här frågorna på blanketten. Svara gärna på dem igen.';
  return [lead, ...questions.map(({ question }) => `- ${question}`)].join('\n\n');
}

/** What neighbours, owners and consultees have answered, for the applicant to answer to. By what they are, not by name: whose name is told is for the officer to try. */
async function whatOthersSaid(tx: Context['tx'], caseId: OpenedCase['file']['id'], version: OpenedCase['version']): Promise<string> {
  const said = await inTurn(await othersOf(tx, caseId), async ({ id, kind, answeredAt }) => {
    const answer = answeredAt ? await otherAnswer(tx, id) : undefined;
    return answer && (answer.text || answer.stance === 'refuse') ? `${otherRule(version, kind, 'sv')?.word ?? ''}: ${stanceWords[answer.stance]}. ${answer.text}`.trim() : '';
  });
  const told = said.filter(Boolean);
  return told.length ? ['Det här har andra svarat', ...told].join('\n\n') : '';
}

function typedOf(fields: Fields, today: string): Typed {
  const due = String(fields['due'] ?? '').trim();
  const text = String(fields['text'] ?? '').trim().slice(0, 20_000);
  const items = [fields['items'] ?? []].flat();
  const errors: FieldError[] = [];
  if (!day.safeParse(due).success || due <= today) errors.push({ name: 'due', message: 'Skriv sista svarsdag som en dag framåt, till exempel 2026-12-15.' });
  if (!text && items.length === 0) errors.push({ name: 'text', message: 'Kryssa i något, eller skriv vad det gäller.' });
  return { items, text, due, preview: false, errors };
}

async function form(context: Context, opened: OpenedCase, kind: Kind, typed: Typed): Promise<Answer> {
  const checklist = kind === 'completion' ? inLanguage(opened.version, 'sv').inquiry?.completion ?? [] : [];
  const error = (name: string) => typed.errors.find((one) => one.name === name)?.message;
  const heading = kind === 'completion' ? 'Begär komplettering' : 'Kommunicera underlaget';
  const preview = typed.preview ? requestParagraphs(await wishOf(context, opened, kind, typed)) : undefined;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/utredning" title={heading} hasErrors={typed.errors.length > 0}>
      <ErrorSummary errors={typed.errors} />
      {kind === 'hearing' && (
        <Alert><p>Innan ett beslut som går emot parten ska parten få del av allt som har betydelse och tid att svara (25 § förvaltningslagen). Texten kommer från utredningen och kan ändras.</p></Alert>
      )}
      {preview && (
        <Section heading="Så ser brevet ut">
          <div class="ds-card"><h3>{preview.heading}</h3><Paragraphs text={preview.paragraphs.join('\n\n')} /></div>
        </Section>
      )}
      <Form action={href(caseHref(opened.file.id, kind === 'completion' ? '/komplettering' : '/kommunicering'))}>
        {checklist.length > 0 && (
          <CheckboxGroup name="items" label="Vad saknas?" hint="Det som ansökan tyder på är redan ikryssat." error={error('items')} values={typed.items}
            choices={checklist.map(({ id, sv, ask: sentence }) => ({ value: id, label: sv, hint: sentence }))} />
        )}
        <TextArea name="text" label={kind === 'completion' ? 'Något mer, med egna ord' : 'Det vi grundar beslutet på'} error={error('text')}
          value={typed.text} rows={kind === 'completion' ? 4 : 16} {...(kind === 'completion' && { optional: true })} />
        <PhrasePicker phrases={await phrasesFor(context.tx, opened.file, kind)} />
        <DateField name="due" label="Sista dag att svara" value={typed.due} error={error('due')} />
        <Buttons>
          <Button name="do" value="send" icon="send">Skicka</Button>
          <Button kind="secondary" name="do" value="preview">Förhandsgranska</Button>
        </Buttons>
      </Form>
    </CasePage>, { status: typed.errors.length ? 422 : 200 });
}

/** The sentences are in the language of the application: the person chose it. */
async function wishOf(context: Context, { version, file }: OpenedCase, kind: Kind, typed: Typed): Promise<RequestWish> {
  const { submission: { language } } = await inquiryContext(context.tx, file, version);
  const checklist = inLanguage(version, language).inquiry?.completion ?? [];
  const items = checklist.filter(({ id }) => typed.items.includes(id)).map(({ id, ask: text }) => ({ id, text }));
  return { kind, dueDay: typed.due, content: { text: typed.text, items }, language };
}

function routesOf(kind: Kind, path: '/handlaggning/arenden/:id/komplettering' | '/handlaggning/arenden/:id/kommunicering') {
  const show = route({
    method: 'GET', path, access: readers, audit: read,
    handle: (context) => inCase(context, async (opened) => (!atWork(opened.file) || isCovered(opened) ? redirect(caseHref(opened.file.id)) : form(context, opened, kind, await suggested(context, opened, kind)))),
  });
  const send = route({
    method: 'POST', path, access: readers, audit: kind === 'completion' ? 'cases.completionWritten' : 'cases.hearingWritten',
    handle: (context) => inCase(context, async (opened) => {
      if (!atWork(opened.file)) return told(context, 'Ärendet är redan beslutat', 'Ingenting skickades.', caseHref(opened.file.id), 409);
      const typed = typedOf(context.fields, opened.today);
      if (context.fields['do'] === 'phrase') {
        return form(context, opened, kind, { ...typed, errors: [], text: addParagraph(typed.text, await chosenPhrase(context, opened, kind) ?? '') });
      }
      if (typed.errors.length || context.fields['do'] === 'preview') return form(context, opened, kind, { ...typed, preview: typed.errors.length === 0 });
      const asked = await ask(context.tx, context.who, opened.file, opened.version, await wishOf(context, opened, kind, typed));
      return asked.ok ? backDone(opened.file.id, '', kind === 'completion' ? 'komplettering' : 'kommunicering') : told(context, 'Brevet kunde inte göras', `Ingenting skickades. ${asked.message}`, caseHref(opened.file.id), 500);
    }, { change: true }),
  });
  return [show, send];
}

const end = route({
  method: 'POST', path: '/handlaggning/arenden/:id/begaran/:request/svar', access: readers, audit: 'cases.requestEnded',
  handle: (context) => inCase(context, async ({ file }) => {
    const { request } = context.params as { request?: string };
    if (!request || !isUuid(request)) return notFound();
    await endRequest(context.tx, context.who, file, request, context.fields['do'] === 'withdraw' ? 'withdrawn' : 'answered');
    return backDone(file.id, '', context.fields['do'] === 'withdraw' ? 'tillbaka' : 'svar');
  }, { change: true }),
});

export const requestRoutes = [
  ...routesOf('completion', '/handlaggning/arenden/:id/komplettering'), ...routesOf('hearing', '/handlaggning/arenden/:id/kommunicering'), end,
];
