import type { ServiceVersion } from '../../../services/index.ts';
import { matterName } from '../../model/decision/matter-name.ts';

const following: Record<string, { begin: string; why: string }> = {
  change: { begin: 'Ändra tillståndet', why: 'Vad har ändrats, och hur fick ni veta det?' },
  revocation: { begin: 'Pröva om tillståndet ska återkallas', why: 'Vad har hänt som gör att tillståndet kan behöva återkallas?' },
  recovery: { begin: 'Pröva om pengar ska betalas tillbaka', why: 'Vad har kommit fram som gör att pengarna kan behöva betalas tillbaka?' },
  enforcement: { begin: 'Genomför avgörandet', why: 'Vad har domstolen eller länsstyrelsen bestämt?' },
  reconsideration: { begin: 'Ompröva beslutet', why: 'Vad är nytt, eller vad blev fel? (37 och 38 §§ förvaltningslagen)' },
};

/** What the link that begins it says. */
export function matterBegin(kind: string, version: ServiceVersion): string {
  return following[kind]?.begin ?? `Börja: ${matterName(kind, version)}`;
}

/** What is asked of whoever begins it. */
export function matterWhy(kind: string): string {
  return following[kind]?.why ?? 'Vad har kommit in, eller hänt, som gör att det ska prövas?';
}
