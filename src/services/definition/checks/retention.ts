import type { Check } from '../check.ts';
import { documentTypesOf } from '../document-types.ts';

/** No plan, no destruction: every document type that the service makes has its rule, and nothing else has. */
export const retentionProblems: Check = ({ definition, inquiry }, { service }) => {
  const made = documentTypesOf(definition, inquiry);
  return [
    ...made
      .filter((type) => definition.retention[type] === undefined)
      .map((type) =>
        service.at(
          ['retention'],
          `Gallringsregel saknas för handlingstypen ${type}`,
          `Lägg till ${type} enligt nämndens dokumenthanteringsplan.`,
        ),
      ),
    ...Object.entries(definition.retention).flatMap(([type, rule]) => [
      ...(made.some((one) => one === type)
        ? []
        : [service.at(['retention', type], `Tjänsten gör inga handlingar av typen ${type}`, 'Ta bort regeln.')]),
      ...(rule === undefined || (rule.keep === 'forever') === (rule.from === undefined)
        ? []
        : [
            service.at(
              ['retention', type],
              rule.keep === 'forever'
                ? 'En handling som bevaras har ingen dag att räkna från'
                : 'Det sägs inte från när tiden räknas',
              rule.keep === 'forever'
                ? 'Ta bort from.'
                : 'Lägg till from: closed, decided, permitEnded, lastEntry eller made.',
            ),
          ]),
    ]),
  ];
};
