import { told } from '../../../identity/index.ts';
import { ConfirmBox, TextArea, href, isUuid, notFound, page, redirect, route, type Answer, type RequestContext, type Staff } from '../../../platform/index.ts';
import { leaveCase } from '../../actions/parties/leave-case.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { CasePage, caseFacts } from './case-frame.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';

type Context = RequestContext<Staff, { id: string; party: string }>;
const path = '/handlaggning/arenden/:id/parter/:party/lamnar';

const ask = route({
  method: 'GET', path, access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => confirm(context, opened)),
});

async function confirm(context: Context, opened: OpenedCase, error?: string): Promise<Answer> {
  const facts = await caseFacts(context, opened);
  const party = facts.parties.find(({ id }) => id === context.params.party);
  if (!party || party.role === 'applicant') return notFound();
  const at = caseHref(opened.file.id, '/parter');
  return page(
    <CasePage facts={facts} tab="/parter" title={`${party.name} lämnar ärendet`} hasErrors={error !== undefined}>
      <ConfirmBox heading="Vad som händer" danger action={href(`${at}/${party.id}/lamnar`)} confirm="Parten lämnar ärendet" cancel={href(at)} consequences={[
        `${party.name} ser inte längre ärendet på Mina sidor och får ett brev om det, som du skriver ut.`,
        'Det som bara den parten har lämnat ligger kvar i akten. Den andra parten får inte läsa det.',
        'Den som är kvar får frågan hur det ser ut nu. Uträkningen görs om för den personen ensam.',
      ]}>
        <TextArea name="why" label="Varför, och från vilken dag?" hint="Syns bara för er som handlägger." error={error} rows={3} />
      </ConfirmBox>
    </CasePage>, { status: error ? 422 : 200 });
}

const leave = route({
  method: 'POST', path, access: readers, audit: 'cases.partyLeaveAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields, params } = context;
    if (!isUuid(params.party)) return notFound();
    const why = String(fields['why'] ?? '').trim().slice(0, 5_000);
    if (!why) return confirm(context, opened, 'Skriv varför. Det behövs för att förstå ansökan senare.');
    const done = await leaveCase(tx, who, opened, params.party, why);
    return done.ok ? redirect(caseHref(opened.file.id, '/parter')) : told(context, 'Ingenting ändrades', done.message, caseHref(opened.file.id, '/parter'), 409);
  }, { change: true }),
});

export const leaveRoutes = [ask, leave];
