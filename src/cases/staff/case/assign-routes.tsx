import { staffOf, told } from '../../../identity/index.ts';
import { Button, ErrorSummary, Form, Select, TextArea, forbidden, href, isUuid, notFound, page, redirect, route, type Answer, type FieldError,
  type RequestContext, type Staff, type Uuid } from '../../../platform/index.ts';
import { assignCase, declareBias, isBiased } from '../../actions/case/assign.ts';
import { readReasons, type OpenedCase } from '../../actions/case/open-case.ts';
import { addNote } from '../../actions/case/note.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { biasedIn } from '../../store/officers/load.ts';
import { addOpening } from '../../store/case/openings.ts';
import { findOther } from '../../store/parties/other-parties.ts';
import { CasePage, caseFacts, uncoverReasons } from './case-frame.tsx';
import { backDone } from './done.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';
import { reasonPage } from './reason-page.tsx';

type Context = RequestContext<Staff, { id: string }>;

/** A case of the reader's unit, also one that is not open to them: for what can be done without reading it. */
async function unread(context: Context): Promise<CaseFile | undefined> {
  const { tx, who, params } = context;
  const file = isUuid(params.id) ? await findCase(tx, params.id, { lock: true }) : undefined;
  if (!file || (who.unitIds.length > 0 && !who.unitIds.includes(file.unitId))) return undefined;
  context.about({ dossierId: file.id, unitId: file.unitId });
  return file;
}

const state = route({
  method: 'POST', path: '/handlaggning/arenden/:id/skal', access: readers, audit: 'cases.reasonStated',
  async handle(context) {
    const file = await unread(context);
    if (!file) return notFound();
    const reason = String(context.fields['reason'] ?? '');
    if (!(reason in readReasons) || reason === 'distribution') return reasonPage(context, file, [{ name: 'reason', message: 'Välj varför du öppnar ärendet.' }]);
    const note = String(context.fields['note'] ?? '').trim().slice(0, 1_000);
    await addOpening(context.tx, file, { staffId: context.who.staffId, kind: 'read', reason, ...(note && { note }) });
    context.about({ detail: { reason } });
    return redirect(caseHref(file.id));
  },
});

const take = route({
  method: 'POST', path: '/handlaggning/arenden/:id/ta', access: readers, audit: 'cases.takeAsked',
  async handle(context) {
    const file = await unread(context);
    if (!file) return notFound();
    if (file.assigneeId !== null) return told(context, 'Någon annan hann före', 'Ärendet har redan tagits av en kollega. Ingenting ändrades.', '/handlaggning', 409);
    const { bias } = context.fields;
    if (bias !== 'yes' && bias !== 'no') return reasonPage(context, file, [{ name: 'bias', message: 'Svara på om du kan vara jävig.' }]);
    if (bias === 'yes') {
      await declareBias(context.tx, context.who, file);
      return told(context, 'Bra att du sade till', 'Det är antecknat att du kan vara jävig. Ta inte del av ärendet mer. Prata med din chef, som fördelar det till någon annan.', '/handlaggning');
    }
    if (await isBiased(context.tx, file.id, context.who.staffId)) {
      return told(context, 'Du har sagt att du kan vara jävig', 'Därför kan du inte ta ärendet. Blev det fel? Prata med din chef, som kan fördela det till dig.', '/handlaggning', 409);
    }
    await assignCase(context.tx, context.who, file, { kind: 'take', to: context.who.staffId, unbiased: true });
    return backDone(file.id, '', 'taget');
  },
});

const uncover = route({
  method: 'POST', path: '/handlaggning/arenden/:id/visa-skyddade', access: readers, audit: 'cases.protectedUncovered',
  handle: (context) => inCase(context, async ({ file }) => {
    const { part, reason = 'handling' } = context.fields;
    // Somebody who does not apply may be the one who is protected: the case itself is then open, and they alone are uncovered on their page.
    const other = typeof part === 'string' && isUuid(part) ? await findOther(context.tx, part) : undefined;
    if (typeof reason !== 'string' || !(reason in uncoverReasons)) return notFound();
    await addOpening(context.tx, file, { staffId: context.who.staffId, kind: 'unmask', reason });
    const about = other?.caseId === file.id ? other : undefined;
    context.about({ detail: { reason, ...(about && { part: about.id }) }, ...(about?.personId && { subjectId: about.personId }) });
    return redirect(caseHref(file.id, about ? `/parter/${about.id}` : ''));
  }),
});

const note = route({
  method: 'POST', path: '/handlaggning/arenden/:id/anteckning', access: readers, audit: 'cases.noteAsked',
  handle: (context) => inCase(context, async ({ file }) => {
    const text = String(context.fields['text'] ?? '').trim().slice(0, 8_000);
    if (text) await addNote(context.tx, context.who, file, { text, phone: context.fields['kind'] === 'phone' });
    return text ? backDone(file.id, '', context.fields['kind'] === 'phone' ? 'samtal' : 'anteckning') : redirect(caseHref(file.id));
  }),
});

const giving = route({
  method: 'GET', path: '/handlaggning/arenden/:id/lamna', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => giveForm(context, opened, [])),
});

async function giveForm(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  const { file, own } = opened;
  const manager = context.who.roles.includes('manager');
  if (!own && !manager) return forbidden('notOwnCase');
  const colleagues = await eligible(context, file);
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="" title={own ? 'Lämna över ärendet' : 'Fördela ärendet'} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={href(caseHref(file.id, '/lamna'))}>
        <Select name="to" label="Till vem?" error={errors[0]?.message} options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
        <TextArea name="note" label="Vad behöver kollegan veta?" hint="Den nya handläggaren svarar på frågan om jäv innan hen beslutar." optional rows={3} />
        <Button name="kind" value={own ? 'handOver' : 'reassign'}>{own ? 'Lämna över' : 'Fördela'}</Button>
        <Button kind="secondary" name="kind" value="deputy">Ange som ersättare</Button>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const give = route({
  method: 'POST', path: '/handlaggning/arenden/:id/lamna', access: readers, audit: 'cases.giveAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { who, tx, fields } = context;
    const manager = who.roles.includes('manager');
    if (!opened.own && !manager) return forbidden('notOwnCase');
    const to = (await eligible(context, opened.file)).find(({ id }) => id === fields['to'])?.id;
    if (!to) return giveForm(context, opened, [{ name: 'to', message: 'Välj vem som ska få ärendet.' }]);
    const kind = fields['kind'] === 'deputy' ? 'deputy' : opened.own ? 'handOver' : 'reassign';
    const text = String(fields['note'] ?? '').trim().slice(0, 1_000);
    const done = await assignCase(tx, who, opened.file, { kind, to, unbiased: false, ...(text && { note: text }) });
    return done ? redirect(`/handlaggning?klart=${kind === 'deputy' ? 'ersattare' : 'lamnat'}`) : told(context, 'Ärendet ändrades under tiden', 'Någon annan ändrade ärendet just nu. Ingenting sparades. Öppna det igen.', caseHref(opened.file.id), 409);
  }),
});

/** Colleagues who may have it: officers, deputies and managers of its unit, or of the whole authority; not those who have said they may be biased. */
async function eligible(context: Context, file: CaseFile): Promise<{ id: Uuid; name: string }[]> {
  const colleagues = (await staffOf(context.tx, file.authorityId)).filter(({ assignments }) => assignments.some(({ role, unitId }) =>
    ['officer', 'deputy', 'manager'].includes(role) && (unitId === undefined || unitId === file.unitId)));
  const biased = (await biasedIn(context.tx, [file.id])).get(file.id) ?? [];
  return colleagues.filter(({ id }) => id !== file.assigneeId && !biased.includes(id));
}


export const assignRoutes = [state, take, uncover, note, giving, give];
