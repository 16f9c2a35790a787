import type { Check } from '../check.ts';
import { compileService } from '../compile.ts';
import type { Refused } from '../compile.ts';
import { inquiryPageId } from '../inquiry-pages.ts';
import type { ServiceFolder } from '../model.ts';
import type { Problem } from '../problem.ts';
import { bookingRules, inquiryRules, ruleId, rulesPageId, serviceRules } from '../rules.ts';
import type { Path, Source } from '../source.ts';

/** Every expression compiles, and everything it names exists. The engine's problems are put on their lines here. */
export const expressionProblems: Check = (folder, sources) => {
  const compiled = compileService(folder);
  if (compiled.ok) return [];
  const inquiry = sources.inquiry ?? sources.service;
  return compiled.refused.flatMap((refused): Problem[] => {
    const { part, problem } = refused;
    // The rules of the inquiry are compiled with its pages, whose problems are told by the pages themselves.
    if (part === 'inquiryRules' && ruleIndex(problem.path) === undefined) return [];
    const source = part === 'form' || part === 'rules' || part === 'bookingRules' ? sources.service : inquiry;
    return [source.at(pathOf(refused, folder, source), problem.message, problem.remedy)];
  });
};

function pathOf({ part, problem }: Refused, folder: ServiceFolder, source: Source): Path {
  const index = ruleIndex(problem.path);
  if (index !== undefined) {
    const { definition, inquiry } = folder;
    const rules = part === 'bookingRules' ? bookingRules(definition) : part === 'rules' || inquiry === null ? serviceRules(definition) : inquiryRules(inquiry, definition);
    return rules[index]?.path ?? [];
  }
  if (part === 'inquiry') return found(source.value, inInquiry(problem.path, folder));
  return found(source.value, problem.path.startsWith('questions.') ? onPage(problem.path, folder) : problem.path);
}

function ruleIndex(path: string): number | undefined {
  if (!path.startsWith(`pages.${rulesPageId}.`)) return undefined;
  const id = path.split('.')[3] ?? '';
  const index = Number(/^rule(\d+)/.exec(id)?.[1]);
  return id === ruleId(index) ? index : undefined;
}

/** The engine's page of a section → where its questions stand in inquiry.yaml. */
function inInquiry(path: string, { inquiry }: ServiceFolder): string {
  for (const section of inquiry?.sections ?? []) {
    for (const part of ['evidence', 'assessment'] as const) {
      const page = `pages.${inquiryPageId(section, part)}`;
      if (path.startsWith(`${page}.questions.`))
        return path.replace(`${page}.questions`, `sections.${section.id}.${part}`);
      if (path.startsWith(`${page}.`)) return `sections.${section.id}`;
    }
  }
  return path.replace(/^pages\./, 'start.');
}

function onPage(path: string, { definition }: ServiceFolder): string {
  const id = path.split('.')[1];
  const page = definition.pages.find(({ questions }) => questions.some((question) => question.id === id));
  return page === undefined ? path : `pages.${page.id}.${path}`;
}

/** Steps by id (or number from 1) → steps by place; stops where the file has no more. */
function found(value: unknown, dotted: string): Path {
  const path: (string | number)[] = [];
  let here = value;
  for (const step of dotted.split('.')) {
    if (Array.isArray(here)) {
      const index = here.findIndex(
        (item: unknown) => typeof item === 'object' && item !== null && 'id' in item && item.id === step,
      );
      const place = index === -1 ? Number(step) - 1 : index;
      if (!(place in here)) return path;
      path.push(place);
      here = here[place];
    } else if (typeof here === 'object' && here !== null && step in here) {
      path.push(step);
      here = (here as Record<string, unknown>)[step];
    } else return path;
  }
  return path;
}
