import type { Scope } from '../expressions/check.ts';
import { boolean, day, integer, many, number, object, string } from '../expressions/shapes.ts';
import { isAnswered, typeOf } from '../questions/types.ts';
import type { FormDefinition, PageDefinition } from '../schema/form.ts';
import type { Question } from '../schema/question.ts';
import type { FormEnvironment, Shape } from './types.ts';

/** Context variables that every form has. */
const standard: Readonly<Record<string, Shape>> = {
  applicant: object({
    age: integer,
    birthDate: day,
    municipality: string,
    county: string,
    postalCode: string,
    city: string,
    givenName: string,
    familyName: string,
    protected: boolean,
    hasPersonalNumber: boolean,
  }),
  organisation: object({ code: string, name: string, kind: string }),
};

/** What the expressions of a form may read, and what it is. */
export function scopeOf(definition: FormDefinition, environment: FormEnvironment, application?: Scope): Scope {
  const variables = new Map<string, Shape>(application?.variables);
  for (const [name, shape] of Object.entries(standard)) variables.set(name, shape);
  for (const [name, shape] of Object.entries(environment.variables ?? {})) {
    variables.set(name, merged(variables.get(name), shape));
  }
  const own: Record<string, Shape> = {};
  for (const page of definition.pages) {
    if (page.repeat !== undefined) continue;
    for (const question of page.questions) {
      const shape = shapeOf(question, definition.pages);
      if (shape) own[question.id] = shape;
    }
  }
  for (const [id, shape] of Object.entries(own)) variables.set(id, shape);
  for (const { id, unit } of definition.calculate ?? []) variables.set(id, unit === 'money' ? integer : number);
  variables.set('previous', object(own));
  return { variables, ...(environment.tables && { tables: environment.tables }) };
}

/** The same, in a row of a table. */
export function rowScope(scope: Scope, table: string): Scope {
  const rows = scope.variables.get(table);
  return rows ? { ...scope, variables: new Map([...scope.variables, ['row', { ...rows, many: false }]]) } : scope;
}

function shapeOf(question: Question, pages: readonly PageDefinition[]): Shape | undefined {
  if (isAnswered(question)) return typeOf(question).shape(question);
  if (question.type === 'info') return undefined;
  const inRows = [
    ...question.columns,
    ...pages.filter(({ repeat }) => repeat === question.id).flatMap((page) => page.questions),
  ];
  return many(
    object(Object.fromEntries(inRows.filter(isAnswered).map((column) => [column.id, typeOf(column).shape(column)]))),
  );
}

function merged(known: Shape | undefined, more: Shape): Shape {
  if (known?.kind !== 'object' || more.kind !== 'object') return more;
  return { ...more, properties: { ...known.properties, ...more.properties } };
}
