import { z } from 'zod';
import { listAuthorities } from '../../organisation/index.ts';
import { anyone, none, page, redirect, route, typedIn, type Answer, type FieldError, type Principal, type RequestContext, type Route, type Tx } from '../../platform/index.ts';
import { answerFee, canInvoice, type FeeReply } from '../actions/answer-fee.ts';
import { FeePage } from '../pages/fee.tsx';
import { GonePage } from '../pages/request.tsx';
import { feeByToken, feeOf, type Fee } from '../store/fees.ts';
import { findRequest, type ReleaseRequest } from '../store/requests.ts';
import { texts } from '../texts.ts';

const answers = anyone('whoever has the link: 256 bits that were sent to the one who asked');
const path = '/diarium/avgift/:token';

interface Opened { fee: Fee; request: ReleaseRequest; authority: { name: string; phone: string }; invoice: boolean }

/** Opens the fee that a link is about, while its request is open and nothing newer has been told. */
function withFee(context: RequestContext<Principal, { token: string }>, work: (tx: Tx, opened: Opened) => Promise<Answer>): Promise<Answer> {
  return context.house.db.system(context.tenant.id, 'records-fee', async (tx) => {
    const fee = await feeByToken(tx, context.params.token);
    const request = fee && await findRequest(tx, fee.requestId, { lock: true });
    const authority = request && (await listAuthorities(tx)).find(({ id }) => id === request.authorityId);
    const latest = request && await feeOf(tx, request.id);
    if (!fee || !request || !authority || latest?.id !== fee.id || request.closedAt) return page(<GonePage context={context} />, { status: 404 });
    return work(tx, { fee, request, authority: { name: authority.name, phone: authority.facts.registrar.phone }, invoice: canInvoice(tx) });
  });
}

const show = route({
  method: 'GET', path, access: answers, audit: none('says what copies cost; nothing of what was asked for'),
  handle: (context) => withFee(context, async (_tx, { fee, request, authority, invoice }) => page(
    <FeePage context={context} token={context.params.token} number={request.number} fee={fee} authority={authority} invoice={invoice} />)),
});

const answer = route({
  method: 'POST', path, access: answers, audit: none('records.request.feeAnswered is written, without anything of who answered'),
  handle: (context) => withFee(context, async (tx, { fee, request, authority, invoice }) => {
    const typed = typedIn(context.fields);
    const read = readReply(typed, (key) => texts(context.language, `fee.${key}`));
    if (!read.ok) {
      return page(<FeePage context={context} token={context.params.token} number={request.number} fee={fee} authority={authority} invoice={invoice} typed={typed} errors={read.errors} />, { status: 422 });
    }
    await answerFee(tx, request, fee, read.reply, null);
    return redirect(`/diarium/avgift/${context.params.token}`);
  }),
});

const shape = z.object({ answer: z.enum(['invoice', 'advance', 'read', 'withdrawn']) });
const payer = z.object({
  name: z.string().trim().min(2).max(200), address: z.string().trim().min(8).max(500),
  payerNumber: z.string().default('').transform((text) => text.replaceAll(/\D/g, '')).pipe(z.union([z.literal(''), z.string().regex(/^\d{10}(\d{2})?$/)])),
});

/** Reads what was answered, from the page of whoever asks or from staff who were told. `say` gives the words of a fault by its key. */
export function readReply(typed: Readonly<Record<string, string>>, say: (key: string) => string): { ok: true; reply: FeeReply } | { ok: false; errors: FieldError[] } {
  const parsed = shape.safeParse(typed);
  if (!parsed.success) return { ok: false, errors: [{ name: 'answer', message: say('answerWrong') }] };
  if (parsed.data.answer !== 'invoice') return { ok: true, reply: { answer: parsed.data.answer } };
  const who = payer.safeParse(typed);
  if (!who.success) return { ok: false, errors: [...new Set(who.error.issues.map(({ path: [name] }) => String(name)))].map((name) => ({ name, message: say(`${name}Wrong`) })) };
  const { name, address, payerNumber } = who.data;
  return { ok: true, reply: { answer: 'invoice', payer: { name, address: address.split('\n').map((line) => line.trim()).filter(Boolean), ...(payerNumber && { number: payerNumber }) } } };
}

export const feeRoutes: readonly Route[] = [show, answer];
