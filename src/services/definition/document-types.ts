import { questionsOf } from './questions.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { DocumentType } from './schema/words.ts';

/** The kinds of documents that a service makes, by what it has in it. */
export function documentTypesOf(definition: Service, inquiry: Inquiry | null): DocumentType[] {
  const files = questionsOf(definition).some(({ question }) => question.type === 'file');
  const certificate = definition.parties.certificate !== undefined;
  return [
    'application',
    ...(files ? ['attachment' as const] : []),
    ...(certificate ? ['certificate' as const] : []),
    'message',
    'note',
    ...(inquiry === null ? [] : ['inquiry' as const]),
    ...(definition.calculate.length > 0 ? ['calculation' as const] : []),
    'decision',
    ...(definition.decisions.some(({ type }) => type === 'permit') ? ['permit' as const] : []),
    ...(definition.payment === undefined ? [] : ['payment' as const]),
    ...(definition.appeal.to === 'notAppealable' ? [] : ['appeal' as const]),
    'readLog',
  ];
}
