import { readingRule } from '../../../classification/index.ts';
import { swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById, type ServiceVersion } from '../../../services/index.ts';
import { covers } from '../../store/officers/absences.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { currentOpening } from '../../store/case/openings.ts';
import { isBiased } from './assign.ts';

/** Reasons that open a case of the highest class to someone whose case it is not: shown to the person as they stand here. */
export const readReasons = {
  cover: 'Jag vikarierar för handläggaren',
  contact: 'Den sökande, eller ett ombud, har hört av sig',
  advice: 'Handläggaren har bett mig om råd',
  review: 'Uppföljning eller klagomål som jag ansvarar för',
  confirm: 'Jag granskar ett beslut som fattas av två',
  distribution: 'Fördelning',
} as const;
export type ReadReason = keyof typeof readReasons;

export interface OpenedCase {
  file: CaseFile;
  version: ServiceVersion;
  today: string;
  /** why it could be opened: their own, by their unit, or a stated reason */
  ground: 'own' | 'unit' | ReadReason;
  /** the one who decides and changes: handläggare or their deputy */
  own: boolean;
  /** a protected identity has been uncovered, with a reason, by this reader today */
  unmasked: boolean;
}

export type Opening =
  | { ok: true; opened: OpenedCase }
  /** `notHere`: there is none in this authority; `otherUnit`: behind the unit's wall; `reason`: a reason must be stated first */
  | { ok: false; why: 'notHere' | 'otherUnit' }
  | { ok: false; why: 'reason'; file: CaseFile };

/** Opens a case to a member of staff by the reading rule of its class. The caller says in the audit what it was opened for. */
export async function openCase(tx: Tx, who: Staff, id: Uuid, options: { lock?: boolean } = {}): Promise<Opening> {
  const file = await findCase(tx, id, options);
  if (!file) return { ok: false, why: 'notHere' };
  const named = file.assigneeId === who.staffId || file.deputyId === who.staffId;
  // Whoever stands in for an officer who is away has their cases meanwhile, and the person sees why they read them.
  const covering = !named && file.assigneeId !== null && await covers(tx, who.staffId, file.assigneeId) && !await isBiased(tx, file.id, who.staffId);
  const own = named || covering;
  const inUnit = own || who.unitIds.length === 0 || who.unitIds.includes(file.unitId);
  const rule = readingRule({ confidentiality: file.confidentiality },
    { inUnit, own, distributes: who.roles.includes('manager'), caseUnassigned: file.assigneeId === null });
  if (rule === 'refused' || !inUnit) return { ok: false, why: 'otherUnit' };
  const stated = rule === 'needsReason' ? await currentOpening(tx, file.id, who.staffId, 'read') : undefined;
  if (rule === 'needsReason' && !stated) return { ok: false, why: 'reason', file };
  const ground = rule === 'distribution' ? 'distribution' : covering ? 'cover' : own ? 'own' : stated ? stated.reason as ReadReason : 'unit';
  const unmasked = await currentOpening(tx, file.id, who.staffId, 'unmask') !== undefined;
  return { ok: true, opened: { file, version: await versionById(tx, file.versionId), today: swedishDay(tx.now), ground, own, unmasked } };
}
