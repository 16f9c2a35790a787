import type { Value } from '../answers.ts';
import type { Expression } from '../expressions/expression.ts';
import type { Scope } from '../expressions/check.ts';
import type { QuestionType } from '../questions/type.ts';
import type { AnsweredQuestion } from '../questions/types.ts';
import type { Check } from '../schema/common.ts';
import type { Calculation, PageDefinition } from '../schema/form.ts';
import type { InfoQuestion } from '../questions/info/model.ts';
import type { TableQuestion } from '../questions/table/model.ts';
import type { Form } from './types.ts';

/** What the engine has made ready. Only files of this room look inside a `Form`. */
export interface CompiledForm extends Form {
  readonly pages: readonly CompiledPage[];
  readonly byId: ReadonlyMap<string, CompiledQuestion>;
  readonly calculations: readonly CompiledCalculation[];
  readonly scope: Scope;
  /** Scope of expressions that stand in a row of a table, by the table's id. */
  readonly rowScopes: ReadonlyMap<string, Scope>;
  readonly application?: CompiledForm;
}

export interface CompiledPage {
  readonly page: PageDefinition;
  /** Where it stands in the definition, and the prefix of its texts' keys. */
  readonly path: string;
  readonly when?: Expression;
  readonly questions: readonly CompiledQuestion[];
  readonly checks: readonly CompiledCheck[];
}

interface CompiledCommon {
  readonly path: string;
  /** Prefix of its texts' keys. */
  readonly key: string;
  readonly page: CompiledPage;
  readonly when?: Expression;
  readonly checks: readonly CompiledCheck[];
  /** The table whose rows hold its answers. */
  readonly table?: string;
}

export interface CompiledAnswered extends CompiledCommon {
  readonly kind: 'answered';
  readonly question: AnsweredQuestion;
  readonly type: QuestionType<AnsweredQuestion, Value>;
}

export interface CompiledTable extends CompiledCommon {
  readonly kind: 'table';
  readonly question: TableQuestion;
  readonly columns: readonly CompiledAnswered[];
  /** Questions on pages that repeat for each row: answered in the row as well. */
  readonly pageQuestions: readonly CompiledAnswered[];
}

export interface CompiledInfo extends CompiledCommon {
  readonly kind: 'info';
  readonly question: InfoQuestion;
}

export type CompiledQuestion = CompiledAnswered | CompiledTable | CompiledInfo;

export interface CompiledCheck {
  readonly check: Check;
  readonly path: string;
  readonly textKey: string;
  readonly when: Expression;
}

export interface CompiledCalculation {
  readonly calculation: Calculation;
  readonly path: string;
  readonly value: Expression;
  readonly when?: Expression;
}

/** A form as the engine sees it. Every `Form` comes from `compileForm`, which makes nothing else. */
export function inside(form: Form): CompiledForm {
  return form as CompiledForm;
}
