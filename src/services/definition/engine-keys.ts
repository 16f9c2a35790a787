import type { Question } from '../../forms/index.ts';
import type { Service } from './schema/service.ts';

/** Keys of the texts that the engine owns: pages, questions and calculation (README of `forms`). */
export function engineKeys({ pages, calculate }: { readonly pages: Service['pages']; readonly calculate: Service['calculate'] }): string[] {
  return [
    ...pages.flatMap((page) => [
      `pages.${page.id}.title`,
      ...(page.intro === undefined ? [] : [`pages.${page.id}.intro`]),
      ...checkKeys(`pages.${page.id}`, page.checks),
      ...page.questions.flatMap((question) => questionKeys(`questions.${question.id}`, question)),
    ]),
    ...calculate.map(({ id }) => `calculate.${id}`),
  ];
}

const words = ['ask', 'hint', 'why', 'unit', 'text', 'low', 'high', 'other', 'rowName'] as const;

function questionKeys(key: string, question: Question): string[] {
  const fields = question as Partial<Record<(typeof words)[number], unknown>>;
  return [
    ...words.filter((word) => fields[word] !== undefined).map((word) => `${key}.${word}`),
    ...('checks' in question ? checkKeys(key, question.checks) : []),
    ...('options' in question ? question.options.flatMap((option) => [
      `${key}.options.${option.id}`, ...(option.hint === undefined ? [] : [`${key}.optionHints.${option.id}`]),
    ]) : []),
    ...('units' in question ? question.units.map(({ id }) => `${key}.units.${id}`) : []),
    ...(question.type === 'table' ? question.columns.flatMap((column) => questionKeys(`${key}.columns.${column.id}`, column)) : []),
  ];
}

function checkKeys(key: string, checks: readonly { readonly id?: string | undefined }[] = []): string[] {
  return checks.map(({ id }, index) => `${key}.checks.${id ?? index + 1}`);
}
