import { demands } from '../../../classification/index.ts';
import type { Check } from '../check.ts';
import { strictestClass } from '../class.ts';
import { questionsOf } from '../questions.ts';

/**
 * No question asks for what the platform refuses, and what is fetched about a person demands that they have signed
 * in.
 */
export const classProblems: Check = ({ definition }, { service }) => {
  const questions = questionsOf(definition);
  const refused = questions.filter(
    ({ question }) => 'class' in question && Object.values(question.class ?? {}).includes(4),
  );
  if (refused.length > 0) {
    return refused.map(({ path }) =>
      service.at(
        [...path, 'class'],
        'Klass 4 kan inte användas här',
        'Den kräver en egen analys och ett eget system. Ställ inte frågan här.',
      ),
    );
  }
  if (demands(strictestClass(definition)).level > 0) return [];
  return questions
    .filter(({ question }) => 'confirm' in question && question.confirm !== undefined)
    .map(({ path }) =>
      service.at(
        [...path, 'confirm'],
        'Ingen behöver logga in, så uppgiften kan inte hämtas',
        'Höj confidentiality till minst 1, eller ta bort confirm.',
      ),
    );
};
