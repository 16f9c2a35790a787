import { writeMessage } from '../../../messages/index.ts';
import { Alert, isUuid, notFound, page, redirect, resident, route, swedishDay, textOf, type Answer, type FieldError, type Fields, type Route, type Upload, type Uuid } from '../../../platform/index.ts';
import { answerRequest } from '../../actions/inquiry/answer-request.ts';
import { CompletionForm } from './completion.tsx';
import { HearingForm } from './hearing.tsx';
import { AnsweredView } from '../application/answered.tsx';
import { requestsOf, type CaseRequest, type RequestAnswer } from '../../store/inquiry/requests.ts';
import { holderOf } from '../case/conversation-routes.tsx';
import { CasePage, caseHref, helpFor, type Mine } from '../frame.tsx';
import { keepFiles, uploadLimits } from '../application/keep-files.ts';
import { openMyCase, type MyCase } from '../case/my-case.ts';
import { keepReplaces, myReplaceable, replacesIn } from './replaces.tsx';
import { texts } from '../texts.ts';

const completion = '/mina-sidor/arenden/:id/komplettering/:request';
const hearing = '/mina-sidor/arenden/:id/yttrande/:request';
type AtRequest = Mine & { params: { id: string; request: string } };

const showCompletion = route({
  method: 'GET', path: completion, access: resident(0), audit: 'cases.requestReadByParty',
  handle: (context) => withRequest(context, 'completion', (mine, request) => shown(context, mine, request)),
});
const showHearing = route({
  method: 'GET', path: hearing, access: resident(0), audit: 'cases.requestReadByParty',
  handle: (context) => withRequest(context, 'hearing', (mine, request) => shown(context, mine, request)),
});

async function withRequest(context: AtRequest, kind: CaseRequest['kind'], work: (mine: MyCase, request: CaseRequest) => Promise<Answer>): Promise<Answer> {
  const mine = await openMyCase(context, context.params.id);
  const request = isUuid(context.params.request)
    ? (await requestsOf(context.tx, mine.file.id)).find((one) => one.id === context.params.request && one.kind === kind) : undefined;
  return request ? work(mine, request) : notFound();
}

/** What is wrong with an answer, and what had been typed: shown again, so that nothing is lost. */
interface Again { fields: Fields; errors: readonly FieldError[] }

async function shown(context: Mine, mine: MyCase, request: CaseRequest, again?: Again, already = false): Promise<Answer> {
  const { language } = context;
  const t = (key: string) => texts(language, `${request.kind}.${key}`);
  const open = !request.answeredAt && !request.withdrawnAt && mine.file.state !== 'closed';
  const props = { context, mine, request, fields: again?.fields ?? {}, errors: again?.errors ?? [], today: swedishDay(context.now), replaceable: open ? await myReplaceable(context.tx, mine) : [] };
  return page(
    <CasePage context={context} mine={mine} help={await helpFor(context, mine)} title={t('title')} hasErrors={props.errors.length > 0}
      notice={already && <Alert kind="warning" live><p>{texts(language, 'answered.already')}</p></Alert>}>
      {!open ? <AnsweredView {...props} /> : request.kind === 'completion' ? <CompletionForm {...props} /> : <HearingForm {...props} />}
    </CasePage>, { status: again ? 422 : already ? 409 : 200 },
  );
}

const answerCompletion = route({
  method: 'POST', path: completion, access: resident(0), audit: 'cases.requestAnsweredByParty', uploads: uploadLimits,
  handle: (context) => withRequest(context, 'completion', async (mine, request) => {
    const { fields, uploads, language } = context;
    if (request.answeredAt || request.withdrawnAt) return shown(context, mine, request, undefined, true);
    const t = (key: string, params = {}) => texts(language, `completion.${key}`, params);
    const errors = request.content.items.flatMap((item, index): FieldError[] => {
      const answered = textOf(fields, `svar-${index}`, 20_000) || fields[`kan-inte-${index}`] || uploads.some(({ field }) => field === `fil-${index}`);
      return answered ? [] : [{ name: `svar-${index}`, message: t('missing', { what: item.text }) }];
    });
    const other = textOf(fields, 'ovrigt', 20_000);
    // Asked in the officer's own words alone: there is one box, and one place for files.
    const own = request.content.items.length === 0;
    if (own && !other && !uploads.some(({ field }) => field === 'fil-ovrigt')) errors.push({ name: 'ovrigt', message: t('empty') });
    const said = replacesIn(context, await myReplaceable(context.tx, mine),
      own ? [{ files: 'fil-ovrigt', choice: 'ersatter-ovrigt' }] : request.content.items.map((_, index) => ({ files: `fil-${index}`, choice: `ersatter-${index}` })));
    errors.push(...said.errors);
    if (errors.length) return shown(context, mine, request, { fields, errors });
    const files = new Map<string, RequestAnswer['items'][number]['files']>();
    const items: { id: string; text: string; cannot: boolean; files: RequestAnswer['items'][number]['files'] }[] = [];
    for (const [index, item] of request.content.items.entries()) {
      const kept = await keepMine(context, mine, uploads, `fil-${index}`);
      if (!kept.ok) return shown(context, mine, request, { fields, errors: [kept.error] });
      files.set(`fil-${index}`, kept.files);
      items.push({ id: item.id, text: textOf(fields, `svar-${index}`, 20_000), cannot: fields[`kan-inte-${index}`] === 'yes', files: kept.files });
    }
    if (own) {
      const kept = await keepMine(context, mine, uploads, 'fil-ovrigt');
      if (!kept.ok) return shown(context, mine, request, { fields, errors: [kept.error] });
      files.set('fil-ovrigt', kept.files);
      if (kept.files.length) items.push({ id: 'files', text: '', cannot: false, files: kept.files });
    }
    return finish(context, mine, request, { items, ...(other && { text: other }) }, said.replaces, files);
  }),
});

const answerHearing = route({
  method: 'POST', path: hearing, access: resident(0), audit: 'cases.requestAnsweredByParty', uploads: uploadLimits,
  handle: (context) => withRequest(context, 'hearing', async (mine, request) => {
    const { fields, uploads, language, house, tx, who } = context;
    if (request.answeredAt || request.withdrawnAt) return shown(context, mine, request, undefined, true);
    const t = (key: string) => texts(language, `hearing.${key}`);
    const stance = fields['svar'];
    const words = textOf(fields, 'text', 20_000);
    if (stance === 'moreTime') {
      // Asking for more time is no answer: the officer decides, and the question stays open meanwhile.
      await writeMessage({ house, tx }, holderOf(mine), {
        author: { kind: 'resident', id: who.personId }, person: mine.personId, text: [texts('sv', 'hearing.moreTimeMessage'), words].filter(Boolean).join('\n\n'),
      });
      return redirect(caseHref(mine.file.id, '/meddelanden'));
    }
    if (stance !== 'agree' && stance !== 'comment') return shown(context, mine, request, { fields, errors: [{ name: 'svar', message: t('choose') }] });
    if (stance === 'comment' && !words && !uploads.length) return shown(context, mine, request, { fields, errors: [{ name: 'text', message: t('writeIt') }] });
    const said = replacesIn(context, await myReplaceable(tx, mine), [{ files: 'fil', choice: 'ersatter' }]);
    if (said.errors.length) return shown(context, mine, request, { fields, errors: said.errors });
    const kept = await keepMine(context, mine, uploads, 'fil');
    if (!kept.ok) return shown(context, mine, request, { fields, errors: [kept.error] });
    const items = kept.files.length ? [{ id: 'files', text: '', cannot: false, files: kept.files }] : [];
    return finish(context, mine, request, { items, stance, ...(words && { text: words }) }, said.replaces, new Map([['fil', kept.files]]));
  }),
});

async function keepMine(context: Mine, mine: MyCase, uploads: readonly Upload[], field: string) {
  const kept = await keepFiles(context.tx, mine, uploads.filter((upload) => upload.field === field), 'all');
  if (kept.ok) return kept;
  const error: FieldError = { name: field, message: texts(context.language, `file.${kept.reason}`, { name: kept.name }) };
  return { ok: false as const, error };
}

async function finish(
  context: Mine, mine: MyCase, request: CaseRequest, answer: RequestAnswer, ...replaces: [ReadonlyMap<string, Uuid>, ReadonlyMap<string, RequestAnswer['items'][number]['files']>]
): Promise<Answer> {
  const done = await answerRequest(context.tx, { file: mine.file, by: context.who.personId }, request, answer);
  if (done.ok) await keepReplaces(context, mine, ...replaces);
  const path = `/${request.kind === 'completion' ? 'komplettering' : 'yttrande'}/${request.id}`;
  return done.ok ? redirect(caseHref(mine.file.id, path)) : shown(context, mine, request, undefined, true);
}

export const requestRoutes: readonly Route[] = [showCompletion, answerCompletion, showHearing, answerHearing];
