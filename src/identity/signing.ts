import { redirect, redirectAway, slot, type Answer, type House, type RequestContext, type Resident } from '../platform/index.ts';
import { identified, levelOf } from './actions/finish-sign-in.ts';
import { acrValuesMeeting, levelName } from './levels.ts';
import type { PendingSigning } from './oidc/relying-party.ts';
import type { Refusal } from './oidc/refusal.ts';
import { forgetPending, rememberPending, takePending } from './pending.ts';
import { meetPerson } from './person.ts';
import { relyingParty } from './relying-parties.ts';
import { sealedOf } from './session.ts';

/** Who signed what, when, how: everything needed to check it again. Sealed with the case by the room that asked. */
export interface Attestation {
  personId: Resident['personId'];
  name: string;
  level: string;
  issuer: string;
  subject: string;
  /** ISO 8601, by the provider's clock */
  signedAt: string;
  transaction: string;
  /** names the exact content: as given by the room that asked */
  hash: string;
  /** SHA-256, base64url, of the text the person saw at the provider */
  textHash: string;
  toBeSigned: string;
  jws: string;
  idToken: string;
  providerKey: unknown;
}

/** A room that has things signed. `purpose` is its own, e.g. `services.submission`; `reference` names what. */
export interface SignatureTaker {
  purpose: string;
  signed(context: RequestContext<Resident>, reference: string, attestation: Attestation): Promise<Answer>;
  /** When it did not come to a signature: the page to go back to, which shows why. */
  refused(context: RequestContext<Resident>, reference: string, why: Refusal | 'otherPerson'): Promise<Answer>;
}

export const signatureTaker = slot<SignatureTaker>('signatureTaker');

interface SigningUnderWay {
  purpose: string;
  reference: string;
  personId: string;
  issuer: string;
  pending: PendingSigning;
}

/**
 * Sends a signed-in resident to the provider to sign a text. Nothing is signed by being signed in.
 * @param want.hash names the exact content; the text is what the person reads before pressing the button (at most 8,000 characters)
 */
export async function beginSigning(
  context: RequestContext<Resident>, want: { purpose: string; reference: string; text: string; hash: string },
): Promise<Answer> {
  const { house, tenant, who, cookies, origin, language } = context;
  const sealed = await house.db.system(tenant.id, 'signing', (tx) => sealedOf(tx, cookies, 'resident'));
  const issuer = house.settings.issuers.find((one) => one.issuer === sealed?.provider.issuer);
  const taker = takerFor(house, want.purpose);
  if (!sealed || !issuer) return taker.refused(context, want.reference, 'providerUnavailable');
  const begun = await relyingParty(house, issuer).beginSigning({
    redirectUri: `${origin}/underskrift/svar`,
    acrValues: acrValuesMeeting(who.level === 3 ? 'loa3' : 'loa2'),
    text: want.text, hash: want.hash, signer: { subject: sealed.provider.subject },
    uiLocales: [language === 'en' ? 'en' : 'sv'],
  });
  if (!begun.ok) return taker.refused(context, want.reference, begun.refusal);
  const underWay: SigningUnderWay = { purpose: want.purpose, reference: want.reference, personId: who.personId, issuer: issuer.issuer, pending: begun.pending };
  return redirectAway(begun.url.href, [await rememberPending(house, tenant.id, 'signing', underWay)]);
}

/** The provider's answer: checked, compared with the one who was to sign, and handed to the room that asked. */
export async function finishSigning(context: RequestContext<Resident>): Promise<Answer> {
  const { house, tenant, who, cookies, origin, path } = context;
  const underWay = await takePending<SigningUnderWay>(house, tenant.id, 'signing', cookies);
  // An answer that comes twice finds nothing to finish; what was signed the first time stands on My pages.
  if (!underWay) return redirect('/mina-sidor');
  const taker = takerFor(house, underWay.purpose);
  const issuer = house.settings.issuers.find((one) => one.issuer === underWay.issuer);
  if (underWay.personId !== who.personId) return taker.refused(context, underWay.reference, 'otherPerson');
  if (!issuer) return taker.refused(context, underWay.reference, 'providerUnavailable');
  const evidence = await relyingParty(house, issuer).finishSigning(new URL(path, origin), underWay.pending);
  if (!evidence.ok) return taker.refused(context, underWay.reference, evidence.refusal);
  const signer = await meetPerson(house, tenant.id, identified(evidence), 'signing');
  if (signer.id !== who.personId) return taker.refused(context, underWay.reference, 'otherPerson');
  if (levelOf(evidence.acr) < who.level) return taker.refused(context, underWay.reference, 'levelTooLow');
  const { issuer: by, subject, transaction, hash, textHash, toBeSigned, jws, idToken, providerKey } = evidence;
  const attestation: Attestation = {
    personId: who.personId, name: `${signer.facts.givenName} ${signer.facts.familyName}`.trim(), level: levelName(evidence.acr),
    issuer: by, subject, signedAt: evidence.signedAt.toISOString(), transaction, hash, textHash, toBeSigned, jws, idToken, providerKey,
  };
  const answer = await taker.signed(context, underWay.reference, attestation);
  return answer.kind === 'redirect' ? { ...answer, cookies: [...(answer.cookies ?? []), forgetPending] } : answer;
}

function takerFor(house: House, purpose: string): SignatureTaker {
  const taker = house.slots.all(signatureTaker).find((one) => one.purpose === purpose);
  if (!taker) throw new Error(`no room takes signatures for ${purpose}`);
  return taker;
}

