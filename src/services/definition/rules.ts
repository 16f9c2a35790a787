import type { PageDefinition, Shape } from '../../forms/index.ts';
import { sectionCondition } from './inquiry-pages.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { Path } from './source.ts';

/** A condition outside the pages: what it is called, what it says, and where it stands. */
export type NamedRule = { readonly name: string; readonly when: string; readonly path: Path };

/** Conditions of `service.yaml` outside its pages. */
export function serviceRules(definition: Service): NamedRule[] {
  const { parties, urgent, automatic } = definition;
  return [
    ...definition.eligibility.map(({ when }, index) => ({
      name: `eligibility.${index}`,
      when,
      path: ['eligibility', index, 'when'],
    })),
    ...definition.route.flatMap(({ when }, index) => optional(`route.${index}`, when, ['route', index, 'when'])),
    ...optional('urgent', urgent?.when, ['urgent', 'when']),
    ...optional('coApplicant', parties.coApplicant?.when, ['parties', 'coApplicant', 'when']),
    ...parties.others.flatMap(({ id, when }, index) =>
      optional(`other.${id}`, when, ['parties', 'others', index, 'when']),
    ),
    ...(definition.payment?.receivers ?? []).flatMap(({ when }, index) =>
      optional(`receiver.${index}`, when, ['payment', 'receivers', index, 'when']),
    ),
    ...optional('automatic.when', automatic?.when, ['automatic', 'when']),
    ...optional('automatic.unless', automatic?.unless, ['automatic', 'unless']),
    ...definition.decisions.flatMap((decision, index) =>
      'items' in decision
        ? decision.items.flatMap(({ id, sought }, number) =>
            optional(`item.${id}`, sought, ['decisions', index, 'items', number, 'sought']),
          )
        : [],
    ),
    // Named by what it says: decisions may share a reason, and what it depends on is the same wherever it stands.
    ...definition.decisions.flatMap((decision, index) =>
      decision.reasons.flatMap(({ when }, number) =>
        optional(`reason.${when ?? ''}`, when, ['decisions', index, 'reasons', number, 'when']),
      ),
    ),
  ];
}

/** What rules of a booking read besides who it is and where: `%visit`. */
export const bookingVariables: Readonly<Record<string, Shape>> = {
  visit: { kind: 'object', properties: { kind: { kind: 'string' }, earlier: { kind: 'integer' }, sinceLast: { kind: 'integer' } } },
};

/** Who may not book, of a service with times. They know no answers: nothing is filled in when a time is chosen. */
export function bookingRules({ booking }: Service): NamedRule[] {
  return (booking?.stops ?? []).map(({ id, when }, index) => ({ name: `stop.${id}`, when, path: ['booking', 'stops', index, 'when'] }));
}

/** Conditions of `inquiry.yaml` outside its pages. */
export function inquiryRules(inquiry: Inquiry, definition: Service): NamedRule[] {
  return [
    ...inquiry.sections.flatMap((section, index) => {
      const here: Path = ['sections', index];
      return [
        ...optional(`section.${section.id}`, sectionCondition(section, definition), [
          ...here,
          section.when === undefined ? 'item' : 'when',
        ]),
        ...section.proposal.map(({ when }, number) => ({
          name: `proposal.${section.id}.${number}`,
          when,
          path: [...here, 'proposal', number, 'when'],
        })),
        ...section.text.flatMap(({ id, when }, number) =>
          optional(`text.${section.id}.${id}`, when, [...here, 'text', number, 'when']),
        ),
      ];
    }),
    ...inquiry.completion.flatMap(({ id, when }, index) =>
      optional(`completion.${id}`, when, ['completion', index, 'when']),
    ),
  ];
}

/**
 * Id of the page that carries the rules. The engine evaluates conditions of questions; a rule is a question with
 * nothing to ask.
 */
export const rulesPageId = 'rulesOfTheService';

/**
 * The rules as a page for the engine, so that they are read, checked and evaluated exactly as conditions on pages
 * are.
 */
export function rulesPage(rules: readonly NamedRule[]): PageDefinition {
  return {
    id: rulesPageId,
    title: 'Regler',
    questions: rules.map(({ name, when }, index) => ({ id: ruleId(index), type: 'info', text: name, when })),
  };
}

/** Id of a rule on the rules page. */
export function ruleId(index: number): string {
  return `rule${index}OfTheService`;
}

function optional(name: string, when: string | undefined, path: Path): NamedRule[] {
  return when === undefined ? [] : [{ name, when, path }];
}
