import type { Answers } from './answers.ts';
import type { FormDefinition } from './schema/form.ts';
import type { Question } from './schema/question.ts';

/** A large form with answers that make it complete: what `bench/` measures. */
export interface BenchForm {
  readonly definition: FormDefinition;
  readonly answers: Answers;
}

/**
 * A definition of a number of questions, shaped like real ones: ten a page, every third conditional on an earlier answer,
 * every tenth with a check, every fiftieth a condition that only the library can evaluate. All are asked.
 */
export function benchForm(count = 500): BenchForm {
  const answers: Record<string, Answers[string]> = {};
  const questions = Array.from({ length: count }, (_, index) => {
    const [question, answer] = questionAt(index);
    answers[question.id] = answer;
    return question;
  });
  const pages = Array.from({ length: Math.ceil(count / 10) }, (_, index) => ({
    id: `page${index}`,
    title: `Sida ${index + 1}`,
    questions: questions.slice(10 * index, 10 * index + 10),
  }));
  return { definition: { pages }, answers };
}

type Made = readonly [Question, Answers[string]];

function questionAt(index: number): Made {
  const common = {
    id: `q${index}`,
    ask: `Fråga ${index + 1}`,
    ...conditionAt(index),
    ...(index % 10 === 9 && {
      checks: [{ when: `%q${index - 9}.empty() and %q${index - 8}.exists()`, error: 'Svara på den första' }],
    }),
  };
  return makers[index % makers.length]!(common);
}

/** Every tenth question, from the first, is a choice; later ones on the page ask what was chosen. */
function conditionAt(index: number): { when?: string } {
  const choice = index - (index % 10);
  if (index % 50 === 49) return { when: `%q${choice}.where(code = 'first').exists()` };
  return index % 3 === 2 && index % 10 !== 0 ? { when: `%q${choice}.code = 'first'` } : {};
}

interface Common {
  readonly id: string;
  readonly ask: string;
  readonly when?: string;
  readonly checks?: { when: string; error: string }[];
}

const options = [
  { id: 'first', sv: 'Det första' },
  { id: 'second', sv: 'Det andra' },
  { id: 'third', sv: 'Det tredje' },
];

const makers: readonly ((common: Common) => Made)[] = [
  (common) => [{ ...common, type: 'choice', options }, 'first'],
  (common) => [{ ...common, type: 'yesNo' }, true],
  (common) => [{ ...common, type: 'text', maxLength: 100 }, 'Ett vanligt svar på en rad'],
  (common) => [{ ...common, type: 'money', max: 100_000_000 }, 1_234_500],
  (common) => [{ ...common, type: 'date', max: 'today' }, '1985-05-03'],
  (common) => [{ ...common, type: 'choices', options }, ['first', 'third']],
  (common) => [{ ...common, type: 'number', min: 0, max: 100, decimals: 1 }, 12.5],
  (common) => [{ ...common, type: 'longText' }, 'Ett längre svar.\nMed flera rader, som folk skriver dem.'],
  (common) => [
    { ...common, type: 'period' },
    { start: '2026-01-01', end: '2026-12-31' },
  ],
  (common) => [
    { ...common, type: 'address' },
    { street: 'Storgatan 1', postalCode: '123 45', city: 'Exempelby' },
  ],
];
