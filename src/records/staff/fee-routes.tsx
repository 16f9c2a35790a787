import { z } from 'zod';
import { notFound, redirect, route, typedIn, type Route } from '../../platform/index.ts';
import { answerFee, payFee } from '../actions/answer-fee.ts';
import { tellFee, waiveFee } from '../actions/tell-fee.ts';
import { readReply } from '../public/fee-routes.tsx';
import { feeOf } from '../store/fees.ts';
import { readers } from './frame.tsx';
import { inRequest } from './in-request.tsx';
import { releases } from './release-list-routes.tsx';
import { requestPage } from './release-page.tsx';

const tell = route({
  method: 'POST', path: `${releases}/:id/avgift`, access: readers, audit: 'records.feeToldAsked',
  handle: (context) => inRequest(context, async (request) => {
    const { tx, who } = context;
    const typed = typedIn(context.fields);
    const pages = z.coerce.number().int().min(1).max(100_000).safeParse(typed['pages']);
    if (!pages.success) return requestPage(context, request, [{ name: 'pages', message: 'Skriv hur många sidor kopiorna är.' }], { typed });
    if (typed['do'] === 'waive') {
      const why = (typed['why'] ?? '').trim();
      if (why.length < 3) return requestPage(context, request, [{ name: 'why', message: 'Skriv varför ingen avgift tas ut.' }], { typed });
      await waiveFee(tx, request, pages.data, who.staffId, why.slice(0, 500));
    } else if (!await tellFee(tx, request, pages.data, who.staffId)) {
      return requestPage(context, request, [{ name: 'pages', message: 'Så många sidor kostar ingenting enligt taxan. Då behövs ingen avgift.' }], { typed });
    }
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

/** Answers of the pages, in Swedish, for those who write down what somebody said. */
const say = (key: string): string => said[key] ?? said['answerWrong']!;
const said: Readonly<Record<string, string>> = {
  answerWrong: 'Välj vad den som begär svarade.', nameWrong: 'Skriv namnet som fakturan ställs till.', addressWrong: 'Skriv adressen som fakturan skickas till.',
  payerNumberWrong: 'Skriv numret med tio eller tolv siffror, eller lämna tomt.',
};

const answer = route({
  method: 'POST', path: `${releases}/:id/avgift/svar`, access: readers, audit: 'records.feeAnswerNoted',
  handle: (context) => inRequest(context, async (request) => {
    const typed = typedIn(context.fields);
    const fee = await feeOf(context.tx, request.id);
    if (!fee || fee.answer) return notFound();
    const read = readReply(typed, say);
    if (!read.ok) return requestPage(context, request, read.errors, { typed });
    return await answerFee(context.tx, request, fee, read.reply, context.who.staffId) ? redirect(`${releases}/${request.id}?klart=1`) : notFound();
  }, { change: true }),
});

const paid = route({
  method: 'POST', path: `${releases}/:id/avgift/betald`, access: readers, audit: 'records.feePaidNoted',
  handle: (context) => inRequest(context, async (request) => {
    const how = (typedIn(context.fields)['how'] ?? '').trim();
    if (how.length < 2) return requestPage(context, request, [{ name: 'how', message: 'Skriv hur avgiften betalades, till exempel kvittots nummer.' }]);
    return await payFee(context.tx, request, context.who.staffId, how.slice(0, 200)) ? redirect(`${releases}/${request.id}?klart=1`) : notFound();
  }, { change: true }),
});

export const feeRoutes: readonly Route[] = [tell, answer, paid];
