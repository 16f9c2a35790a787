import { answerHash, openMyOther } from '../../src/cases/resident/parties/other-door.ts';
import { signatureTaker } from '../../src/identity/index.ts';
import { asUuid, none, resident, route, type RequestContext, type Resident, type Room, type Uuid } from '../../src/platform/index.ts';
import { whatIsSigned } from '../../src/services/actions/submit.ts';
import { workOnDraft } from '../../src/services/index.ts';

/** Where a scenario posts when somebody has pressed "Skriv under": what an e-ID would have come back with. */
export const signingPath = '/prov/underskrift';

/**
 * In the place of the provider, whose clock cannot be moved to the years of a scenario: it vouches for who is signed in, over the hash of what
 * stands there. Everything before and after is the product's. The real provider is met in `test/journeys`.
 */
const sign = route({
  method: 'POST', path: signingPath, access: resident(0), audit: none('in the place of the provider'),
  async handle(context) {
    const [purpose, reference] = [String(context.fields['purpose']), asUuid(String(context.fields['reference']))];
    const taker = context.house.slots.all(signatureTaker).find((one) => one.purpose === purpose)!;
    return taker.signed(context, purpose === 'services.submission' ? `${reference} ${context.language}` : reference, {
      personId: context.who.personId, name: context.display?.name ?? '', level: 'loa3', issuer: 'test', subject: context.who.personId, signedAt: context.now.toISOString(),
      transaction: reference, hash: await hashOf(context, purpose, reference), textHash: '', toBeSigned: '', jws: '', idToken: '', providerKey: null,
    });
  },
});

async function hashOf(context: RequestContext<Resident>, purpose: string, reference: Uuid): Promise<string> {
  if (purpose === 'services.submission') return `sha256:${whatIsSigned((await workOnDraft(context.tx, reference, context.language))!, context.language).hash}`;
  const door = await openMyOther(context, reference);
  return answerHash(door, door.answer!);
}

export const signingRoom: Room = {
  name: 'platform', routes: [sign], personData: { none: 'keeps nothing' }, retention: { none: 'keeps nothing' },
};
