import type { VNode } from 'preact';
import { ErrorSummary, PageHeading, formatDate, type DocumentFacts, type FieldError, type Fields } from '../../../platform/index.ts';
import type { CaseRequest } from '../../store/inquiry/requests.ts';
import type { MyCase } from '../case/my-case.ts';
import type { Mine } from '../frame.tsx';
import { texts } from '../texts.ts';

/** A form that answers what staff have asked: what is missing, or what the decision leans on. */
export interface RequestFormProps {
  context: Mine;
  mine: MyCase;
  request: CaseRequest;
  fields: Fields;
  errors: readonly FieldError[];
  today: string;
  /** what the person has sent in that a new file may replace */
  replaceable: readonly DocumentFacts[];
}

/** What went wrong, which case, what is asked, and by when. */
export function RequestHead({ context: { language }, mine, request, errors, kind }: RequestFormProps & { kind: 'completion' | 'hearing' }): VNode {
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{texts(language, `${kind}.title`)}</PageHeading>
      <p class="lead">{texts(language, `${kind}.by`, { date: formatDate(request.dueDay, language) })}</p>
    </>
  );
}

/** What was typed in a field, and what is wrong with it, as a field of a form takes them. */
export function typedIn({ fields, errors }: Pick<RequestFormProps, 'fields' | 'errors'>) {
  return (name: string): { name: string; value?: string; error?: string } => {
    const [typed, error] = [fields[name], errors.find((one) => one.name === name)?.message];
    return { name, ...(typeof typed === 'string' && { value: typed }), ...(error !== undefined && { error }) };
  };
}
