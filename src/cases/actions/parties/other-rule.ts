import type { Language } from '../../../platform/index.ts';
import { inLanguage, type ServiceVersion } from '../../../services/index.ts';
import { texts } from '../../resident/texts.ts';
import type { OtherAsked } from '../../store/tables.ts';

/** What holds for a kind of other party: from the definition, or for guardians and children the platform's own. */
export interface OtherRule {
  kind: string;
  /** the word for one of them, "Granne" */
  word: string;
  asked: OtherAsked;
  /** ISO 8601 durations */
  within: string;
  remind: string | undefined;
  /** pages of the application they may read; `all`: every page that is no part of somebody's own */
  sees: readonly string[] | 'all';
  say: string;
  undertaking: string | undefined;
  mayAppeal: boolean;
}

/** Kinds that are the platform's own: those who sign with a child, and a child old enough to speak for themselves. */
const ownKinds = ['guardian', 'child'] as const;

export function otherRule(version: ServiceVersion, kind: string, language: Language): OtherRule | undefined {
  const found = inLanguage(version, language).definition.parties.others.find(({ id }) => id === kind);
  if (found) {
    const { id, sv, asked, within, remind, sees, say, undertaking, mayAppeal } = found;
    return { kind: id, word: sv, asked, within, remind, sees, say, undertaking, mayAppeal };
  }
  if (!ownKinds.some((own) => own === kind)) return undefined;
  return {
    kind, word: texts(language, `other.word.${kind}`), asked: 'signature', within: 'P3W', remind: 'P1W', sees: 'all',
    say: texts(language, `other.say.${kind}`), undertaking: undefined, mayAppeal: false,
  };
}

/** Every kind that staff may add in a case of the service, in the order of the definition. */
export function kindsToAdd(version: ServiceVersion): OtherRule[] {
  const { parties } = version.compiled.folder.definition;
  const ids = [...parties.others.map(({ id }) => id), ...(parties.signs.includes('allGuardians') ? ['guardian'] : [])];
  return ids.flatMap((id) => otherRule(version, id, 'sv') ?? []);
}
