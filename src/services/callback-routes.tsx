import { callbackPage, takeCallbackWish, type CallbackCopy, type CallbackDoor } from '../messages/index.ts';
import type { AnswerText } from '../forms/index.ts';
import { findOrganisation, listUnits, type Unit } from '../organisation/index.ts';
import { anyone, href, none, notFound, resident, route, type Answer, type RequestContext, type Resident, type Route } from '../platform/index.ts';
import { open } from './journey-routes.tsx';
import { seenOf } from './seen.ts';
import { texts } from './texts.ts';
import { currentVersion, inLanguage, type ServiceVersion } from './versions.ts';
import type { OpenedDraft } from './work-on-draft.ts';

/** The unit that takes a service's cases, when it calls people up. */
export async function callingUnit({ tx }: Pick<RequestContext, 'tx'>, version: ServiceVersion): Promise<Unit | undefined> {
  const organisation = await findOrganisation(tx);
  const role = version.compiled.folder.definition.route.at(-1)?.to ?? '';
  const unit = (await listUnits(tx)).find(({ slug }) => slug === organisation?.facts.roles.units[role]);
  return unit?.facts.callback ? unit : undefined;
}

const written = none('askForCallback writes it');
const open0 = anyone('asking to be called needs no sign-in');

type AtService = RequestContext & { params: { path: string } };

async function serviceDoor(context: AtService): Promise<CallbackDoor | undefined> {
  const version = await currentVersion(context.tx, context.params.path);
  const unit = version && await callingUnit(context, version);
  if (!version || !unit) return undefined;
  return { unit, action: href(`/tjanster/${version.path}/ring-mig`), back: href(`/tjanster/${version.path}`), from: inLanguage(version, 'sv').definition.name };
}

async function withDoor(door: CallbackDoor | undefined, work: (door: CallbackDoor) => Promise<Answer>): Promise<Answer> {
  return door ? work(door) : notFound();
}

const ask = route({
  method: 'GET', path: '/tjanster/:path/ring-mig', access: open0, audit: none('an empty form'),
  handle: async (context) => withDoor(await serviceDoor(context), (door) => callbackPage(context, door)),
});
const send = route({
  method: 'POST', path: '/tjanster/:path/ring-mig', access: open0, audit: written,
  handle: async (context) => withDoor(await serviceDoor(context), (door) => takeCallbackWish(context, door)),
});

type AtDraft = RequestContext<Resident> & { params: { id: string } };

/** From a form under way, what has been filled in may go along: only if the person says so, and as it is now. */
async function fromDraft(context: AtDraft, work: (door: CallbackDoor) => Promise<Answer>): Promise<Answer> {
  const opened = await open(context, context.params.id);
  if (!opened) return notFound();
  if ('kind' in opened) return opened;
  const unit = opened.draft.submitted ? undefined : await callingUnit(context, opened.version);
  if (!unit) return notFound();
  const at = `/ansokan/${opened.draft.id}`;
  const { name } = inLanguage(opened.version, 'sv').definition;
  return work({ unit, action: href(`${at}/ring-mig`), back: href(at), from: texts('sv', 'callback.from', { service: name }), copy: copyOf(opened, name) });
}

const askFromDraft = route({
  method: 'GET', path: '/ansokan/:id/ring-mig', access: resident(0), audit: none('the resident reads in their own room'),
  handle: (context) => fromDraft(context, (door) => callbackPage(context, door)),
});
const sendFromDraft = route({
  method: 'POST', path: '/ansokan/:id/ring-mig', access: resident(0), audit: written,
  handle: (context) => fromDraft(context, (door) => takeCallbackWish(context, door)),
});

/** What has been answered so far, in words: questions without an answer are left out, files are named. */
function copyOf({ draft, version, context }: OpenedDraft, title: string): CallbackCopy {
  const seen = seenOf(version.compiled.form, draft.content.answers, { ...context, language: 'sv' }, { service: version.service, version: version.hash, language: 'sv' });
  const sections = seen.sections.map((section) => ({
    title: section.title, rows: section.rows.filter(({ answer }) => answer.state !== 'unanswered').map(({ question, answer }) => ({ question, answer: linesOf(answer) })),
  }));
  return { title, sections: sections.filter(({ rows }) => rows.length > 0) };
}

function linesOf(answer: AnswerText): string[] {
  if (answer.files?.length) return answer.files.map(({ name }) => name);
  if (answer.rows?.length) return answer.rows.map(({ heading, cells }) => `${heading}: ${cells.map(({ ask: asked, text }) => `${asked} ${linesOf(text).join(', ')}`).join('; ')}`);
  return [...answer.lines];
}

export const callbackRoutes: readonly Route[] = [ask, send, askFromDraft, sendFromDraft];
