import { evaluateRule } from '../../forms/index.ts';
import type { Answers, Explanation, FormContext } from '../../forms/index.ts';
import type { CompiledService, Rules } from './compile.ts';
import { localise } from './localise.ts';
import type { Outcome } from './schema/words.ts';

/** A proposal of the inquiry about an item. Put before an officer; never a decision. */
export type Proposal = {
  readonly section: string;
  readonly item: string | undefined;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  /** Why, to the officer, in Swedish. */
  readonly say: string;
  /** The rule, and the answers that it read. */
  readonly explanation: Explanation;
};

/**
 * What a person is told before starting, in the context's language: those of `eligibility` that hold. Never a
 * decision.
 */
export function notesBefore({ folder, rules }: CompiledService, context: FormContext): string[] {
  return localise(folder, context.language ?? 'sv')
    .definition.eligibility.filter((_, index) => holds(rules, `eligibility.${index}`, {}, context))
    .map(({ say }) => say);
}

/** The role of the unit that gets the case: the first of `route` that holds. */
export function unitFor({ folder, rules }: CompiledService, answers: Answers, context: FormContext): string {
  const first = folder.definition.route.find((_, index) => always(rules, `route.${index}`, answers, context));
  if (first === undefined) throw new Error(`no unit for a case of ${folder.definition.service}`);
  return first.to;
}

/** True when a person must see the case the same day. */
export function isUrgent({ rules }: CompiledService, answers: Answers, context: FormContext): boolean {
  return holds(rules, 'urgent', answers, context);
}

/** True when the answers say that someone applies together with the applicant. */
export function hasCoApplicant({ rules }: CompiledService, answers: Answers, context: FormContext): boolean {
  return holds(rules, 'coApplicant', answers, context);
}

/** The kinds of other parties that this application has: neighbours, owners. Who they are is another matter. */
export function othersWanted({ folder, rules }: CompiledService, answers: Answers, context: FormContext) {
  return folder.definition.parties.others.filter(({ id }) => always(rules, `other.${id}`, answers, context));
}

/** True when the definition lets the application be granted without an officer, as far as its conditions tell. */
export function mayBeAutomatic({ folder, rules }: CompiledService, answers: Answers, context: FormContext): boolean {
  return (
    folder.definition.automatic !== undefined &&
    holds(rules, 'automatic.when', answers, context) &&
    !holds(rules, 'automatic.unless', answers, context)
  );
}

/** Who besides the applicant is paid for which items, as far as the conditions of `payment.receivers` hold. */
export function receiversWanted({ folder, rules }: CompiledService, answers: Answers, context: FormContext) {
  return (folder.definition.payment?.receivers ?? []).filter((_, index) =>
    always(rules, `receiver.${index}`, answers, context),
  );
}

/** The items of the decisions that are applied for, in their order. */
export function itemsSought({ folder, rules }: CompiledService, answers: Answers, context: FormContext): string[] {
  return folder.definition.decisions
    .flatMap((decision) => ('items' in decision ? decision.items : []))
    .map(({ id }) => id)
    .filter((id) => always(rules, `item.${id}`, answers, context));
}

/** The reasons of a decision that fit an application: those whose condition holds, and those without one. */
export function fittingReasons<T extends { readonly when?: string | undefined }>(
  { rules }: CompiledService,
  reasons: readonly T[],
  answers: Answers,
  context: FormContext,
): T[] {
  return reasons.filter(({ when }) => when === undefined || always(rules, `reason.${when}`, answers, context));
}

/** The inquiry's sections that this application needs, in their order. */
export function sectionsNeeded(
  { folder, inquiryRules }: CompiledService,
  application: Answers,
  inquiry: Answers,
  context: FormContext,
) {
  return (folder.inquiry?.sections ?? []).filter(({ id }) =>
    always(inquiryRules, `section.${id}`, inquiry, { ...context, application }),
  );
}

/**
 * What the inquiry so far proposes: for each section that is needed, the first proposal that holds. None where an answer
 * that its rule reads is missing.
 */
export function proposals(
  service: CompiledService,
  application: Answers,
  inquiry: Answers,
  context: FormContext,
): Proposal[] {
  return sectionsNeeded(service, application, inquiry, context).flatMap(({ id, item, proposal }) => {
    for (const [number, { outcome, reasons, say }] of proposal.entries()) {
      const rule = service.inquiryRules.get(`proposal.${id}.${number}`);
      const found = rule && evaluateRule(rule, inquiry, { ...context, application });
      if (found?.holds && found.explanation.missing.length === 0) {
        return [{ section: id, item, outcome, reasons, say, explanation: found.explanation }];
      }
    }
    return [];
  });
}

/**
 * Ids of the checklist that the answers suggest are lacking. Those without a condition are for the officer to think
 * of.
 */
export function completionSuggested(
  { folder, inquiryRules }: CompiledService,
  application: Answers,
  inquiry: Answers,
  context: FormContext,
): string[] {
  return (folder.inquiry?.completion ?? [])
    .map(({ id }) => id)
    .filter((id) => holds(inquiryRules, `completion.${id}`, inquiry, { ...context, application }));
}

/** The rules of a booking that stop somebody, of whom the context tells. */
export function bookingStops({ folder, bookingRules }: CompiledService, context: FormContext) {
  return (folder.definition.booking?.stops ?? []).filter(({ id }) => holds(bookingRules, `stop.${id}`, {}, context));
}

/** A rule that is there and holds. */
function holds(rules: Rules, name: string, answers: Answers, context: FormContext): boolean {
  const rule = rules.get(name);
  return rule !== undefined && evaluateRule(rule, answers, context).holds;
}

/** A rule that holds, or that the definition left out: then it always does. */
export function always(rules: Rules, name: string, answers: Answers, context: FormContext): boolean {
  return !rules.has(name) || holds(rules, name, answers, context);
}
