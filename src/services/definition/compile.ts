import { compileForm, compileRule } from '../../forms/index.ts';
import type { Form, FormEnvironment, Json, Problem as EngineProblem, Rule } from '../../forms/index.ts';
import { applicantPages, contactLanguageTexts } from './contact-language.ts';
import { inquiryPages } from './inquiry-pages.ts';
import type { ServiceFolder } from './model.ts';
import { bookingRules, bookingVariables, inquiryRules, rulesPage, serviceRules } from './rules.ts';
import type { NamedRule } from './rules.ts';
import { translatedLanguages } from './schema/words.ts';
import { inquiryTexts } from './texts.ts';

/** A service ready to be used. Made once for each published version; holds no answers; safe to share. */
export type CompiledService = {
  readonly folder: ServiceFolder;
  /** The applicant's pages, with the calculation. */
  readonly form: Form;
  /** The officer's pages; none when the service has no inquiry. */
  readonly inquiry: Form | undefined;
  /** Conditions outside the pages, by name, asked through the functions of `hold.ts`. */
  readonly rules: Rules;
  readonly inquiryRules: Rules;
  /** Who may not book a time (`stop.tooYoung`); they read `%visit` and no answers. */
  readonly bookingRules: Rules;
};

/** Rules by name (`route.0`, `item.companion`, `proposal.travel.2`). */
export type Rules = ReadonlyMap<string, Rule>;

/** A part of a service that the engine refused, with what it said. */
export type Refused = { readonly part: 'form' | 'rules' | 'inquiry' | 'inquiryRules' | 'bookingRules'; readonly problem: EngineProblem };

export type CompiledOrRefused =
  | { readonly ok: true; readonly service: CompiledService }
  | { readonly ok: false; readonly refused: readonly Refused[] };

/**
 * Compiles every expression of a service. An id that does not exist, or a rule that can never hold, is refused here.
 */
export function compileService(folder: ServiceFolder): CompiledOrRefused {
  const { definition, inquiry } = folder;
  const tables = Object.fromEntries(definition.tables.map((id) => [id, { keys: keysOf(folder.tables[id]) }]));
  const own = { pages: applicantPages(definition), calculate: definition.calculate };
  const form = compileForm(own, { texts: formTexts(folder), tables });
  if (!form.ok) return refused('form', form.problems);
  const inApplication: FormEnvironment = { application: form.form, tables };
  const rules = serviceRules(definition);
  const compiledRules = compileForm({ pages: [rulesPage(rules)] }, inApplication);
  const stops = bookingRules(definition);
  const booking = compileForm({ pages: [rulesPage(stops)] }, { tables, variables: bookingVariables });
  const pages = inquiry === null ? [] : inquiryPages(inquiry, definition);
  const officers = inquiry === null ? undefined : compileForm({ pages }, inApplication);
  const officersRules = inquiry === null ? [] : inquiryRules(inquiry, definition);
  const compiledOfficersRules =
    inquiry === null || officers?.ok === false
      ? undefined
      : compileForm({ pages: [...pages, rulesPage(officersRules)] }, inApplication);
  if (!compiledRules.ok || !booking.ok || officers?.ok === false || compiledOfficersRules?.ok === false) {
    return {
      ok: false,
      refused: [
        ...(compiledRules.ok ? [] : refused('rules', compiledRules.problems).refused),
        ...(booking.ok ? [] : refused('bookingRules', booking.problems).refused),
        ...(officers === undefined || officers.ok ? [] : refused('inquiry', officers.problems).refused),
        ...(compiledOfficersRules === undefined || compiledOfficersRules.ok
          ? []
          : refused('inquiryRules', compiledOfficersRules.problems).refused),
      ],
    };
  }
  return {
    ok: true,
    service: {
      folder,
      form: form.form,
      inquiry: officers?.form,
      rules: ready(rules, form.form),
      bookingRules: ready(stops, booking.form),
      inquiryRules: officers === undefined ? new Map() : ready(officersRules, officers.form),
    },
  };
}

function refused(part: Refused['part'], problems: readonly EngineProblem[]): Extract<CompiledOrRefused, { ok: false }> {
  return { ok: false, refused: problems.map((problem) => ({ part, problem })) };
}

/**
 * Rules that have already been found right on the page of rules, where the engine also demands that they say yes or
 * no.
 */
function ready(rules: readonly NamedRule[], form: Form): Rules {
  return new Map(
    rules.map(({ name, when }) => {
      const compiled = compileRule(form, when, name);
      if (!compiled.ok) throw new Error(`rule ${name} was right a moment ago: ${compiled.problems[0]?.message}`);
      return [name, compiled.rule];
    }),
  );
}

/** The engine's share of the translations: it refuses keys that it does not know. */
function formTexts(folder: ServiceFolder): Record<string, Json> {
  const others = new Set(folder.inquiry === null ? [] : inquiryTexts(folder.inquiry).map(({ key }) => key));
  return Object.fromEntries(
    translatedLanguages.map((language) => {
      const mine = Object.entries(folder.texts[language]).filter(
        ([key]) => /^(?:pages|questions|calculate)\./.test(key) && !others.has(key),
      );
      const added = folder.definition.contactLanguage ? standardTexts(folder, language) : {};
      return [language, { ...added, ...Object.fromEntries(mine) } as Json];
    }),
  );
}

function standardTexts(
  folder: ServiceFolder,
  language: (typeof translatedLanguages)[number],
): Readonly<Record<string, string>> {
  return applicantPages(folder.definition) === folder.definition.pages ? {} : contactLanguageTexts[language];
}

function keysOf(table: ServiceFolder['tables'][string] | undefined): number {
  const keys = table?.['keys'];
  return typeof keys === 'object' && keys !== null ? Object.keys(keys).length : 1;
}
