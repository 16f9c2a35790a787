import type { Check } from '../check.ts';

/** Tables that the calculation reads exist, so that a misspelt one is found before anyone's money depends on it. */
export const tableProblems: Check = ({ definition, tables }, { service }) =>
  definition.tables.flatMap((id, index) =>
    id in tables
      ? []
      : [
          service.at(
            ['tables', index],
            `Tabellen "${id}" finns inte`,
            'Lägg en fil med table: och det namnet i catalogue/tables/, eller rätta namnet.',
          ),
        ],
  );
