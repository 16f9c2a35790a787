import type { Check } from '../check.ts';
import { decisionId } from '../decision-id.ts';
import type { Problem } from '../problem.ts';
import type { Path } from '../source.ts';

/** Reasons, items, sections of law and delegation fit together, and every outcome can be given a reason. */
export const decisionProblems: Check = ({ definition }, { service }) => {
  const law = (word: string | undefined, path: Path): Problem[] =>
    word === undefined || word in definition.law.sections
      ? []
      : [
          service.at(
            path,
            `Lagrummet "${word}" finns inte i law.sections`,
            `Skriv något av: ${Object.keys(definition.law.sections).join(', ')}.`,
          ),
        ];
  const types = new Set(definition.decisions.map(({ type }) => type));
  const delegated = new Set<string>(definition.delegation.flatMap(({ decisions }) => decisions));
  return definition.decisions.flatMap((decision, index) => {
    const here: Path = ['decisions', index];
    const problems = [
      ...decision.reasons.flatMap((reason, number) => law(reason.law, [...here, 'reasons', number, 'law'])),
      ...(delegated.has(decision.type) || delegated.has(decisionId(decision))
        ? []
        : [
            service.at(
              here,
              `Ingen punkt i delegation gäller beslut av typen ${decision.type}`,
              'Lägg till typen i en punkt under delegation.',
            ),
          ]),
    ];
    if (!('items' in decision)) {
      return types.has(decision.of)
        ? problems
        : [
            ...problems,
            service.at(
              [...here, 'of'],
              `Tjänsten fattar inga beslut av typen ${decision.of}`,
              'Skriv typen på ett av tjänstens beslut.',
            ),
          ];
    }
    const items = new Set(decision.items.map(({ id }) => id));
    const item = (ids: readonly string[] | undefined, path: Path): Problem[] =>
      (ids ?? []).flatMap((id, number) =>
        items.has(id)
          ? []
          : [
              service.at(
                [...path, number],
                `Delen "${id}" finns inte i items`,
                `Skriv någon av: ${[...items].join(', ')}.`,
              ),
            ],
      );
    const lacking = decision.outcomes
      .filter((outcome) => outcome !== 'granted')
      .flatMap((outcome) =>
        [...items]
          .filter(
            (id) =>
              !decision.reasons.some(
                (reason) => reason.for.includes(outcome) && (reason.items === undefined || reason.items.includes(id)),
              ),
          )
          .map((id) => [outcome, id] as const),
      );
    return [
      ...problems,
      ...decision.items.flatMap((one, number) => law(one.law, [...here, 'items', number, 'law'])),
      ...decision.reasons.flatMap((reason, number) => item(reason.items, [...here, 'reasons', number, 'items'])),
      ...decision.conditions.flatMap((condition, number) =>
        item(condition.items, [...here, 'conditions', number, 'items']),
      ),
      ...lacking.map(([outcome, id]) =>
        service.at(
          [...here, 'reasons'],
          `Det finns inget skäl för utfallet ${outcome} av delen "${id}"`,
          'Ett beslut som går någon emot måste motiveras: lägg till ett skäl.',
        ),
      ),
    ];
  });
};
