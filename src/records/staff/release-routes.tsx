import { z } from 'zod';
import { addTask, casesByNumber, endTask, findCase } from '../../cases/index.ts';
import { asUuid, file, isUuid, notFound, readDocument, redirect, route, swedishDay, allOf, typedIn, type Route, type Tx, type Uuid } from '../../platform/index.ts';
import { close, handOut } from '../actions/hand-out.ts';
import { refuse } from '../actions/refuse.ts';
import { addItem, itemsOf, type ReleaseItem } from '../store/items.ts';
import { setAssignee, type ReleaseRequest } from '../store/requests.ts';
import { addStep, stepsOf } from '../store/steps.ts';
import { readers } from './frame.tsx';
import { documentsIn, inRequest, mayRead } from './in-request.tsx';
import { releases } from './release-list-routes.tsx';
import { requestPage } from './release-page.tsx';

const show = route({
  method: 'GET', path: `${releases}/:id`, access: readers, audit: 'records.requestRead',
  query: z.object({ arende: z.string().max(40).optional().catch(undefined), klart: z.literal('1').optional().catch(undefined) }),
  handle: (context) => inRequest(context, (request) => requestPage(context, request, [], { arende: context.query.arende, ...(context.query.klart && { done: 'Sparat.' }) })),
});

const take = route({
  method: 'POST', path: `${releases}/:id/ta`, access: readers, audit: 'records.requestTaken',
  handle: (context) => inRequest(context, async (request) => {
    await setAssignee(context.tx, request.id, context.who.staffId);
    await addStep(context.tx, request, { kind: 'taken', staffId: context.who.staffId });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

const addDocuments = route({
  method: 'POST', path: `${releases}/:id/handlingar`, access: readers, audit: 'records.documentsAdded',
  handle: (context) => inRequest(context, async (request) => {
    const { tx, who, fields } = context;
    const typed = typedIn(fields);
    if (!isUuid(typed['case'] ?? '')) return notFound();
    const caseId = asUuid(typed['case']!);
    if (!(await mayRead(tx, who, caseId)).ok) return notFound();
    const chosen = allOf(fields, 'documents');
    const documents = (await documentsIn(tx, caseId)).filter(({ id }) => chosen.includes(id));
    const number = (await casesByNumber(tx, typed['arende'] ?? '')).find(({ id }) => id === caseId)?.number;
    if (!documents.length || !number) return requestPage(context, request, [{ name: 'documents', message: 'Välj minst en handling.' }], { arende: number });
    const before = (await itemsOf(tx, request.id)).length;
    let added = 0;
    for (const [index, document] of documents.entries()) {
      const isNew = await addItem(tx, request, { caseId, documentId: document.id, place: before + index, name: document.name, caseNumber: number, mediaType: document.mediaType });
      if (isNew) added += 1;
    }
    if (added) await addStep(tx, request, { kind: 'documentsAdded', staffId: who.staffId, note: `${added} ur ${number}` });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

/** Whoever has the case gets a task in it: a registrar seldom may read what is asked for. */
const delegate = route({
  method: 'POST', path: `${releases}/:id/uppgift`, access: readers, audit: 'records.officerAsked',
  handle: (context) => inRequest(context, async (request) => {
    const { tx, who } = context;
    const caseId = typedIn(context.fields)['case'] ?? '';
    const found = isUuid(caseId) ? await findCase(tx, asUuid(caseId)) : undefined;
    if (!found) return notFound();
    await addTask(tx, found, { key: taskKey(request), what: `Pröva om handlingar kan lämnas ut: begäran ${request.number}`, role: 'officer', dueDay: request.dueDay, madeBy: who.staffId });
    await addStep(tx, request, { kind: 'note', staffId: who.staffId, note: `Handläggaren i ${found.number} är ombedd att pröva` });
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

const taskKey = (request: Pick<ReleaseRequest, 'id'>) => `release-${request.id}`;

const say = route({
  method: 'POST', path: `${releases}/:id/nej`, access: readers, audit: 'records.refusalTold',
  handle: (context) => inRequest(context, async (request) => {
    const parsed = z.object({ do: z.enum(['toldNo', 'decisionAsked']), note: z.string().max(2_000).default('') }).safeParse(typedIn(context.fields));
    if (!parsed.success) return notFound();
    await addStep(context.tx, request, { kind: parsed.data.do, staffId: context.who.staffId, note: parsed.data.note });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

const decide = route({
  method: 'POST', path: `${releases}/:id/beslut`, access: readers, audit: 'records.refusalDecided',
  handle: (context) => inRequest(context, async (request) => {
    const typed = typedIn(context.fields);
    const parsed = z.object({ reasons: z.string().min(20).max(10_000), delegation: z.uuid() }).safeParse(typed);
    const items = await itemsOf(context.tx, request.id);
    if (!items.some(({ outcome }) => outcome !== null && outcome !== 'released')) return notFound();
    if (!parsed.success) {
      const wrong: Record<string, string> = { reasons: 'Skriv skälen, så att de går att förstå och pröva.', delegation: 'Välj punkt i delegationsordningen.' };
      return requestPage(context, request, [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: wrong[name]! })), { typed });
    }
    const done = await refuse(context.tx, context.who, request, items, { reasons: parsed.data.reasons, delegationId: asUuid(parsed.data.delegation) });
    if (!done.ok) {
      const message = done.reason === 'notDelegated' ? 'Den punkten gäller inte dig.' : 'Brevet gick inte att göra. Försök igen om en stund.';
      return requestPage(context, request, [{ name: 'delegation', message }], { typed });
    }
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

const decision = route({
  method: 'GET', path: `${releases}/:id/beslut/:step`, access: readers, audit: 'records.decisionRead',
  handle: (context) => inRequest(context, async (request) => {
    const step = (await stepsOf(context.tx, request.id)).find(({ id, kind }) => id === context.params.step && (kind === 'decided' || kind === 'handedOut'));
    const document = step?.documentId ? await readDocument(context.tx, step.documentId) : undefined;
    return document ? file(document.bytes, document.mediaType, { name: document.name, inline: true }) : notFound();
  }),
});

const release = route({
  method: 'POST', path: `${releases}/:id/lamna-ut`, access: readers, audit: 'records.handedOut',
  handle: (context) => inRequest(context, async (request) => {
    const items = await itemsOf(context.tx, request.id);
    if (!items.length || items.some(({ outcome }) => outcome === null) || !items.some(({ copyId }) => copyId)) return notFound();
    const typed = typedIn(context.fields);
    const stays = typed['keepOpen'] !== undefined;
    const done = await handOut(context.tx, request, context.who.staffId, { close: !stays, text: (typed['text'] ?? '').slice(0, 4_000) });
    if (!done.ok) return requestPage(context, request, [{ name: done.reason === 'fee' ? 'pages' : 'text', message: notHandedOut[done.reason] }], { typed });
    if (!stays) await endTasks(context.tx, request, items, context.who.staffId);
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

const notHandedOut = { fee: 'Berätta om avgiften och vänta på svaret innan du lämnar ut.', letterFailed: 'Följebrevet gick inte att göra. Försök igen om en stund.' } as const;

/** What officers were asked to do with a request is done when it is answered. */
async function endTasks(tx: Tx, request: ReleaseRequest, items: readonly ReleaseItem[], by: Uuid): Promise<void> {
  for (const caseId of new Set(items.map((item) => item.caseId))) await endTask(tx, caseId, taskKey(request), by);
}

/** An appeal is received whatever has become of the request, also when it is closed. */
const appeal = route({
  method: 'POST', path: `${releases}/:id/overklagande`, access: readers, audit: 'records.refusalAppealed',
  handle: (context) => inRequest(context, async (request) => {
    const kind = z.enum(['appealed', 'passedOn']).safeParse(typedIn(context.fields)['do']);
    const decided = (await stepsOf(context.tx, request.id)).some((step) => step.kind === 'decided');
    if (!kind.success || !decided) return notFound();
    await addStep(context.tx, request, { kind: kind.data, staffId: context.who.staffId });
    return redirect(`${releases}/${request.id}?klart=1`);
  }),
});

const end = route({
  method: 'POST', path: `${releases}/:id/avslut`, access: readers, audit: 'records.requestClosed',
  handle: (context) => inRequest(context, async (request) => {
    const why = z.enum(['noRecord', 'withdrawn', 'partly', 'refused']).safeParse(typedIn(context.fields)['why']);
    if (!why.success) return notFound();
    context.about({ detail: { why: why.data, day: swedishDay(context.now) } });
    await close(context.tx, request, context.who.staffId, why.data);
    await endTasks(context.tx, request, await itemsOf(context.tx, request.id), context.who.staffId);
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

export const releaseRoutes: readonly Route[] = [show, take, addDocuments, delegate, say, decide, decision, release, appeal, end];
