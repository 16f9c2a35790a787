import { decisionId, type ServiceVersion } from '../../../services/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';

const following: Record<string, { title: string; begin: string; why: string }> = {
  change: { title: 'Ändring av tillståndet', begin: 'Ändra tillståndet', why: 'Vad har ändrats, och hur fick ni veta det?' },
  revocation: { title: 'Återkallelse av tillståndet', begin: 'Pröva om tillståndet ska återkallas', why: 'Vad har hänt som gör att tillståndet kan behöva återkallas?' },
  recovery: { title: 'Återkrav', begin: 'Pröva om pengar ska betalas tillbaka', why: 'Vad har kommit fram som gör att pengarna kan behöva betalas tillbaka?' },
  enforcement: { title: 'Beslut efter avgörande i högre instans', begin: 'Genomför avgörandet', why: 'Vad har domstolen eller länsstyrelsen bestämt?' },
  reconsideration: { title: 'Omprövning av beslutet', begin: 'Ompröva beslutet', why: 'Vad är nytt, eller vad blev fel? (37 och 38 §§ förvaltningslagen)' },
};

/** What a matter is called on the pages of staff: by its kind, or by what the service calls the decision. */
export function matterTitle(kind: string, version: ServiceVersion): string {
  return following[kind]?.title ?? mainName(kind, version);
}

/** What the link that begins it says. */
export function matterBegin(kind: string, version: ServiceVersion): string {
  return following[kind]?.begin ?? `Börja: ${mainName(kind, version)}`;
}

/** What is asked of whoever begins it. */
export function matterWhy(kind: string): string {
  return following[kind]?.why ?? 'Vad har kommit in, eller hänt, som gör att det ska prövas?';
}

function mainName(kind: string, version: ServiceVersion): string {
  const main = mainDecisions(version.compiled.folder.definition).find((one) => decisionId(one) === kind);
  return main?.items[0]?.sv ?? 'Beslut';
}
