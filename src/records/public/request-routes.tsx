import { z } from 'zod';
import { listAuthorities } from '../../organisation/index.ts';
import { anyone, few, file, isUuid, listDocuments, none, page, readDocument, redirect, route, typedIn, asUuid, type FieldError, type Route, type Tx, type Uuid } from '../../platform/index.ts';
import { byLink } from '../actions/hand-out.ts';
import { receiveRequest } from '../actions/receive-request.ts';
import { FetchPage, GonePage, RequestPage, ThanksPage } from '../pages/request.tsx';
import { handoutOf } from '../store/handouts.ts';
import { itemsOf } from '../store/items.ts';
import { findRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';
import { texts } from '../texts.ts';

const asks = anyone('anyone may ask for official records without saying who they are (TF 2 kap. 18 §)');

const form = route({
  method: 'GET', path: '/diarium/begar-ut', access: asks, audit: none('an empty form'),
  query: z.object({ namnd: z.string().max(60).optional(), arende: z.string().max(40).optional(), handling: z.string().max(10).optional() }).loose(),
  async handle(context) {
    const { namnd, arende, handling } = context.query;
    const wanted = arende ? `${arende}${handling ? `, ${texts(context.language, 'journal.record').toLowerCase()} ${handling}` : ''}\n` : '';
    return page(<RequestPage context={context} authorities={await listAuthorities(context.tx)} typed={{ ...(namnd && { authority: namnd }), wanted }} />);
  },
});

const request = z.object({
  authority: z.string().min(1), wanted: z.string().min(3).max(4_000), delivery: z.enum(['link', 'post', 'collect', 'read']),
  email: z.string().max(200).default(''), address: z.string().max(500).default(''), reach: z.string().max(200).default(''),
});

/** A person asks a few times a day, an office behind one address some more; a machine thousands. Each is a record that somebody must answer. */
const within = few({ what: 'release', most: 30 });

const send = route({
  method: 'POST', path: '/diarium/begar-ut', access: asks, audit: none('records.request.received is written, without anything of who asked'),
  async handle(context) {
    const { tx, house, tenant, language } = context;
    const authorities = await listAuthorities(tx);
    const typed = typedIn(context.fields);
    const parsed = request.safeParse(typed);
    const errors: FieldError[] = parsed.success ? [] : [...new Map(parsed.error.issues.map(({ path, code }) => [String(path[0]), code]))]
      .map(([name, code]) => ({ name, message: texts(language, name === 'wanted' && code === 'too_big' ? 'request.wantedLong' : `request.${name}Wrong`) }));
    const authority = authorities.find(({ slug }) => slug === typed['authority']);
    if (!authority && !errors.some(({ name }) => name === 'authority')) errors.push({ name: 'authority', message: texts(language, 'request.authorityWrong') });
    if (typed['delivery'] === 'link' && !z.email().safeParse(typed['email']).success) errors.push({ name: 'email', message: texts(language, 'request.emailWrong') });
    if (typed['delivery'] === 'post' && (typed['address'] ?? '').length < 8) errors.push({ name: 'address', message: texts(language, 'request.addressWrong') });
    if (!parsed.success || !authority || errors.length) return page(<RequestPage context={context} authorities={authorities} typed={typed} errors={errors} />, { status: 422 });
    if (!await within(context)) {
      return page(<RequestPage context={context} authorities={authorities} typed={typed} errors={[{ message: texts(language, 'request.tooMany') }]} />, { status: 429 });
    }
    const { wanted, delivery, email, address, reach } = parsed.data;
    const contact = [delivery === 'link' ? email : '', delivery === 'post' ? address : '', reach].filter(Boolean).join('\n');
    const made = await house.db.system(tenant.id, 'public-request', (system) => receiveRequest(system, { authorityId: authority.id, way: 'web', delivery, language, wanted, contact }));
    return redirect(`/diarium/begar-ut/tack?nummer=${encodeURIComponent(made!.number)}`);
  },
});

const thanks = route({
  method: 'GET', path: '/diarium/begar-ut/tack', access: asks, audit: none('says the number that is in the address'),
  query: z.object({ nummer: z.string().regex(/^[A-ZÅÄÖ]{1,5} U \d{4}-\d{4,9}$/) }).loose(),
  handle: (context) => page(<ThanksPage context={context} number={context.query.nummer} />),
});

const fetches = anyone('whoever has the link: 256 bits that were sent to the one who asked');

const fetchList = route({
  method: 'GET', path: '/diarium/utlamnat/:token', access: fetches, audit: none('what is fetched is written in the log of the request'),
  handle: (context) => context.house.db.system(context.tenant.id, 'records-link', async (tx) => {
    const opened = await openLink(tx, context.params.token);
    if (!opened) return page(<GonePage context={context} />, { status: 404 });
    const { request: asked, items, handout } = opened;
    const sizes = new Map((await listDocuments(tx, asked.id)).map(({ id, size, name }) => [id, { size, name }]));
    return page(<FetchPage context={context} number={asked.number} until={handout.until} token={context.params.token} masked={items.some(({ outcome }) => outcome === 'masked')}
      heldBack={items.some(({ outcome }) => outcome !== 'released')}
      files={[...letterOf(handout.letterId, sizes), ...items.filter(byLink).flatMap((item, index) => {
        const copy = sizes.get(item.copyId!);
        return copy ? [{ id: item.id, name: `${index + 1}. ${copy.name}`, size: copy.size }] : [];
      })]} />);
  }),
});

const fetchOne = route({
  method: 'GET', path: '/diarium/utlamnat/:token/:item', access: fetches, audit: none('what is fetched is written in the log of the request'),
  handle: (context) => context.house.db.system(context.tenant.id, 'records-link', async (tx) => {
    const opened = await openLink(tx, context.params.token);
    const letter = opened?.handout.letterId && opened.handout.letterId === context.params.item ? await readDocument(tx, opened.handout.letterId) : undefined;
    if (letter) return file(letter.bytes, letter.mediaType, { name: letter.name });
    const item = isUuid(context.params.item) ? opened?.items.find(({ id }) => id === asUuid(context.params.item)) : undefined;
    const document = item && byLink(item) ? await readDocument(tx, item.copyId!) : undefined;
    if (!opened || !document) return page(<GonePage context={context} />, { status: 404 });
    await addStep(tx, opened.request, { kind: 'fetched', documentId: item!.copyId! });
    return file(document.bytes, document.mediaType, { name: document.name });
  }),
});

/** The letter stands first among what is fetched. */
function letterOf(letterId: Uuid | null, sizes: ReadonlyMap<string, { size: number; name: string }>): { id: string; name: string; size: number }[] {
  const letter = letterId && sizes.get(letterId);
  return letter ? [{ id: letterId, ...letter }] : [];
}

async function openLink(tx: Tx, token: string) {
  const handout = await handoutOf(tx, token);
  const found = handout && await findRequest(tx, handout.requestId);
  return handout && found ? { handout, request: found, items: await itemsOf(tx, found.id) } : undefined;
}

export const requestRoutes: readonly Route[] = [form, send, thanks, fetchList, fetchOne];
