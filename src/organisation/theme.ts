import { createTheme, type Theme } from '../platform/index.ts';
import { ConfigProblem } from '../platform/index.ts';
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
    throw new ConfigProblem(`theme.${problem.colour}`, `${problem.reason} (${problem.pair ?? 'write #rrggbb'}, ${problem.ratio ?? ''})`,
      problem.suggestion ? `use ${problem.suggestion}` : 'choose a colour that stands out more');
  }
  made.set(key, theme);
  return theme;
}

export function themeHref(theme: OrganisationFacts['theme']): string {
  return themeOf(theme).href;
}
