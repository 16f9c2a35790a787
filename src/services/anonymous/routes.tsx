import { randomBytes } from 'node:crypto';
import { anyone, few, none, notFound, page, redirect, route, type Answer, type FieldError, type RequestContext, type Route } from '../../platform/index.ts';
import { faultText, journey, readPage, type Fault, type FormContext } from '../../forms/index.ts';
import { helpFor } from '../help.ts';
import { uploadLimits } from '../actions/save-page.ts';
import { contextFor } from '../context.ts';
import { ownFormOf } from '../own-form.ts';
import { texts } from '../texts.ts';
import { urgentCall } from '../urgent.tsx';
import { currentVersion, versionById, type ServiceVersion } from '../versions.ts';
import { withoutSignIn, type WithoutSignIn } from './allowed.ts';
import { mostCharacters, openCarried, sealCarried, type Carried } from './carried.ts';
import { AnonymousQuestions, AnonymousReview, AnonymousStopped, AnonymousThanks } from './pages.tsx';
import { sendCarried } from './send.ts';
import { filesOn, walkOf, withoutFileFaults } from './walk.ts';

const base = '/tjanster/:path/utan-inloggning';
const access = anyone('who may be unknown to us: nobody is asked to sign in, and the answers are in the page itself');
const noTrace = none('nothing is kept on the way; what is sent in is audited as a case, without a person');

type Context = RequestContext & { params: { path: string } };

interface Found { version: ServiceVersion; how: WithoutSignIn }

const begin = route({
  method: 'GET', path: base, access, audit: noTrace,
  async handle(context) {
    const version = await currentVersion(context.tx, context.params.path);
    const how = version && withoutSignIn(version.compiled.folder.definition);
    if (!version || !how) return notFound();
    if (version.stopped) return redirect(`/tjanster/${version.path}`);
    const own = ownFormOf(context.house, version.compiled.folder.definition);
    if (own) return redirect(own.href);
    const carried: Carried = { token: randomBytes(32).toString('base64url'), versionId: version.id, begunAt: context.now.getTime(), answers: {}, typed: {} };
    return shown(context, { version, how }, carried, undefined);
  },
});

/** A page that was filled in, or a wish to go to another: the next one comes back, with everything so far. */
const walk = route({
  method: 'POST', path: base, access, audit: noTrace,
  async handle(context) {
    const opened = await opening(context);
    if ('kind' in opened) return opened;
    const { carried, ...found } = opened;
    const { fields } = context;
    const wished = typeof fields['_go'] === 'string' ? fields['_go'] : undefined;
    const key = typeof fields['_page'] === 'string' ? fields['_page'] : undefined;
    if (key === undefined) return shown(context, found, carried, wished);
    const form = await formContext(context, found.version, carried);
    const read = readPage(found.version.compiled.form, { page: key, fields: asked(fields, filesOn(journey(found.version.compiled.form, carried.answers, form, carried.typed), key)), answers: carried.answers, typed: carried.typed }, form);
    const after: Carried = { ...carried, answers: read.answers, typed: read.typed };
    if ((await sealCarried(context.tx, after)).length > mostCharacters) return { kind: 'error', status: 413, reason: 'tooMuch' };
    const now = await formContext(context, found.version, after);
    const way = walkOf(journey(found.version.compiled.form, after.answers, now, after.typed));
    const at = way.pages.findIndex((one) => one.key === key);
    if (wished === 'here') return shown(context, found, after, key);
    if (wished === 'back') return shown(context, found, after, way.pages[Math.max(0, at - 1)]?.key);
    const faults = withoutFileFaults(journey(found.version.compiled.form, after.answers, now, after.typed).pages.find((one) => one.key === key), read.errors);
    if (read.stay || faults.length) return shown(context, found, after, key, { faults, ...(read.focus && { focus: read.focus }) });
    return shown(context, found, after, at >= 0 ? way.pages[at + 1]?.key : way.next);
  },
});

/** A person sends a few forms an hour; a machine thousands. An office behind one address is let through. */
const within = few({ what: 'anonymous', most: 30 });

const send = route({
  method: 'POST', path: `${base}/skicka`, access, audit: noTrace, uploads: uploadLimits,
  async handle(context) {
    const opened = await opening(context);
    if ('kind' in opened) return opened;
    const { carried, version, how } = opened;
    const dressed = await dress(context, opened, carried);
    if (!await within(context)) return page(<AnonymousStopped {...dressed} why="tooMany" />, { status: 429 });
    const sent = await sendCarried(context, version, carried, context.uploads, { language: context.language, follow: how.follow });
    if (sent.ok) return page(<AnonymousThanks {...dressed} receipt={sent.receipt} />);
    if (sent.reason === 'files') {
      return review(context, opened, carried, sent.refused.map(({ field, name, reason }) => ({ name: field, message: texts(context.language, `file.${reason}`, { name }) })));
    }
    const form = await formContext(context, version, carried);
    const way = walkOf(journey(version.compiled.form, carried.answers, form, carried.typed));
    // Something on a page is missing: there first. Otherwise it is the files.
    if (way.next) return shown(context, opened, carried, way.next, { faults: way.pages.find(({ key }) => key === way.next)?.errors ?? [] });
    return review(context, opened, carried, messages(context, version, sent.faults));
  },
});

function messages({ language }: Context, version: ServiceVersion, faults: readonly Fault[]): FieldError[] {
  return faults.map((fault) => ({ ...(fault.field !== undefined && { name: fault.field }), message: faultText(version.compiled.form, fault, language) }));
}

/** What the post carries, opened; or the answer to give when it cannot be. */
async function opening(context: Context): Promise<(Found & { carried: Carried }) | Answer> {
  const { tx, fields, params } = context;
  const current = await currentVersion(tx, params.path);
  const sealed = fields['_form'];
  const carried = typeof sealed === 'string' ? await openCarried(tx, sealed) : 'broken';
  if (typeof carried === 'string') {
    const how = current && withoutSignIn(current.compiled.folder.definition);
    if (!current || !how) return notFound();
    return page(<AnonymousStopped {...await dress(context, { version: current, how })} why={carried} />, { status: 422 });
  }
  // The version it was begun with holds, also when a newer has come since: what was asked is what is sent.
  const version = await versionById(tx, carried.versionId);
  const how = withoutSignIn(version.compiled.folder.definition);
  if (!how || version.path !== params.path) return notFound();
  return { version, how, carried };
}

/** Shows a page of the way; without one the first that is not complete, or the check of all answers. */
async function shown(context: Context, found: Found, carried: Carried, key: string | undefined, more: { faults?: readonly Fault[]; focus?: string } = {}): Promise<Answer> {
  const form = await formContext(context, found.version, carried);
  const way = walkOf(journey(found.version.compiled.form, carried.answers, form, carried.typed));
  const wanted = way.pages.find((one) => one.key === key) ?? way.pages.find((one) => one.key === (way.next ?? way.exit));
  if (!wanted) return review(context, found, carried, []);
  const { faults = [], focus } = more;
  return page(<AnonymousQuestions {...await dress(context, found, carried)} walk={way} page={wanted} sealed={await sealCarried(context.tx, carried)} typed={carried.typed}
    faults={faults} {...(focus && { focus })} {...(form.map && { map: form.map })} />, { status: faults.length ? 422 : 200 });
}

async function review(context: Context, found: Found, carried: Carried, errors: readonly FieldError[]): Promise<Answer> {
  const form = await formContext(context, found.version, carried);
  const way = walkOf(journey(found.version.compiled.form, carried.answers, form, carried.typed));
  return page(<AnonymousReview {...await dress(context, found, carried)} walk={way} answers={carried.answers} form={form} sealed={await sealCarried(context.tx, carried)} errors={errors} />,
    { status: errors.length ? 422 : 200 });
}

async function dress(context: Context, { version, how }: Found, carried?: Carried) {
  const { tx, tenant, language } = context;
  const urgent = carried && await urgentCall(tx, version, carried.answers, await formContext(context, version, carried), language);
  // No link to be called up: it would lead away from a form that nobody has kept.
  const { callback: _away, ...help } = await helpFor(tx, tenant, version, language);
  return { context, version, how, help, ...(urgent && { urgent }) };
}

async function formContext({ tx, language }: Context, version: ServiceVersion, { answers }: Carried): Promise<FormContext> {
  const { person: _nobody, ...form } = await contextFor(tx, version, language, { answers });
  return form;
}

/** Without the fields of the page itself. Questions about files were left for later on purpose: they count as seen. */
function asked(fields: RequestContext['fields'], files: readonly string[]): RequestContext['fields'] {
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_')));
  return { ...own, asked: [...[own['asked'] ?? []].flat(), ...files] };
}

/** Whoever reloads the last page, or comes to its address by hand, begins anew. */
const lost = route({ method: 'GET', path: `${base}/skicka`, access, audit: noTrace, handle: ({ params }) => redirect(`/tjanster/${params.path}/utan-inloggning`) });

export const anonymousRoutes: readonly Route[] = [begin, walk, send, lost];
