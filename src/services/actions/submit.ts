import { hasCoApplicant, isUrgent, unitFor as routeOf } from '../definition/index.ts';
import { personIn, submitted as submittedAnswers, type Answers } from '../../forms/index.ts';
import { attachCase } from '../../booking/index.ts';
import { meetPerson, type Attestation } from '../../identity/index.ts';
import type { House, Language, Principal, TenantFacts, Tx, Uuid } from '../../platform/index.ts';
import { markSubmitted } from '../drafts.ts';
import { seenHash, seenOf } from '../seen.ts';
import { submitted, type Entry, type Received, type Way } from '../submission.ts';
import { refusalOf, sendWithTime, type TimeRefused } from '../times/send-with-time.ts';
import { workOnDraft, type OpenedDraft } from '../work-on-draft.ts';
import { knownUnit } from './publish.ts';

export type Submitted =
  | { ok: true; receipt: string; caseId: Uuid }
  /** `notFound` no such draft here; `incomplete` something is missing or wrong; `changed` the answers are not those that were signed */
  | { ok: false; reason: 'notFound' | 'incomplete' | 'changed' }
  /** the time that was held is not to be had */
  | { ok: false; reason: TimeRefused; path: string };

export interface SubmitWish {
  draftId: Uuid;
  language: Language;
  principal: Principal;
  attestation?: Attestation;
  way: Way;
  entry?: Entry;
}

/**
 * Sends a draft in: once, however often it is asked. The draft's row is locked, so that a second press waits, and finds the receipt.
 * The case, its first entry, the record in the register, audit and events are written in this same transaction.
 */
export async function submit(at: { house: House; tx: Tx; tenant: TenantFacts }, wish: SubmitWish): Promise<Submitted> {
  const { tx, house } = at;
  const opened = await workOnDraft(tx, wish.draftId, wish.language, { lock: true });
  if (!opened) return { ok: false, reason: 'notFound' };
  const { draft, version, context, journey } = opened;
  if (draft.submitted) return { ok: true, ...draft.submitted };
  // What staff write down may be incomplete: an authority receives an application as it is, and asks for the rest.
  if (!journey.complete && !wish.entry) return { ok: false, reason: 'incomplete' };
  const { seen, hash } = whatIsSigned(opened, wish.language);
  if (wish.attestation && wish.attestation.hash !== `sha256:${hash}`) return { ok: false, reason: 'changed' };
  const { compiled } = version;
  const { definition } = compiled.folder;
  const time = definition.booking && !wish.entry ? await sendWithTime(tx, opened, seen) : undefined;
  if (definition.booking && !wish.entry && !time?.ok) return { ok: false, reason: refusalOf(time), path: version.path };
  if (definition.case === 'none') {
    if (!time?.ok) return { ok: false, reason: 'timeGone', path: version.path };
    // The booking holds what was filled in: there is no case.
    const { id } = time.booking;
    await markSubmitted(tx, draft, { caseId: id, receipt: `/mina-sidor/tider/${id}?ny=1` });
    return { ok: true, receipt: `/mina-sidor/tider/${id}?ny=1`, caseId: id };
  }
  const answers = submittedAnswers(compiled.form, draft.content.answers, context);
  const unitId = await knownUnit(tx, routeOf(compiled, answers, context));
  const coApplicant = draft.caseId ? undefined : await coApplicantOf(house, tx.tenant, opened, answers);
  const received: Received = await house.slots.only(submitted)(at, {
    id: draft.id, version, ...(draft.personId && { personId: draft.personId }), submittedBy: senderOf(wish.principal) ?? draft.startedBy, part: draft.caseId ? 'own' : 'application',
    keyId: draft.keyId, answers, language: wish.language, seen, hash, way: wish.way, unitId: unitId!, urgent: isUrgent(compiled, answers, context),
    ...(draft.caseId && { caseId: draft.caseId }), ...(draft.content.previous && { previous: draft.content.previous }),
    ...(wish.attestation && { attestation: wish.attestation }), ...(wish.entry && { entry: wish.entry }), ...(coApplicant && { coApplicant }),
    ...(wish.principal.kind === 'resident' && wish.principal.actingFor && { ground: wish.principal.actingFor.ground }),
  });
  await markSubmitted(tx, draft, received);
  if (time?.ok) await attachCase(tx, time.booking.id, received.caseId);
  return { ok: true, receipt: received.receipt, caseId: received.caseId };
}

/** Who sends it in, which may be another than who began it: two guardians share a child's room. */
function senderOf(principal: Principal): Uuid | undefined {
  if (principal.kind === 'resident') return principal.personId;
  return principal.kind === 'staff' ? principal.staffId : undefined;
}

/** The content a signature is over, and its hash. */
export function whatIsSigned({ draft, version, context }: OpenedDraft, language: Language) {
  const seen = seenOf(version.compiled.form, draft.content.answers, { ...context, language },
    { service: version.compiled.folder.definition.service, version: version.hash, language });
  return { seen, hash: seenHash(seen) };
}

/** The person named as co-applicant: found by number, so that the invitation waits on their My pages. */
async function coApplicantOf(house: House, tenant: Uuid, { version, context }: OpenedDraft, answers: Answers): Promise<{ personId: Uuid } | undefined> {
  const rule = version.compiled.folder.definition.parties.coApplicant;
  if (!rule || !hasCoApplicant(version.compiled, answers, context)) return undefined;
  const named = personIn(answers, rule.person);
  if (!named?.personalNumber) return undefined;
  const person = await meetPerson(house, tenant, {
    number: named.personalNumber, givenName: named.givenName ?? '', familyName: named.familyName ?? '',
  }, 'co-applicant');
  return { personId: person.id };
}
