import { questionsOf } from './questions.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { DocumentType } from './schema/words.ts';

/** The kinds of documents that a service makes, by what it has in it. */
export function documentTypesOf(definition: Service, inquiry: Inquiry | null): DocumentType[] {
  const files = questionsOf(definition).some(({ question }) => question.type === 'file');
  const certificate = definition.parties.certificate !== undefined;
  const visits = definition.booking === undefined ? [] : ['booking' as const, ...(definition.booking.outcome ? ['outcome' as const] : [])];
  if (definition.case === 'none') return visits;
  return [
    ...visits,
    'application',
    ...(files ? ['attachment' as const] : []),
    ...(certificate ? ['certificate' as const] : []),
    'message',
    'note',
    ...(inquiry === null ? [] : ['inquiry' as const]),
    ...(definition.calculate.length > 0 ? ['calculation' as const] : []),
    ...(definition.decisions.length > 0 ? ['decision' as const] : []),
    ...(definition.decisions.some(({ type }) => type === 'permit') ? ['permit' as const] : []),
    ...(definition.payment === undefined ? [] : ['payment' as const]),
    ...(definition.fee === undefined ? [] : ['fee' as const]),
    ...(definition.parties.others.some(({ asked }) => asked === 'hearing' || asked === 'statement') ? ['statement' as const] : []),
    ...(definition.parties.others.some(({ asked }) => asked === 'consent') ? ['consent' as const] : []),
    ...(definition.appeal.to === 'notAppealable' ? [] : ['appeal' as const]),
    'readLog',
  ];
}
