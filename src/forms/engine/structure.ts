import type { Option } from '../schema/common.ts';
import type { FormDefinition, PageDefinition } from '../schema/form.ts';
import type { Question } from '../schema/question.ts';
import { inside } from './compiled.ts';
import type { FormEnvironment, Problem } from './types.ts';

const reserved = new Set([
  'row',
  'applicant',
  'organisation',
  'previous',
  'context',
  'resource',
  'rootResource',
  'ucum',
  'factory',
  'questionnaire',
  'do',
  'asked',
]);

/** Words of FHIRPath that it does not take as a name: `%day` cannot be read. */
const keywords = new Set([
  'and',
  'or',
  'xor',
  'implies',
  'div',
  'mod',
  'true',
  'false',
  ...['year', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'].flatMap((unit) => [unit, `${unit}s`]),
]);

/** What a schema cannot see: ids that are taken, references that lead nowhere, limits the wrong way round. */
export function structureProblems(definition: FormDefinition, environment: FormEnvironment): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, message: string, remedy: string) => problems.push({ path, message, remedy });
  const keyword = (id: string, path: string) => {
    if (keywords.has(id))
      say(path, `id "${id}" är ett ord i villkorens språk`, `Byt id, till exempel till "${id}Value"`);
  };
  const tables = new Map<string, { page: number; ids: Set<string> }>();
  const ids = new Map<string, string>();
  const take = (id: string, path: string) => {
    const taken = ids.get(id);
    if (taken !== undefined) say(path, `id "${id}" används redan i ${taken}`, 'Byt id på den ena');
    keyword(id, path);
    if (reserved.has(id) || environment.variables?.[id]) say(path, `id "${id}" är upptaget`, 'Byt id');
    if (environment.application && inside(environment.application).byId.has(id)) {
      say(path, `id "${id}" finns redan i ansökan`, 'Byt id, så att svaren inte förväxlas');
    }
    ids.set(id, path);
  };
  definition.pages.forEach((page, index) =>
    page.questions.forEach((question) => {
      if (question.type === 'table') {
        tables.set(question.id, { page: index, ids: new Set(question.columns.map(({ id }) => id)) });
      }
    }),
  );
  const pageIds = new Set<string>();
  definition.pages.forEach((page, index) => {
    const path = `pages.${page.id}`;
    if (pageIds.has(page.id)) say(path, `Två sidor heter "${page.id}"`, 'Byt id på den ena');
    pageIds.add(page.id);
    repeatProblems(page, index, path);
    for (const question of page.questions) {
      const at = `${path}.questions.${question.id}`;
      take(question.id, at);
      questionProblems(question, at);
      if (question.type !== 'table') continue;
      const columns = new Set<string>();
      for (const column of question.columns) {
        if (columns.has(column.id))
          say(`${at}.columns.${column.id}`, `Två kolumner heter "${column.id}"`, 'Byt id på den ena');
        columns.add(column.id);
        keyword(column.id, `${at}.columns.${column.id}`);
        questionProblems(column, `${at}.columns.${column.id}`);
        if (column.confirm)
          say(`${at}.columns.${column.id}.confirm`, 'En kolumn kan inte bekräftas för sig', 'Sätt confirm på tabellen');
      }
    }
  });
  for (const { id, each } of definition.calculate ?? []) {
    take(id, `calculate.${id}`);
    if (each !== undefined && !tables.has(each))
      say(`calculate.${id}.each`, `Tabellen "${each}" finns inte`, 'Skriv id för en table-fråga');
  }
  return problems;

  function repeatProblems(page: PageDefinition, index: number, path: string): void {
    if (page.repeat === undefined) return;
    const table = tables.get(page.repeat);
    if (!table)
      return void say(`${path}.repeat`, `Tabellen "${page.repeat}" finns inte`, 'Skriv id för en table-fråga');
    if (table.page >= index)
      say(`${path}.repeat`, 'Tabellen kommer efter sidan', 'Flytta sidan efter den sida där tabellen fylls i');
    for (const question of page.questions) {
      if (question.type === 'table')
        say(`${path}.questions.${question.id}`, 'En tabell kan inte stå i en rad', 'Flytta den till en egen sida');
      if (table.ids.has(question.id))
        say(`${path}.questions.${question.id}`, `Tabellen har redan en kolumn "${question.id}"`, 'Byt id');
      table.ids.add(question.id);
    }
  }

  function questionProblems(question: Question, path: string): void {
    const { min, max } = question as { min?: unknown; max?: unknown };
    if (typeof min === 'number' && typeof max === 'number' && min > max)
      say(path, 'min är större än max', 'Byt plats på dem');
    if (question.type === 'scale' && question.min >= question.max)
      say(path, 'Skalan har bara ett steg', 'Sätt min lägre än max');
    if (question.type === 'choices' && question.min !== undefined && question.min > question.options.length) {
      say(path, 'min är fler än alternativen', 'Sänk min');
    }
    if ('options' in question) optionProblems(question.type, question.options, path);
    if ('statistics' in question && question.statistics && !countable.has(question.type)) {
      say(`${path}.statistics`, 'Svaret kan peka ut någon', 'Räkna bara val, ja/nej, skalor och tal');
    }
  }

  function optionProblems(type: string, options: readonly Option[], path: string): void {
    if (type === 'choice' && options.length < 2)
      say(`${path}.options`, 'Ett val behöver minst två alternativ', 'Använd yesNo eller choices');
    if (type !== 'choices' && options.some(({ exclusive }) => exclusive)) {
      say(`${path}.options`, 'exclusive hör till choices', 'Ta bort det: bara ett alternativ kan ändå väljas');
    }
  }
}

const countable = new Set(['yesNo', 'choice', 'choices', 'choiceOrOther', 'scale', 'number', 'money']);
