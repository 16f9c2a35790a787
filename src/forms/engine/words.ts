import { fileURLToPath } from 'node:url';
import { formatDate, formatMoney, formatNumber, readTexts } from '../../platform/index.ts';
import { isDay } from '../expressions/calendar.ts';
import type { Words } from '../questions/type.ts';
import { inside, type CompiledQuestion } from './compiled.ts';
import type { Fault, Form, Language } from './types.ts';

/** This room's own texts, `texts/<lang>.yaml`. */
export const texts = readTexts(fileURLToPath(new URL('../texts', import.meta.url)));

/** What to do to put a fault right, in a language: for the summary, where a row is named. */
export function faultText(form: Form, fault: Fault, language: Language): string {
  const text = faultTextInPlace(form, fault, language);
  if (fault.row === undefined) return text;
  return texts(language, 'faults.row', { row: rowName(form, fault.row.table, fault.row.number, language), text });
}

/** The same beside its field, where it is seen which row it is. */
export function faultTextInPlace(form: Form, fault: Fault, language: Language): string {
  const { code, textKey, question: id, row } = fault;
  if (code === 'check' && textKey !== undefined) return form.text(textKey, language);
  return texts(language, `faults.${code}`, {
    ...shown(fault, language),
    ask: id === undefined ? '' : askOf(form, id, row?.table, language),
  });
}

/** What a row is called: "Inkomst 2". */
export function rowName(form: Form, table: string, number: number, language: Language): string {
  return texts(language, 'table.row', { name: form.text(`questions.${table}.rowName`, language), number });
}

/** The words that a question is shown with. */
export function wordsFor(form: Form, question: CompiledQuestion, language: Language): Words {
  return {
    language,
    own: (key, params) => texts(language, key, params),
    text: (key) => form.text(`${question.key}.${key}`, language),
  };
}

/** The compiled question of an id, or of a column of a table. */
export function questionAt(form: Form, id: string, table: string | undefined): CompiledQuestion | undefined {
  const { byId } = inside(form);
  const rows = table === undefined ? undefined : byId.get(table);
  return (rows?.kind === 'table' ? rows.columns.find(({ question }) => question.id === id) : undefined) ?? byId.get(id);
}

function askOf(form: Form, id: string, table: string | undefined, language: Language): string {
  const question = questionAt(form, id, table);
  return question ? form.text(`${question.key}.ask`, language) : '';
}

/** Limits as people write them: amounts in kronor, days in words. */
function shown({ code, params = {} }: Fault, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? isDay(value)
          ? formatDate(value, language)
          : value
        : code.startsWith('money.')
          ? formatMoney(value, language)
          : formatNumber(value, language),
    ]),
  );
}
