import { createHash } from 'node:crypto';
import { answerText, type AnswerText, type Answers, type Form, type FormContext, type JourneyPage, type JourneyQuestion, journey } from '../forms/index.ts';
import { type Language } from '../platform/index.ts';
import { canonical } from './definition/index.ts';

/** Exactly what a person saw when they signed: every question in its words, every answer in its words. Data, so that it can be hashed, sealed and shown again. */
export interface Seen {
  service: string;
  /** hash of the published version */
  version: string;
  language: Language;
  sections: readonly SeenSection[];
}

export interface SeenSection {
  page: string;
  title: string;
  rows: readonly SeenRow[];
}

export interface SeenRow {
  id: string;
  question: string;
  answer: AnswerText;
}

/** What is seen of a journey: its visible pages and questions with the answers, in the language it was filled in. */
export function seenOf(
  form: Form, answers: Answers, context: FormContext, about: { service: string; version: string; language: Language },
): Seen {
  const { pages } = journey(form, answers, context);
  return { ...about, sections: pages.filter(({ exit }) => !exit).map((page) => sectionOf(form, page, about.language)) };
}

/** The hash a signature is over (SHA-256, hexadecimal): of the canonical JSON, so that the same content has the same hash everywhere. */
export function seenHash(seen: Seen): string {
  return createHash('sha256').update(canonical(seen)).digest('hex');
}

function sectionOf(form: Form, page: JourneyPage, language: Language): SeenSection {
  const title = form.text(`pages.${page.page.id}.title`, language);
  return {
    page: page.key, title: page.row ? `${title} (${page.row.number})` : title,
    rows: page.questions.filter(({ question }) => question.type !== 'info').map((question) => rowOf(form, question, language)),
  };
}

function rowOf(form: Form, question: JourneyQuestion, language: Language): SeenRow {
  return { id: question.field, question: form.text(`questions.${question.question.id}.ask`, language), answer: answerText(form, question, language) };
}
