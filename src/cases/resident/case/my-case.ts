import { demands } from '../../../classification/index.ts';
import { listAuthorities, listUnits, type Authority, type Unit } from '../../../organisation/index.ts';
import { Refused, forbidden, isUuid, notFound, stepUp, subject, type RequestContext, type Resident, type Uuid } from '../../../platform/index.ts';
import { inLanguage, mayActIn, versionById, type LocalisedService, type ServiceVersion } from '../../../services/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { presentParties, type Party } from '../../store/parties/parties.ts';

/** A case as one of its parties, or whoever acts for them, has opened it. */
export interface MyCase {
  file: CaseFile;
  /** the party whose eyes it is seen with */
  party: Party;
  personId: Uuid;
  version: ServiceVersion;
  service: LocalisedService['definition'];
  unit: Unit | undefined;
  authority: Authority;
}

type Asked = Pick<RequestContext<Resident>, 'tx' | 'who' | 'language' | 'about'>;

/**
 * Opens a case to the resident who asks: theirs by row level security, at the level its class demands, and within what a
 * representative may see. Opens its documents and conversation to the transaction, and names it in the audit.
 * @throws Refused with the answer to give: not found, forbidden, or a step up
 */
export async function openMyCase(context: Asked, id: string): Promise<MyCase> {
  const { tx, who, language } = context;
  const personId = subject(who);
  const file = isUuid(id) ? await findCase(tx, id) : undefined;
  const party = file && (await presentParties(tx, file.id)).find((one) => one.personId === personId);
  if (!file || !party) throw new Refused(notFound());
  context.about({ dossierId: file.id, subjectId: personId, authorityId: file.authorityId, unitId: file.unitId });
  const { level } = demands({ confidentiality: file.confidentiality });
  if (who.level < level) throw new Refused(stepUp(level));
  const version = await versionById(tx, file.versionId);
  if (!await mayActIn(tx, who, version)) throw new Refused(forbidden('proxy'));
  await tx.enter(file.id);
  const units = await listUnits(tx);
  return {
    file, party, personId, version, service: inLanguage(version, language).definition, unit: units.find((one) => one.id === file.unitId),
    authority: (await listAuthorities(tx)).find((one) => one.id === file.authorityId)!,
  };
}
