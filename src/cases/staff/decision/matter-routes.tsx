import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, ErrorSummary, Form, TextArea, formatDate, href, isUuid, notFound, page, redirect, route, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../../platform/index.ts';
import { beginMatter, dropMatter } from '../../actions/decision/begin-matter.ts';
import { findTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { reopenCase } from '../../actions/case/reopen-case.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { matterBegin, matterWhy } from './matter-words.ts';

const query = z.object({ vad: z.string().max(60), beslut: z.uuid().optional(), tillstand: z.uuid().optional() });
type Context = RequestContext<Staff, { id: string }>;
interface Asked { vad: string; beslut?: string | undefined; tillstand?: string | undefined }

const ask = route({
  method: 'GET', path: '/handlaggning/arenden/:id/fraga', access: readers, audit: read, query,
  handle: (context) => inCase(context, (opened) => beginForm(context, opened, context.query, [])),
});

async function beginForm(context: Context, opened: OpenedCase, asked: Asked, errors: readonly FieldError[]): Promise<Answer> {
  const { startable, decisions } = await findTargets(context.tx, opened);
  const found = startable.find(({ kind, aboutId, permitId }) => kind === asked.vad && (aboutId ?? '') === (asked.beslut ?? '') && (permitId ?? '') === (asked.tillstand ?? ''));
  if (!found) return told(context, 'Det kan inte tas upp nu', 'Någon annan kan ha gjort det, eller så har beslutet ändrats.', caseHref(opened.file.id, '/beslut'), 409);
  const about = decisions.find(({ id }) => id === found.aboutId);
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title={matterBegin(found.kind, opened.version)} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {about && <p>Gäller beslutet den {formatDate(about.decidedAt, 'sv')}. {!isCovered(opened) && about.content.text}</p>}
      {opened.file.closedAt && <Alert><p>Ärendet är avslutat. Det öppnas igen när du går vidare.</p></Alert>}
      {opened.own ? (
        <Form action={href(caseHref(opened.file.id, '/fraga'))} hidden={{ vad: found.kind, ...(found.aboutId && { beslut: found.aboutId }), ...(found.permitId && { tillstand: found.permitId }) }}>
          <TextArea name="text" label={matterWhy(found.kind)} hint="Skriv sakligt. Parten har rätt att läsa det." rows={5} error={errors[0]?.message} />
          <Button>Ta upp frågan</Button>
        </Form>
      ) : <Alert><p>Bara handläggaren och ersättaren kan ta upp det.</p></Alert>}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const begin = route({
  method: 'POST', path: '/handlaggning/arenden/:id/fraga', access: readers, audit: 'cases.matterAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const asked = query.safeParse({ vad: fields['vad'], beslut: fields['beslut'] || undefined, tillstand: fields['tillstand'] || undefined });
    if (!asked.success) return notFound();
    const text = String(fields['text'] ?? '').trim().slice(0, 8_000);
    if (!text) return beginForm(context, opened, asked.data, [{ name: 'text', message: 'Skriv varför det tas upp.' }]);
    const { vad, beslut, tillstand } = asked.data;
    const id = await beginMatter(tx, who, opened, { kind: vad, ...(beslut && { aboutId: beslut }), ...(tillstand && { permitId: tillstand }), content: { text } });
    return id ? redirect(caseHref(opened.file.id, '/beslut'))
      : told(context, 'Det kan inte tas upp nu', 'Någon annan kan ha gjort det, eller så har beslutet ändrats.', caseHref(opened.file.id, '/beslut'), 409);
  }, { change: true }),
});

const drop = route({
  method: 'POST', path: '/handlaggning/arenden/:id/fraga/:matter/avsluta', access: readers, audit: 'cases.matterDropAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { matter } = context.params as { matter?: string };
    const why = String(context.fields['why'] ?? '').trim().slice(0, 4_000);
    const back = caseHref(opened.file.id, '/beslut');
    if (!why) return told(context, 'Skriv varför', 'Frågan är kvar. Skriv varför inget beslut behövs, så läggs den ned.', back, 422);
    const done = matter !== undefined && isUuid(matter) && await dropMatter(context.tx, context.who, opened, matter, why);
    return done ? redirect(back) : told(context, 'Frågan finns inte kvar', 'Den är redan avgjord eller nedlagd.', back, 409);
  }, { change: true }),
});

const reopening = route({
  method: 'GET', path: '/handlaggning/arenden/:id/oppna', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => reopenForm(context, opened, [])),
});

async function reopenForm(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  if (!opened.file.closedAt) return redirect(caseHref(opened.file.id));
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="" title="Öppna ärendet igen" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {opened.own ? (
        <Form action={href(caseHref(opened.file.id, '/oppna'))}>
          <TextArea name="why" label="Varför öppnas det igen?" hint="Står i händelserna. Tiden för gallring räknas om när ärendet avslutas på nytt." rows={3} error={errors[0]?.message} />
          <Button>Öppna ärendet</Button>
        </Form>
      ) : <Alert><p>Bara handläggaren och ersättaren kan öppna ärendet. En chef kan fördela det till dig.</p></Alert>}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const reopen = route({
  method: 'POST', path: '/handlaggning/arenden/:id/oppna', access: readers, audit: 'cases.reopenAsked',
  handle: (context) => inCase(context, async (opened) => {
    const why = String(context.fields['why'] ?? '').trim().slice(0, 4_000);
    if (!why) return reopenForm(context, opened, [{ name: 'why', message: 'Skriv varför ärendet öppnas igen.' }]);
    await reopenCase(context.tx, context.who, opened, why);
    return redirect(caseHref(opened.file.id));
  }, { change: true }),
});

export const matterRoutes = [ask, begin, drop, reopening, reopen];
