import { findOrganisation, listAuthorities } from '../../../organisation/index.ts';
import type { Tx } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import type { CaseFile } from '../../store/case/case-file.ts';

const plain: Readonly<Record<string, string>> = { forvaltningsratten: 'Förvaltningsrätten', lansstyrelsen: 'Länsstyrelsen', kammarratten: 'Kammarrätten' };

/** Who tries an appeal of a decision in the case: what its definition says, by the name the organisation has given it. */
export async function courtOf(tx: Tx, file: Pick<CaseFile, 'versionId' | 'authorityId'>): Promise<string> {
  const organisation = await findOrganisation(tx);
  const { to } = (await versionById(tx, file.versionId)).compiled.folder.definition.appeal;
  const courts = organisation?.facts.roles.courts ?? {};
  if (to !== 'notAppealable') return courts[to]?.name ?? plain[to] ?? to;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === file.authorityId);
  return courts[authority?.facts.appealCourt ?? '']?.name ?? 'Förvaltningsrätten';
}
