import { randomBytes } from 'node:crypto';
import { anyone, none, notFound, page, redirect, route, type Answer, type RequestContext, type Route } from '../../platform/index.ts';
import { journey, readPage, type Fault, type FormContext } from '../../forms/index.ts';
import { mostCharacters, openCarried, sealCarried, type Carried } from '../anonymous/carried.ts';
import { AnonymousQuestions, AnonymousStopped } from '../anonymous/pages.tsx';
import { walkOf, withoutFileFaults, type Walk } from '../anonymous/walk.ts';
import { contextFor } from '../context.ts';
import { helpFor } from '../help.ts';
import { currentVersion, versionById, type ServiceVersion } from '../versions.ts';
import { carryOver } from './cookie.ts';
import { TriageDone } from './done.tsx';

const base = '/tjanster/:path/ta-reda-pa';
const access = anyone('who only wonders whether the service is for them is asked nothing about who they are');
const noTrace = none('nothing is kept: the answers are in the page itself');

type Context = RequestContext & { params: { path: string } };

/** Where the first pages of a service may be answered without signing in. */
export const triagePath = ({ path }: Pick<ServiceVersion, 'path'>): string => `/tjanster/${path}/ta-reda-pa`;

const begin = route({
  method: 'GET', path: base, access, audit: noTrace,
  async handle(context) {
    const version = await currentVersion(context.tx, context.params.path);
    if (!version?.compiled.folder.definition.triage) return notFound();
    if (version.stopped) return redirect(`/tjanster/${version.path}`);
    return shown(context, version, { token: randomBytes(32).toString('base64url'), versionId: version.id, begunAt: context.now.getTime(), answers: {}, typed: {} }, undefined);
  },
});

/** A page that was answered, or a wish to go to another: the next one comes back, or what the answers say. */
const walk = route({
  method: 'POST', path: base, access, audit: noTrace,
  async handle(context) {
    const opened = await opening(context);
    if ('kind' in opened) return opened;
    const { version, carried } = opened;
    const { _go: wished, _page: key } = context.fields;
    if (typeof key !== 'string') return shown(context, version, carried, typeof wished === 'string' ? wished : undefined);
    const { form } = version.compiled;
    const fields = Object.fromEntries(Object.entries(context.fields).filter(([name]) => !name.startsWith('_')));
    const read = readPage(form, { page: key, fields, answers: carried.answers, typed: carried.typed }, await formContext(context, version, carried));
    const after: Carried = { ...carried, answers: read.answers, typed: read.typed };
    if ((await sealCarried(context.tx, after)).length > mostCharacters) return { kind: 'error', status: 413, reason: 'tooMuch' };
    const way = await wayOf(context, version, after);
    const at = way.pages.findIndex((one) => one.key === key);
    if (wished === 'here') return shown(context, version, after, key);
    if (wished === 'back') return shown(context, version, after, way.pages[Math.max(0, at - 1)]?.key);
    const faults = withoutFileFaults(way.pages[at], read.errors);
    if (read.stay || faults.length) return shown(context, version, after, key, { faults, ...(read.focus && { focus: read.focus }) });
    return shown(context, version, after, way.pages[at + 1]?.key);
  },
});

/** On to the application, with what has been answered: through the sign-in it lies in this browser alone. */
const goOn = route({
  method: 'POST', path: `${base}/vidare`, access, audit: noTrace,
  async handle(context) {
    const opened = await opening(context);
    if ('kind' in opened) return opened;
    const { version, carried } = opened;
    const way = await wayOf(context, version, carried);
    if (way.next || way.exit) return shown(context, version, carried, way.next ?? way.exit);
    return redirect(`/tjanster/${version.path}/borja`, [await carryOver(context.tx, carried)]);
  },
});

/** Whoever reloads, or comes to the address by hand, begins anew. */
const lost = route({ method: 'GET', path: `${base}/vidare`, access, audit: noTrace, handle: ({ params }) => redirect(`/tjanster/${params.path}/ta-reda-pa`) });

/** What the post carries, opened; or the answer to give when it cannot be. */
async function opening(context: Context): Promise<{ version: ServiceVersion; carried: Carried } | Answer> {
  const { tx, fields, params } = context;
  const current = await currentVersion(tx, params.path);
  if (!current?.compiled.folder.definition.triage) return notFound();
  const sealed = fields['_form'];
  const carried = typeof sealed === 'string' ? await openCarried(tx, sealed) : 'broken';
  if (typeof carried === 'string') return page(<AnonymousStopped {...await dress(context, current)} why={carried} />, { status: 422 });
  const version = await versionById(tx, carried.versionId);
  return version.path === params.path && version.compiled.folder.definition.triage ? { version, carried } : notFound();
}

/** Shows a page of the way; without one the first that is not complete, or what the answers say. */
async function shown(context: Context, version: ServiceVersion, carried: Carried, key: string | undefined, more: { faults?: readonly Fault[]; focus?: string } = {}): Promise<Answer> {
  const way = await wayOf(context, version, carried);
  const wanted = way.pages.find((one) => one.key === key) ?? way.pages.find((one) => one.key === (way.next ?? way.exit));
  const sealed = await sealCarried(context.tx, carried);
  if (!wanted) return page(<TriageDone {...await dress(context, version)} walk={way} answers={carried.answers} form={await formContext(context, version, carried)} sealed={sealed} />);
  const { faults = [], focus } = more;
  return page(<AnonymousQuestions {...await dress(context, version)} walk={way} page={wanted} sealed={sealed} typed={carried.typed} faults={faults} {...(focus && { focus })} />, { status: faults.length ? 422 : 200 });
}

/** The first pages of the service that are asked with these answers, and where they lead. */
async function wayOf(context: Context, version: ServiceVersion, carried: Carried): Promise<Walk> {
  const all = walkOf(journey(version.compiled.form, carried.answers, await formContext(context, version, carried), carried.typed));
  const first = new Set(version.compiled.folder.definition.triage?.pages);
  const pages = all.pages.filter(({ page: { id } }) => first.has(id));
  const next = pages.find((one) => !one.exit && !one.complete);
  const exit = pages.find((one) => one.exit);
  return { pages, files: [], ...(next && { next: next.key }), ...(exit && { exit: exit.key }) };
}

async function dress(context: Context, version: ServiceVersion) {
  const { callback: _away, ...help } = await helpFor(context.tx, context.tenant, version, context.language);
  return { context, version, how: { follow: 'code' as const }, help, triage: triagePath(version) };
}

async function formContext({ tx, language }: Context, version: ServiceVersion, { answers }: Carried): Promise<FormContext> {
  const { person: _nobody, ...form } = await contextFor(tx, version, language, { answers });
  return form;
}

export const triageRoutes: readonly Route[] = [begin, walk, goOn, lost];
