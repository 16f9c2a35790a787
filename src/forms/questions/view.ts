import type { OrganisationMap } from '../../organisation/index.ts';
import type { QuestionProps } from '../../platform/index.ts';
import type { Day, FileReference } from '../answers.ts';
import type { Words } from './type.ts';

/** What stands in the fields of a question: what was typed if it could not be read, else the answer. */
export interface Shown {
  text(part?: string): string;
  all(part?: string): readonly string[];
  /** What to do about a part; about the question as a whole without one. */
  error(part?: string): string | undefined;
  readonly files: readonly FileReference[];
  /** Address under which files can be opened by id. */
  readonly fileBase?: string;
}

/** What a type's component is given. It renders the fields, with the page components of the platform. */
export interface ViewProps<Q> {
  readonly question: Q;
  /** First part of the field names. */
  readonly field: string;
  /** Label, hint, reason and error, as the platform's fields take them. */
  readonly asked: QuestionProps;
  readonly shown: Shown;
  readonly words: Words;
  /** The day the page is shown: what is offered to choose from may depend on it. */
  readonly today: Day;
  /** In a row it is about somebody or something else: browsers should not fill in the reader's own. */
  readonly isInRow: boolean;
  /** The organisation's map, when it has one. */
  readonly map?: OrganisationMap;
  /** The part of the question that has just changed and takes focus. */
  readonly focus?: string;
}

/** What "Vet inte" is sent as among radio buttons; an option cannot have this id, which begins with a capital. */
export const dontKnowChoice = 'DontKnow';
