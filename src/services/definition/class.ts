import { strictest } from '../../classification/index.ts';
import type { InformationClass } from '../../classification/index.ts';
import { questionsOf } from './questions.ts';
import type { Service } from './schema/service.ts';

/** The class that a whole draft and case of the service has: the service's own, or higher where a question says so. */
export function strictestClass(definition: Pick<Service, 'pages' | 'information'>): InformationClass {
  return questionsOf(definition).reduce<InformationClass>(
    (so, { question }) =>
      'class' in question && question.class !== undefined
        ? strictest(so, question.class as Partial<InformationClass>)
        : so,
    definition.information,
  );
}
