import type { Check } from '../check.ts';
import { inquiryQuestions, questionsOf } from '../questions.ts';
import type { Problem } from '../problem.ts';
import { decisionId } from '../decision-id.ts';
import type { Path, Source } from '../source.ts';

type IdAt = { readonly id: string; readonly path: Path };

/** An id means one thing: pages among pages; questions, calculations and columns together, with the inquiry's. */
export const idProblems: Check = ({ definition, inquiry }, sources) => {
  const answers: IdAt[] = [
    ...questionsOf(definition)
      .filter(({ column }) => !column)
      .map(({ question, path }) => ({ id: question.id, path })),
    ...definition.calculate.map(({ id }, index) => ({ id, path: ['calculate', index] })),
  ];
  const taken = new Set(answers.map(({ id }) => id));
  return [
    ...twice(
      sources.service,
      definition.pages.map(({ id }, index) => ({ id, path: ['pages', index] })),
      'sidan',
    ),
    ...twice(sources.service, answers, 'frågan eller beräkningen'),
    ...twice(
      sources.service,
      definition.decisions.map((decision, index) => ({ id: decisionId(decision), path: ['decisions', index] })),
      'beslutet',
      new Set(),
      'type',
    ),
    ...twice(
      sources.service,
      definition.decisions.flatMap((decision, index) =>
        'items' in decision ? at(decision.items, ['decisions', index, 'items']) : [],
      ),
      'delen',
    ),
    ...definition.decisions.flatMap((decision, index) => [
      ...twice(sources.service, at(decision.reasons, ['decisions', index, 'reasons']), 'skälet'),
      ...('conditions' in decision
        ? twice(sources.service, at(decision.conditions, ['decisions', index, 'conditions']), 'villkoret')
        : []),
    ]),
    ...twice(sources.service, at(definition.deadlines, ['deadlines']), 'tidsfristen'),
    ...twice(sources.service, at(definition.parties.others, ['parties', 'others']), 'parten'),
    ...twice(sources.service, at(definition.handling?.ends ?? [], ['handling', 'ends']), 'slutet'),
    ...twice(sources.service, at(definition.booking?.kinds ?? [], ['booking', 'kinds']), 'sortens tid'),
    ...twice(sources.service, at(definition.booking?.stops ?? [], ['booking', 'stops']), 'regeln'),
    ...twice(sources.service, at(definition.booking?.outcome?.fields ?? [], ['booking', 'outcome', 'fields']), 'uppgiften'),
    ...twice(sources.service, at(definition.start.bring, ['start', 'bring']), 'punkten'),
    ...twice(sources.service, at(definition.start.after, ['start', 'after']), 'steget'),
    ...(inquiry === null || sources.inquiry === undefined
      ? []
      : [
          ...twice(sources.inquiry, at(inquiry.sections, ['sections']), 'avsnittet'),
          ...twice(sources.inquiry, at(inquiry.completion, ['completion']), 'kompletteringen'),
          ...twice(
            sources.inquiry,
            inquiryQuestions(inquiry)
              .filter(({ column }) => !column)
              .map(({ question, path }) => ({ id: question.id, path })),
            'frågan',
            taken,
          ),
        ]),
  ];
};

function at(things: readonly { readonly id: string }[], path: Path): IdAt[] {
  return things.map(({ id }, index) => ({ id, path: [...path, index] }));
}

function twice(
  source: Source,
  ids: readonly IdAt[],
  what: string,
  taken: ReadonlySet<string> = new Set(),
  key = 'id',
): Problem[] {
  const seen = new Set(taken);
  return ids.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      source.at(
        [...path, key],
        `${key === 'id' ? 'Id' : 'Typen'} "${id}" används för mer än en sak`,
        `Ge ${what} ett eget namn.`,
      ),
    ];
  });
}
