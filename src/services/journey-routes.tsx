import type { ComponentChildren, VNode } from 'preact';
import { asUuid, file, forbidden, href, isUuid, none, notFound, page as pageAnswer, readDocument, redirect, route,
  stepUp, type AccessRule, type Answer, type AuditRule, type Href, type Principal, type RequestContext, type Route } from '../platform/index.ts';
import { pageAfter, pageBefore, type Fault, type JourneyPage, type Typed } from '../forms/index.ts';
import { mayActIn } from './acting.ts';
import { savePage, uploadLimits } from './actions/save-page.ts';
import { demands } from '../classification/index.ts';
import { QuestionPage, errorsOf, type QuestionPageProps } from './pages/question-page.tsx';
import { newerThan } from './publishing/newer.ts';
import { dropStash, findStash, forgetStash } from './stash.ts';
import { urgentCall } from './urgent.tsx';
import { workOnDraft, type OpenedDraft } from './work-on-draft.ts';

/** How a journey is dressed and who may walk it: a resident in their own room, or staff who write for someone. */
export interface Dress {
  base: string;
  access: AccessRule;
  /** audited as `<room>.<event>`; a resident's steps in their own room leave no trace for staff */
  audit: { read: AuditRule; save: AuditRule; file: AuditRule };
  /** the whole page around the content */
  frame(context: RequestContext, opened: OpenedDraft, look: Look, content: ComponentChildren): Promise<VNode>;
}

export interface Look {
  title: string;
  hasErrors?: boolean;
  /** the page before this one */
  back?: Href;
}

/** The pages of a draft: the way on, one page shown, one page saved, its files. The same for everyone who fills in. */
export function journeyRoutes(dress: Dress): Route[] {
  const { base, access, audit } = dress;

  const resume = route({
    method: 'GET', path: `${base}/:id`, access, audit: none('only leads on to a page'),
    async handle(context) {
      const opened = await openCurrent(context, base);
      if (!opened) return notFound();
      if ('kind' in opened) return opened;
      if (opened.draft.submitted) return redirect(opened.draft.submitted.receipt);
      return redirect(wayOn(base, opened));
    },
  });

  const show = route({
    method: 'GET', path: `${base}/:id/sida/:page`, access, audit: audit.read,
    async handle(context) {
      const opened = await openCurrent(context, base);
      if (!opened) return notFound();
      if ('kind' in opened) return opened;
      context.about({ dossierId: opened.draft.id });
      if (opened.draft.submitted) return redirect(opened.draft.submitted.receipt);
      const page = opened.journey.pages.find(({ key }) => key === context.params.page);
      // The way may have changed since the link was made: an answer can close a page.
      if (!page) return redirect(wayOn(base, opened));
      const stash = await findStash(context, opened.draft.id, page.key);
      if (stash) return restore(context, dress, opened, page, stash);
      return shown(context, dress, opened, page, { typed: opened.draft.content.typed, faults: alreadyTyped(page, opened) });
    },
  });

  const save = route({
    method: 'POST', path: `${base}/:id/sida/:page`, access, audit: audit.save, uploads: uploadLimits,
    async handle(context) {
      const opened = await open(context, context.params.id);
      if (!opened) return notFound();
      if ('kind' in opened) return opened;
      context.about({ dossierId: opened.draft.id });
      if (opened.draft.submitted) return redirect(opened.draft.submitted.receipt);
      const key = context.params.page;
      const saved = await savePage(context.tx, opened, key, context.fields, context.uploads);
      if (!saved.saved) return conflict(context, dress, opened, key);
      if (context.fields['do'] === 'later') return redirect(dress.access.who === 'staff' ? '/handlaggning' : '/mina-sidor');
      const { after } = saved;
      const page = after.journey.pages.find((one) => one.key === key);
      // Staff write down what there is: what is missing is asked for afterwards.
      const onward = dress.access.who === 'staff' && context.fields['do'] === 'onward';
      if (page && !onward && (saved.stay || saved.errors.length || saved.refusedFiles.length)) {
        return shown(context, dress, after, page, {
          typed: after.draft.content.typed, faults: saved.errors, refusedFiles: saved.refusedFiles, ...(saved.focus && { focus: saved.focus }),
        });
      }
      const next = onward ? pageAfter(after.journey, key)?.key : saved.next;
      if (!next && dress.access.who === 'staff') return redirect(`${base}/${opened.draft.id}/granska`);
      return redirect(next ? `${base}/${opened.draft.id}/sida/${next}` : wayOn(base, after));
    },
  });

  const download = route({
    method: 'GET', path: `${base}/:id/fil/:file`, access, audit: audit.file,
    async handle(context) {
      const opened = await open(context, context.params.id);
      if (!opened || 'kind' in opened || !isUuid(context.params.file)) return notFound();
      context.about({ dossierId: opened.draft.id });
      const found = await readDocument(context.tx, context.params.file);
      return found?.dossierId === opened.draft.id ? file(found.bytes, found.mediaType, { name: found.name }) : notFound();
    },
  });

  return [resume, show, save, download];
}

/**
 * Opens the draft, or says that a surer sign-in is needed for its class, or that a proxy does not reach it; undefined when it is
 * not in the room of whoever asks.
 */
export async function open(context: RequestContext, id: string): Promise<OpenedDraft | Answer | undefined> {
  if (!isUuid(id)) return undefined;
  const opened = await workOnDraft(context.tx, asUuid(id), context.language);
  if (!opened) return undefined;
  // No unit has an entry yet, and so no wall within the authority: until it is sent in it is for the one who writes it.
  if (context.who.kind === 'staff' && opened.draft.startedBy !== context.who.staffId) return undefined;
  const { level } = demands(opened.version.compiled.folder.definition.information);
  const { who } = context;
  if (who.kind !== 'resident') return opened;
  if (who.level < level) return stepUp(level);
  return await mayActIn(context.tx, who, opened.version) ? opened : forbidden('proxyNotTaken');
}

/**
 * The draft as `open` has it, unless the questions have been replaced by a version that its writer must move over to, or that has
 * stopped it: then the page that tells. A page that is posted is saved first, on the questions it was shown with.
 */
export async function openCurrent(context: RequestContext<Principal, { id: string }>, base: string): Promise<OpenedDraft | Answer | undefined> {
  const opened = await open(context, context.params.id);
  if (!opened || 'kind' in opened || opened.draft.submitted || !opened.draft.overtaken || context.who.kind !== 'resident') return opened;
  const newer = await newerThan(context.tx, opened.version);
  if (!newer) return opened;
  return newer.asks === 'offer' ? { ...opened, replaced: true } : redirect(`${base}/${opened.draft.id}/ny-version`);
}

/** Where a draft goes on: its first unfinished page, or the check of all answers. */
export function wayOn(base: string, { draft, journey }: OpenedDraft): string {
  const next = journey.next ?? journey.exit;
  return next ? `${base}/${draft.id}/sida/${next}` : `${base}/${draft.id}/granska`;
}

/** A page that was left with something unreadable says so when it is opened again; one not filled in yet does not. */
function alreadyTyped(page: JourneyPage, { draft }: OpenedDraft): readonly Fault[] {
  return page.errors.filter(({ field }) => field !== undefined && field in draft.content.typed);
}

type Shown = Pick<QuestionPageProps, 'typed' | 'faults' | 'refusedFiles' | 'conflict' | 'restored' | 'focus'>;

async function shown(context: RequestContext, dress: Dress, opened: OpenedDraft, page: JourneyPage, what: Shown): Promise<Answer> {
  const urgent = await urgentCall(context.tx, opened.version, opened.draft.content.answers, opened.context, context.language);
  const props = { opened, page, base: `${dress.base}/${opened.draft.id}`, language: context.language, organisation: context.tenant.name, ...(urgent && { urgent }), ...what };
  const wrong = errorsOf(props).length > 0;
  const title = opened.version.compiled.form.text(`pages.${page.page.id}.title`, context.language);
  const cookies = what.restored ? { cookies: [forgetStash] } : {};
  const before = pageBefore(opened.journey, page.key);
  const look: Look = { title, hasErrors: wrong, ...(before && { back: href(`${props.base}/sida/${before.key}`) }) };
  return pageAnswer(await dress.frame(context, opened, look, <QuestionPage {...props} />), { status: wrong && !what.restored ? 422 : 200, kept: !what.conflict, ...cookies });
}

/** Two tabs: what was typed here is shown, what the other saved stands beside it, and nothing has been overwritten. */
async function conflict(context: RequestContext, dress: Dress, before: OpenedDraft, key: string): Promise<Answer> {
  const opened = await workOnDraft(context.tx, before.draft.id, context.language);
  const page = opened?.journey.pages.find((one) => one.key === key);
  if (!opened || !page) return opened ? redirect(wayOn(dress.base, opened)) : notFound();
  return shown(context, dress, opened, page, { typed: typedIn(context.fields), faults: [], conflict: true });
}

/** The session had ended when the page was posted: what was typed is read as if it came now. */
async function restore(context: RequestContext, dress: Dress, opened: OpenedDraft, page: JourneyPage, fields: RequestContext['fields']): Promise<Answer> {
  const saved = await savePage(context.tx, opened, page.key, { ...fields, revision: String(opened.draft.revision) }, []);
  const after = saved.saved ? saved.after : opened;
  const again = after.journey.pages.find(({ key }) => key === page.key) ?? page;
  const answer = await shown(context, dress, after, again, {
    typed: saved.saved ? after.draft.content.typed : typedIn(fields), faults: saved.saved ? saved.errors : [], restored: true,
  });
  await dropStash(context);
  return answer;
}

function typedIn(fields: RequestContext['fields']): Typed {
  const own = new Set(['revision', 'before', 'do', 'asked', '_unreadable']);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !own.has(name)));
}
