import type { Answers } from '../../forms/index.ts';
import { addDuration, swedishDay, type Language, type Resident, type Staff, type Tx, type Uuid, subject, type House } from '../../platform/index.ts';
import { lastTime } from '../context.ts';
import { createDraft, draftsOf, type PaperDraft } from '../drafts.ts';
import type { ServiceVersion } from '../versions.ts';

/** Drafts of this service that are under way for the person: offered before a new one is begun. */
export async function underWay(tx: Tx, version: ServiceVersion, personId: Uuid) {
  return (await draftsOf(tx, personId)).filter(({ versionId, caseId }) => versionId === version.id && !caseId);
}

/** Begins an application in the resident's own room, with what they answered before they signed in. A renewal fetches the answers of last time, to be confirmed. */
export async function startDraft(house: House, tx: Tx, version: ServiceVersion, who: Resident, language: Language, answers: Answers = {}): Promise<Uuid> {
  const previous = await lastAnswers(house, tx, version, subject(who));
  const id = await createDraft(tx, {
    versionId: version.id, personId: subject(who), startedBy: who.personId,
    content: { answers, typed: {}, language, ...(previous && { previous }) },
  });
  return id;
}

/** Begins an entry by staff for a person they have identified, or for nobody where the service allows that; in the language of the paper it is written down from. */
export async function startEntry(
  house: House, tx: Tx, version: ServiceVersion, who: Staff, personId: Uuid | undefined, from: { language?: Language; paper?: PaperDraft } = {},
): Promise<Uuid> {
  const previous = personId && await lastAnswers(house, tx, version, personId);
  const { language = 'sv', paper } = from;
  return createDraft(tx, {
    versionId: version.id, ...(personId && { personId }), startedBy: who.staffId, authorityId: version.authorityId,
    content: { answers: {}, typed: {}, language, ...(previous && { previous }), ...(paper && { paper }) },
  });
}

/**
 * What a person answered last time in a service that is renewed; undefined for other services, and when it was longer ago than the service
 * says in `renews.within` (a hundred days when it says nothing).
 */
export async function lastAnswers(house: House, tx: Tx, version: ServiceVersion, personId: Uuid) {
  const { renews } = version.compiled.folder.definition;
  if (!renews) return undefined;
  for (const find of house.slots.all(lastTime)) {
    const found = await find(tx, personId, [renews.service].flat(), new Date(0));
    if (found && addDuration(swedishDay(new Date(found.submittedAt)), renews.within ?? 'P100D') >= swedishDay(tx.now)) return found.answers;
  }
  return undefined;
}
