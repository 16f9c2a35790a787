import type { Answers } from '../../src/forms/index.ts';
import { inside, type CompiledAnswered } from '../../src/forms/engine/compiled.ts';
import type { Form } from '../../src/forms/index.ts';
import type { Wish } from './page-form.ts';

/** Answers of a scenario: as `src/forms/README.md` has them, with rows as plain lists. */
export type Said = Readonly<Record<string, unknown>>;

type Fields = Record<string, Wish>;

/** Every answer as the fields of its question hold it, by the engine's own types. @throws for a question that the form does not have */
export function fieldsFor(form: Form, said: Said): Fields {
  const { byId } = inside(form);
  const fields: Fields = {};
  for (const [id, answer] of Object.entries(said)) {
    if (answer === null) continue;
    const question = byId.get(id);
    if (!question || question.kind === 'info') throw new Error(`there is no question ${id}`);
    if (question.kind === 'answered') put(fields, question, id, answer);
    else if (isUnknown(answer)) fields[`${id}.dontKnow`] = true;
    else {
      const columns = new Map([...question.columns, ...question.pageQuestions].map((one) => [one.question.id, one]));
      for (const [place, row] of (answer as readonly Record<string, unknown>[]).entries()) {
        for (const [name, cell] of Object.entries((row['answers'] ?? row) as Record<string, unknown>)) {
          const column = columns.get(name);
          if (!column) throw new Error(`${id} has no column ${name}`);
          put(fields, column, `${id}.r${place + 1}.${name}`, cell);
        }
      }
    }
  }
  return fields;
}

/** How many rows are said of a table. */
export function rowsSaid(form: Form, said: Said, id: string): number {
  const answer = said[id];
  return inside(form).byId.get(id)?.kind === 'table' && Array.isArray(answer) ? answer.length : 0;
}

function put(fields: Fields, question: CompiledAnswered, name: string, answer: unknown): void {
  if (isUnknown(answer)) fields[`${name}.dontKnow`] = true;
  else {
    const value = typeof answer === 'object' && answer !== null && 'confirmed' in answer ? (answer as { confirmed: Answers[string] }).confirmed : answer;
    if (!question.type.is(value, question.question)) throw new Error(`${name} cannot be answered with ${JSON.stringify(value)}`);
    for (const [part, text] of Object.entries(question.type.fields(question.question, value))) fields[part ? `${name}.${part}` : name] = text;
  }
}

const isUnknown = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'dontKnow' in answer;
