import type { Check } from '../check.ts';

/** Every letter that is named exists, and every outcome of a decision has a letter. */
export const letterProblems: Check = ({ definition, letters }, { service }) => {
  const named = Object.entries(definition.letter);
  const needed = new Set(
    definition.decisions.flatMap((decision) => ('items' in decision ? decision.outcomes : [decision.type])),
  );
  return [
    ...named.flatMap(([outcome, file]) =>
      file === undefined || file in letters
        ? []
        : [
            service.at(
              ['letter', outcome],
              `Brevet ${file} finns inte`,
              'Lägg mallen i mappen letters/, eller rätta namnet.',
            ),
          ],
    ),
    ...[...needed]
      .filter((outcome) => definition.letter[outcome] === undefined)
      .map((outcome) =>
        service.at(
          ['letter'],
          `Det finns inget brev för ${outcome}`,
          'Den som får beslutet ska få det i ett brev: lägg till en mall.',
        ),
      ),
  ];
};
