import type { VNode } from 'preact';
import { Link, Section, Tag, formatDate, href } from '../../../platform/index.ts';
import type { Task } from '../../store/clocks/tasks.ts';
import { caseHref } from '../case/in-case.tsx';

/** What is to be done in the case, beside it. */
export function OpenTasks({ tasks, file, today }: { tasks: readonly Task[]; file: { id: string }; today: string }): VNode | null {
  if (tasks.length === 0) return null;
  return (
    <Section heading="Att göra">
      <ul class="ds-list">
        {tasks.slice(0, 3).map(({ id, what, dueDay }) => (
          <li key={id}>{what}<br />{dueDay < today ? <Tag colour="danger">Försenad sedan {formatDate(dueDay, 'sv')}</Tag> : <span class="hint">Senast {formatDate(dueDay, 'sv')}</span>}</li>
        ))}
      </ul>
      <p><Link href={href(caseHref(file.id, '/frister'))}>{tasks.length > 3 ? `Alla ${tasks.length} uppgifter` : 'Uppgifter och frister'}</Link></p>
    </Section>
  );
}
