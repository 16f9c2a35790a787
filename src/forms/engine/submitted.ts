import type { Answer, Answers } from '../answers.ts';
import { worldOf } from './calculate.ts';
import { rowsOf } from './held.ts';
import { answerAt, cellsOf, pagesInTheWay, questionsOn } from './place.ts';
import type { Form, FormContext } from './types.ts';

/**
 * The answers that are signed and sent in: those to questions that are asked, in the definition's order. What a draft keeps
 * for questions that are hidden now is left out, also in rows.
 */
export function submitted(form: Form, answers: Answers, context: FormContext): Answers {
  const world = worldOf(form, answers, context);
  const sent: Record<string, Answer> = {};
  const inRows = new Map<string, Set<string>>();
  const places = pagesInTheWay(world);
  for (const place of places) {
    for (const question of questionsOn(place, world)) {
      if (place.row) {
        const key = `${place.row.table} ${place.row.id}`;
        inRows.set(key, (inRows.get(key) ?? new Set()).add(question.question.id));
      } else {
        const answer = answerAt(question, answers);
        if (answer !== undefined && question.kind !== 'info') sent[question.question.id] = answer;
      }
    }
  }
  for (const [id, answer] of Object.entries(sent)) {
    const table = world.form.byId.get(id);
    if (table?.kind !== 'table' || !Array.isArray(answer)) continue;
    sent[id] = (rowsOf(answer) ?? []).map((row) => {
      const asked = new Set([
        ...cellsOf(table.columns, world, id, row).map((cell) => cell.question.id),
        ...(inRows.get(`${id} ${row.id}`) ?? []),
      ]);
      return {
        id: row.id,
        answers: Object.fromEntries(Object.entries(row.answers).filter(([name]) => asked.has(name))),
      };
    });
  }
  return sent;
}
