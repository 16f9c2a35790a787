/** Something wrong in a service folder, said so that whoever wrote it can put it right. */
export type Problem = {
  /** Relative to the service folder, with forward slashes. */
  readonly file: string;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
  /** Where in the content: `pages.hinders.questions.distance.ask`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
};

/** In the order of the files, then from the top. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) => rank(a.file) - rank(b.file) || compare(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

/** One line for a terminal: `service.yaml:12:7 pages.0.title: … → …`. */
export function problemLine(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const path = problem.path === '' ? '' : ` ${problem.path}`;
  return `${place}${path}: ${problem.message}. ${problem.remedy}`;
}

function rank(file: string): number {
  return file === 'service.yaml' ? 0 : file === 'inquiry.yaml' ? 1 : 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
