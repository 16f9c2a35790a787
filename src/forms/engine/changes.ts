import { sameJson } from './held.ts';
import type { Form } from './types.ts';

/** A question that differs between two versions of a form. `ask` is the newer Swedish text. */
export interface QuestionChange {
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly ask: string;
}

/** What publishing a new version changes for those who have begun on the old: shown before it is chosen what happens to them. */
export function changedQuestions(before: Form, after: Form): readonly QuestionChange[] {
  const ids = new Set([...before.questions.keys(), ...after.questions.keys()]);
  return [...ids].flatMap((id): QuestionChange[] => {
    const [old, now] = [before.questions.get(id), after.questions.get(id)];
    const question = (now ?? old)!.question;
    const ask = question.ask ?? ('text' in question ? question.text : id);
    if (!old) return [{ id, change: 'added', ask }];
    if (!now) return [{ id, change: 'removed', ask }];
    const same =
      sameJson(old.question, now.question) && old.page.when === now.page.when && old.page.repeat === now.page.repeat;
    return same ? [] : [{ id, change: 'changed', ask }];
  });
}
