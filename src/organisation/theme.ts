import { ConfigProblem, createTheme, type Theme } from '../platform/index.ts';
import type { OrganisationFacts } from './model.ts';

const made = new Map<string, Theme>();

/**
 * The style sheet of an organisation, from its three colours.
 * @throws ConfigProblem when a colour gives too little contrast; names the nearest shade that holds
 */
export function themeOf({ primary, accent, neutral }: OrganisationFacts['theme']): Theme {
  const key = `${primary} ${accent} ${neutral}`;
  const known = made.get(key);
  if (known) return known;
  const theme = createTheme({ primary, accent, neutral });
  if ('problems' in theme) {
    const problem = theme.problems[0]!;
    throw new ConfigProblem(`theme.${problem.colour}`, reasonOf(problem),
      problem.suggestion ? `Använd ${problem.suggestion}, den närmaste nyansen som räcker` : 'Välj en färg som syns tydligare');
  }
  made.set(key, theme);
  return theme;
}

function reasonOf({ reason, pair, ratio, needed }: Extract<ReturnType<typeof createTheme>, { problems: unknown }>['problems'][number]): string {
  return reason === 'notAColour' ? 'är ingen färg, som skrivs #rrggbb' : `ger för liten kontrast (${pair}: ${ratio}, det behövs ${needed})`;
}

export function themeHref(theme: OrganisationFacts['theme']): string {
  return themeOf(theme).href;
}
