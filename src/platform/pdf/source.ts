/** What is refused in a template before it is compiled, so that its author gets a plain answer with a line. */

export interface SourceRefusal {
  message: string;
  path?: string;
  line?: number;
}

const forbidden: readonly { pattern: RegExp; message: string }[] = [
  { pattern: /\beval\b/, message: 'eval is not allowed: text from a person could become markup.' },
  { pattern: /"@[a-z]+\//, message: 'Packages are not allowed in a template.' },
];

/** The first thing wrong with the files of a template, or null. The compiler's walls hold also for what slips past. */
export function refusedSource(files: Record<string, string | Uint8Array>, main: string): SourceRefusal | null {
  if (files[main] === undefined) return { message: `The template has no file ${main}.` };
  for (const [path, content] of Object.entries(files)) {
    if (!isPlainPath(path)) return { message: `The file name ${path} is not allowed in a template.` };
    if (!path.endsWith('.typ')) continue;
    const refused = refusedLine(path, typeof content === 'string' ? content : Buffer.from(content).toString('utf8'));
    if (refused) return refused;
  }
  return null;
}

function refusedLine(path: string, source: string): SourceRefusal | null {
  for (const [index, line] of source.split('\n').entries()) {
    const found = forbidden.find(({ pattern }) => pattern.test(line));
    if (found) return { message: found.message, path, line: index + 1 };
  }
  return null;
}

const ownNames = new Set(['data.json', 'sprang-main.typ']);

/** Letters, digits, `_`, `-`, `.` and `/` only, no step upwards, and not a name the workspace uses itself. */
function isPlainPath(path: string): boolean {
  const parts = path.split('/');
  return !ownNames.has(path) && parts.every((part) => /^[\w.-]+$/.test(part) && part !== '.' && part !== '..');
}
