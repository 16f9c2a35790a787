import { journey } from '../../forms/engine/journey.ts';
import type { Answers, FormContext } from '../../forms/index.ts';
import type { CompiledService, RuleForm } from './compile.ts';
import { localise } from './localise.ts';
import { rulesPageId } from './rules.ts';
import type { Outcome } from './schema/words.ts';

/** A proposal of the inquiry about an item. Put before an officer; never a decision. */
export type Proposal = {
  readonly section: string;
  readonly item: string | undefined;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  /** Why, to the officer, in Swedish. */
  readonly say: string;
};

/** What a person is told before starting, in the context's language: those of `eligibility` that hold. Never a decision. */
export function notesBefore(service: CompiledService, context: FormContext): string[] {
  const holding = holdingRules(service.rules, {}, context, {});
  return localise(service.folder, context.language ?? 'sv').definition.eligibility
    .filter((_, index) => holding.has(`eligibility.${index}`)).map(({ say }) => say);
}

/** The role of the unit that gets the case: the first of `route` that holds. */
export function unitFor(service: CompiledService, answers: Answers, context: FormContext): string {
  const holding = holdingRules(service.rules, {}, context, answers);
  const { route } = service.folder.definition;
  const first = route.find(({ when }, index) => when === undefined || holding.has(`route.${index}`));
  if (first === undefined) throw new Error(`no unit for a case of ${service.folder.definition.service}`);
  return first.to;
}

/** True when a person must see the case the same day. */
export function isUrgent(service: CompiledService, answers: Answers, context: FormContext): boolean {
  return holdingRules(service.rules, {}, context, answers).has('urgent');
}

/** True when the answers say that someone applies together with the applicant. */
export function hasCoApplicant(service: CompiledService, answers: Answers, context: FormContext): boolean {
  return holdingRules(service.rules, {}, context, answers).has('coApplicant');
}

/** The items of the decision that are applied for, in their order. */
export function itemsSought(service: CompiledService, answers: Answers, context: FormContext): string[] {
  const holding = holdingRules(service.rules, {}, context, answers);
  return service.folder.definition.decisions.flatMap((decision) => ('items' in decision ? decision.items : []))
    .filter(({ id, sought }) => sought === undefined || holding.has(`item.${id}`)).map(({ id }) => id);
}

/** Ids of the inquiry's sections that this application needs, in their order. */
export function sectionsNeeded(service: CompiledService, application: Answers, context: FormContext): string[] {
  return neededIn(service, inquiryHolding(service, application, {}, context)).map(({ id }) => id);
}

/** What the inquiry so far proposes: for each section that is needed, the first proposal that holds, if any does. */
export function proposals(service: CompiledService, application: Answers, inquiry: Answers, context: FormContext): Proposal[] {
  const holding = inquiryHolding(service, application, inquiry, context);
  return neededIn(service, holding).flatMap(({ id, item, proposal }) => {
    const first = proposal.find((_, number) => holding.has(`proposal.${id}.${number}`));
    return first === undefined ? [] : [{ section: id, item, outcome: first.outcome, reasons: first.reasons, say: first.say }];
  });
}

/** Ids of the checklist that the answers suggest are lacking. Those without a condition are for the officer to think of. */
export function completionSuggested(service: CompiledService, application: Answers, inquiry: Answers, context: FormContext): string[] {
  const holding = inquiryHolding(service, application, inquiry, context);
  return (service.folder.inquiry?.completion ?? []).map(({ id }) => id).filter((id) => holding.has(`completion.${id}`));
}

/** Names of the inquiry's rules that hold. Also says which paragraphs of the decision's text are wanted: `text.<section>.<id>`. */
export function inquiryHolding(service: CompiledService, application: Answers, inquiry: Answers, context: FormContext): ReadonlySet<string> {
  return service.inquiryRules === undefined ? new Set() : holdingRules(service.inquiryRules, inquiry, context, application);
}

/** The sections that are needed, when these rules hold. */
export function neededIn({ folder, inquiryRules }: CompiledService, holding: ReadonlySet<string>) {
  const ruled = new Set(inquiryRules?.rules.map(({ name }) => name));
  return (folder.inquiry?.sections ?? []).filter(({ id }) => !ruled.has(`section.${id}`) || holding.has(`section.${id}`));
}

function holdingRules({ rules, form }: RuleForm, answers: Answers, context: FormContext, application: Answers): ReadonlySet<string> {
  const way = journey(form, answers, { ...context, application });
  const page = way.pages.find(({ key }) => key === rulesPageId);
  const there = new Set(page?.questions.map(({ question }) => question.id));
  return new Set(rules.flatMap(({ name, id }) => (there.has(id) ? [name] : [])));
}
