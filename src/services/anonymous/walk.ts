import type { Fault, Journey, JourneyPage, JourneyQuestion } from '../../forms/index.ts';

/** A journey as it is walked when nothing is kept on the way: files wait until everything is sent in at once. */
export interface Walk {
  pages: readonly JourneyPage[];
  /** every question that asks for files, in order */
  files: readonly JourneyQuestion[];
  /** the first page that is not complete, files apart */
  next?: string;
  exit?: string;
}

/** Takes the questions about files out of the pages; a page that asked for nothing else is not walked. */
export function walkOf(journey: Journey): Walk {
  const pages = journey.pages.map(withoutFiles).filter((page, index) => page.exit || asksSomething(page) || !asksForFiles(journey.pages[index]!));
  const next = pages.find((page) => !page.exit && !page.complete);
  return {
    pages, files: journey.pages.flatMap(({ questions }) => questions.filter(isFile)),
    ...(next && { next: next.key }), ...(journey.exit && { exit: journey.exit }),
  };
}

/** What is wrong besides files that are not there yet. */
export function withoutFileFaults(page: JourneyPage | undefined, faults: readonly Fault[]): Fault[] {
  const files = new Set((page?.questions ?? []).filter(isFile).map(({ field }) => field));
  return faults.filter(({ question, field }) => !files.has(field ?? '') && !files.has(question ?? ''));
}

/** The fields of a page that ask for files. */
export function filesOn({ pages }: Journey, key: string): string[] {
  return (pages.find((page) => page.key === key)?.questions ?? []).filter(isFile).map(({ field }) => field);
}

function withoutFiles(page: JourneyPage): JourneyPage {
  const errors = withoutFileFaults(page, page.errors);
  return { ...page, questions: page.questions.filter((one) => !isFile(one)), errors, complete: !page.exit && errors.length === 0 };
}

const isFile = ({ question }: JourneyQuestion) => question.type === 'file';
const asksForFiles = ({ questions }: JourneyPage) => questions.some(isFile);
const asksSomething = ({ questions }: JourneyPage) => questions.some(({ question }) => question.type !== 'info');
