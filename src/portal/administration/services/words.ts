import type { Change, PublishedVersion } from '../../../services/index.ts';
import { staffText as t } from '../../staff-texts.ts';

/** What a version is called: the first that was published is 1. */
export function numberOf(versions: readonly PublishedVersion[], id: string): number {
  return versions.toSorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || a.id.localeCompare(b.id)).findIndex((one) => one.id === id) + 1;
}

/** A difference in one Swedish sentence: `Frågan ”Hur långt kan du gå?”: villkoret`. */
export function changeTitle({ kind, name, field }: Change, nameOfLetter: (path: string) => string): string {
  if (kind === 'letters') return `${nameOfLetter(name)}${field ? `: ${t(`letters.field-${field}`)}` : ''}`;
  const thing = t(`catalogue.kind.${known(kind, kinds)}`);
  const what = field === undefined ? undefined : known(field, fields) === 'other' ? field : t(`catalogue.field.${field}`);
  return `${thing}${name && name !== kind ? ` ”${name}”` : ''}${what ? `: ${what}` : ''}`;
}

const kinds = [
  'pages', 'questions', 'options', 'columns', 'checks', 'calculate', 'breakdown', 'decisions', 'items', 'reasons', 'conditions', 'deadlines', 'delegation',
  'letters', 'datedTables', 'rows', 'versions', 'texts', 'retention', 'parties', 'others', 'inquiry', 'sections', 'evidence', 'assessment', 'proposal', 'text',
  'completion', 'eligibility', 'route', 'start',
] as const;

const fields = [
  'ask', 'hint', 'why', 'when', 'type', 'title', 'intro', 'options', 'optional', 'for', 'from', 'sv', 'say', 'keep', 'name', 'summary', 'value', 'maxLength',
  'law', 'point', 'error', 'warn', 'warnStaff', 'given', 'need', 'keywords', 'channels', 'validFrom', 'amount',
] as const;

/** Words for which there is a text; anything else of the format is told by its own name. */
function known(word: string, words: readonly string[]): string {
  return words.includes(word) ? word : 'other';
}
