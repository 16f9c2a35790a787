import {
  Button, Checkbox, ErrorSummary, Form, TextArea, TextField, href, page, route, type Answer, type FieldError, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { addNote } from '../../actions/case/note.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { CasePage, caseFacts, isCovered } from './case-frame.tsx';
import { backDone } from './done.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;

/** Reached by one press from the case and from a search: who called, what was said, and whether it is a record. */
const write = route({
  method: 'GET', path: '/handlaggning/arenden/:id/samtal', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => form(context, opened, [])),
});

async function form(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  const facts = await caseFacts(context, opened);
  const { fields } = context;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const typed = (name: string, otherwise = '') => String([fields[name] ?? otherwise].flat()[0]);
  return page(
    <CasePage facts={facts} tab="" title="Telefonsamtal" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={href(caseHref(opened.file.id, '/samtal'))} label="Telefonsamtal">
        <TextField name="caller" label="Vem pratade du med?" value={typed('caller', isCovered(opened) ? '' : facts.parties[0]?.name ?? '')} error={error('caller')} />
        <TextArea name="text" label="Vad sades?" hint="Bara vad som behövs för ärendet. Den sökande har rätt att läsa det." rows={5} value={typed('text')} error={error('text')} />
        <Checkbox name="record" label="Gör till handling i ärendet" checked={context.fields['text'] === undefined || typed('record') === 'yes'}
          hint="Uppgifter som kan ha betydelse för beslutet ska dokumenteras (27 § förvaltningslagen). Samtalet förs då in i diariet." />
        <Button icon="phone">Spara samtalet</Button>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const save = route({
  method: 'POST', path: '/handlaggning/arenden/:id/samtal', access: readers, audit: 'cases.noteAsked',
  handle: (context) => inCase(context, async (opened) => {
    const text = (name: string) => String([context.fields[name] ?? ''].flat()[0]).trim();
    const [caller, said] = [text('caller').slice(0, 200), text('text').slice(0, 8_000)];
    const errors: FieldError[] = [];
    if (!caller) errors.push({ name: 'caller', message: 'Skriv vem du pratade med.' });
    if (!said) errors.push({ name: 'text', message: 'Skriv kort vad som sades.' });
    if (errors.length) return form(context, opened, errors);
    await addNote(context.tx, context.who, opened.file, { text: `Samtal med ${caller}. ${said}`, phone: true, record: context.fields['record'] === 'yes' });
    return backDone(opened.file.id, '', 'samtal');
  }, { lock: true }),
});

export const phoneNoteRoutes = [write, save];
