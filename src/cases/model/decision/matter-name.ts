import { decisionId, type ServiceVersion } from '../../../services/index.ts';
import { mainDecisions } from './decision-rule.ts';

const following: Readonly<Record<string, string>> = {
  change: 'Ändring av tillståndet', revocation: 'Återkallelse av tillståndet', recovery: 'Återkrav', reconsideration: 'Omprövning av beslutet',
  enforcement: 'Beslut efter avgörande i högre instans',
};

/** What a matter is called to staff: by its kind, or by what the service calls the decision. */
export function matterName(kind: string, version: ServiceVersion): string {
  const main = mainDecisions(version.compiled.folder.definition).find((one) => decisionId(one) === kind);
  return following[kind] ?? main?.items[0]?.sv ?? 'Beslut';
}
