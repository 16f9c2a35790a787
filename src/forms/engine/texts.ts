import type { Json } from '../answers.ts';
import type { Check } from '../schema/common.ts';
import type { FormDefinition } from '../schema/form.ts';
import type { Question } from '../schema/question.ts';

/** A text of a definition: its key in `texts/<lang>.yaml`, and the Swedish. */
export interface Translatable {
  readonly key: string;
  readonly sv: string;
}

/** Every text of a form that another language must have. The keying is told in README.md. */
export function translatable({ pages, calculate = [] }: FormDefinition): readonly Translatable[] {
  return [
    ...pages.flatMap((page) => [
      { key: `pages.${page.id}.title`, sv: page.title },
      ...(page.intro === undefined ? [] : [{ key: `pages.${page.id}.intro`, sv: page.intro }]),
      ...(page.paperIntro ? [{ key: `pages.${page.id}.paperIntro`, sv: page.paperIntro }] : []),
      ...checkTexts(`pages.${page.id}`, page.checks),
      ...page.questions.flatMap((question) => questionTexts(`questions.${question.id}`, question)),
    ]),
    ...calculate.map(({ id, sv }) => ({ key: `calculate.${id}`, sv })),
  ];
}

/** Key of a check's text: by its id, or its number from 1. */
export function checkKey(prefix: string, check: Check, index: number): string {
  return `${prefix}.checks.${check.id ?? index + 1}`;
}

const plainTexts = ['ask', 'hint', 'why', 'text', 'unit', 'low', 'high', 'other', 'rowName'] as const;

function questionTexts(key: string, question: Question): readonly Translatable[] {
  const fields: Partial<Record<(typeof plainTexts)[number], string | undefined>> = question;
  return [
    ...plainTexts.flatMap((name) => (fields[name] === undefined ? [] : [{ key: `${key}.${name}`, sv: fields[name] }])),
    ...('paperHint' in question && question.paperHint ? [{ key: `${key}.paperHint`, sv: question.paperHint }] : []),
    ...('options' in question
      ? question.options.flatMap(({ id, sv, hint, letter }) => [
          { key: `${key}.options.${id}`, sv },
          ...(hint === undefined ? [] : [{ key: `${key}.optionHints.${id}`, sv: hint }]),
          ...(letter === undefined ? [] : [{ key: `${key}.optionLetters.${id}`, sv: letter }]),
        ])
      : []),
    ...('units' in question ? question.units.map(({ id, sv }) => ({ key: `${key}.units.${id}`, sv })) : []),
    ...('checks' in question ? checkTexts(key, question.checks) : []),
    ...('columns' in question
      ? question.columns.flatMap((column) => questionTexts(`${key}.columns.${column.id}`, column))
      : []),
  ];
}

function checkTexts(key: string, checks: readonly Check[] = []): readonly Translatable[] {
  return checks.map((check, index) => ({
    key: checkKey(key, check, index),
    sv: check.error ?? check.warn ?? check.warnStaff ?? '',
  }));
}

/** Nested keys joined with dots; what is not text is left out. */
export function flatten(texts: Json | undefined): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  walk(texts ?? null, '');
  return flat;

  function walk(value: Json, prefix: string): void {
    if (typeof value === 'string') flat.set(prefix, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner as Json, prefix === '' ? key : `${prefix}.${key}`);
    }
  }
}
