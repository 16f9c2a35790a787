import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { currentVersions, type ServiceVersion } from '../../../services/index.ts';
import { addAutomation, automationOn, endAutomation } from '../../store/automation/automation.ts';

/** Services of an authority whose definition says what a rule may grant. */
export async function automatable(tx: Tx, authorityId: Uuid): Promise<ServiceVersion[]> {
  return (await currentVersions(tx)).filter((version) => version.authorityId === authorityId && version.compiled.folder.definition.automatic !== undefined);
}

export interface SwitchWish {
  service: string;
  /** the authority's decision, as it stands in its minutes */
  resolution: string;
  oneIn: number;
}

/**
 * Switches a rule on for a service, by what the authority has decided; another share is another decision, and ends the one before. What
 * came before this moment, and what comes before a seed has been promised, is for a person. @returns false for a service that has no rule
 */
export async function switchOn(tx: Tx, who: Staff, authorityId: Uuid, wish: SwitchWish): Promise<boolean> {
  if (!(await automatable(tx, authorityId)).some(({ service }) => service === wish.service)) return false;
  if (await automationOn(tx, authorityId, wish.service)) await endAutomation(tx, authorityId, wish.service, who.staffId);
  await addAutomation(tx, authorityId, { ...wish, staffId: who.staffId });
  tx.audit({ event: 'cases.automationOn', authorityId, detail: { service: wish.service, oneIn: wish.oneIn } });
  tx.emit('cases.automationOn', { authority: authorityId });
  return true;
}

/** Switches it off at once. @returns false when it was off */
export async function switchOff(tx: Tx, who: Staff, authorityId: Uuid, service: string): Promise<boolean> {
  const ended = await endAutomation(tx, authorityId, service, who.staffId);
  if (ended) tx.audit({ event: 'cases.automationOff', authorityId, detail: { service } });
  return ended;
}

