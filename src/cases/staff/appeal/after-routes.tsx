import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, ErrorSummary, Form, RadioGroup, TextArea, href, notFound, page, redirect, route, isUuid, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../../platform/index.ts';
import { endCase, type EndWish } from '../../actions/case/end-case.ts';
import { dismissAppeal, findAppeal, receiveAppeal, tryAppeal } from '../../actions/appeal/handle-appeal.ts';
import { passOn } from '../../actions/appeal/pass-on.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { serveDecision } from '../../actions/notification/serve.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { entriesOf } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;
const day = z.iso.date();
const decisionsAt = (id: string) => caseHref(id, '/beslut');

const serve = route({
  method: 'POST', path: '/handlaggning/arenden/:id/delgivning/:notification', access: readers, audit: 'cases.servingNoted',
  handle: (context) => inCase(context, async (opened) => {
    const { notification } = context.params as { notification?: string };
    if (isCovered(opened)) return redirect(caseHref(opened.file.id, '/delgivning'));
    const how = z.enum(['receipt', 'told']).safeParse(context.fields['how']);
    const when = day.safeParse(context.fields['day']);
    const done = notification && isUuid(notification) && how.success && when.success
      && await serveDecision(context.tx, context.who, opened, notification, { how: how.data, day: when.data });
    return done ? backDone(opened.file.id, '/delgivning', 'delgivning')
      : told(context, 'Delgivningen sparades inte', 'Välj hur parten fick beslutet, och en dag från när det skickades till och med i dag.', decisionsAt(opened.file.id), 422);
  }, { change: true }),
});

const receive = route({
  method: 'POST', path: '/handlaggning/arenden/:id/overklagande', access: readers, audit: 'cases.appealWritten',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    if (isCovered(opened)) return redirect(decisionsAt(opened.file.id));
    const parties = await partiesOf(tx, opened.file.id);
    const party = parties.length === 1 ? parties[0] : parties.find(({ id }) => id === fields['party']);
    const decision = (await decisionsOf(tx, opened.file.id)).findLast(({ type }) => type !== 'appealDismissal');
    const when = day.safeParse(fields['day']);
    const text = String(fields['text'] ?? '').trim().slice(0, 20_000);
    if (!party || !decision || !when.success || when.data > opened.today || !text) {
      return told(context, 'Överklagandet fördes inte in', 'Välj part, skriv vilken dag det kom in och vad parten vill ändra.', decisionsAt(opened.file.id), 422);
    }
    await receiveAppeal(tx, who, opened, { decisionId: decision.id, partyId: party.id, day: when.data, text });
    return redirect(decisionsAt(opened.file.id));
  }, { change: true }),
});

/** One step of handling an appeal: found in the case, done once, and told when somebody was before. */
function step(context: Context, work: (opened: OpenedCase, appeal: Appeal) => Promise<boolean | { ok: boolean; why?: string[] }>): Promise<Answer> {
  return inCase(context, async (opened) => {
    const appeal = await findAppeal(context.tx, opened.file.id, (context.params as { appeal?: string }).appeal ?? '');
    if (!appeal) return notFound();
    const done = await work(opened, appeal);
    const back = decisionsAt(opened.file.id);
    if (done === true || (typeof done === 'object' && done.ok)) return redirect(back);
    return told(context, 'Ingenting ändrades', typeof done === 'object' && done.why ? done.why.join(' ') : 'Någon annan hann före, eller så är det inte prövat än.', back, 409);
  }, { change: true });
}

const tried = route({
  method: 'POST', path: '/handlaggning/arenden/:id/overklagande/:appeal/prova', access: readers, audit: 'cases.appealTryAsked',
  handle: (context) => step(context, (opened, appeal) => tryAppeal(context.tx, context.who, opened, appeal)),
});
const passed = route({
  method: 'POST', path: '/handlaggning/arenden/:id/overklagande/:appeal/lamna-over', access: readers, audit: 'cases.appealPassAsked',
  handle: (context) => step(context, (opened, appeal) => passOn(context.tx, context.who, opened, appeal, String(context.fields['opinion'] ?? '').trim().slice(0, 20_000))),
});
const dismissed = route({
  method: 'POST', path: '/handlaggning/arenden/:id/overklagande/:appeal/avvisa', access: readers, audit: 'cases.appealDismissAsked',
  handle: (context) => step(context, (opened, appeal) => dismissAppeal(context.tx, context.who, opened, appeal)),
});

const ending = route({
  method: 'GET', path: '/handlaggning/arenden/:id/avsluta', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => alreadyDone(opened) ?? endForm(context, opened, [])),
});

/** A case that is closed, or that is answered and not decided, has nothing to end here: its own page says so. */
function alreadyDone({ file, version }: OpenedCase): Answer | undefined {
  if (file.closedAt) return redirect(caseHref(file.id, '?redan=avslutat'));
  return version.compiled.folder.definition.case === 'handling' ? redirect(caseHref(file.id, '?redan=besvaras')) : undefined;
}

async function endForm(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  const { file } = opened;
  const withdrawn = (await entriesOf(context.tx, file.id)).some(({ kind }) => kind === 'withdrawn');
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="" title="Avsluta ärendet" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {withdrawn && <Alert><p>Den sökande har tagit tillbaka sin ansökan.</p></Alert>}
      <Form action={href(caseHref(file.id, '/avsluta'))}>
        {file.decidedAt ? <p>Ärendet är beslutat. När det avslutas lämnar det arbetslistan. Tiden för gallring räknas från i dag.</p> : (
          <>
            <RadioGroup name="how" label="Varför avslutas det utan prövning?" error={error('how')} value={withdrawn ? 'withdrawn' : undefined} choices={[
              { value: 'withdrawn', label: 'Ansökan är återkallad', hint: 'Avskrivning' }, { value: 'other', label: 'Det finns inget kvar att pröva', hint: 'Avskrivning, till exempel när den sökande har avlidit eller flyttat' },
              { value: 'dismiss', label: 'Ansökan kan inte prövas', hint: 'Avvisning, till exempel när den som söker inte får söka för någon annan' },
            ]} />
            <TextArea name="why" label="Skäl, så som parten läser dem" hint="Går in i brevet." error={error('why')} rows={4} value={withdrawn ? 'Du har meddelat att du tar tillbaka din ansökan.' : ''} />
          </>
        )}
        <Button kind="danger">{file.decidedAt ? 'Avsluta ärendet' : 'Besluta och avsluta'}</Button>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const end = route({
  method: 'POST', path: '/handlaggning/arenden/:id/avsluta', access: readers, audit: 'cases.endAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { fields, tx, who } = context;
    const how = String(fields['how'] ?? '');
    const why = String(fields['why'] ?? '').trim().slice(0, 5_000);
    if (!opened.file.decidedAt) {
      const errors: FieldError[] = [];
      if (!['withdrawn', 'other', 'dismiss'].includes(how)) errors.push({ name: 'how', message: 'Välj varför ärendet avslutas.' });
      if (!why) errors.push({ name: 'why', message: 'Skriv skälen. Parten har rätt att få veta varför.' });
      if (errors.length) return endForm(context, opened, errors);
    }
    const wish: EndWish = opened.file.decidedAt ? { how: 'close' } : { how: how === 'dismiss' ? 'dismiss' : 'writeOff', withdrawn: how === 'withdrawn', why };
    const done = await endCase(tx, who, opened, wish);
    return done.ok ? redirect('/handlaggning') : told(context, 'Ärendet avslutades inte', done.why.join(' '), caseHref(opened.file.id), 409);
  }, { change: true }),
});

export const afterRoutes = [serve, receive, tried, passed, dismissed, ending, end];
