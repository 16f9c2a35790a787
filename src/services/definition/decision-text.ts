import { answerInSentence, journey } from '../../forms/index.ts';
import type { Answers, Form, FormContext, Language } from '../../forms/index.ts';
import type { CompiledService } from './compile.ts';
import { always, sectionsNeeded } from './hold.ts';
import { localise } from './localise.ts';
import { fillText } from './placeholders.ts';

/** Text of the inquiry that flows into the decision, to be edited by the officer before it is anyone's reasons. */
export type DecisionText = {
  readonly section: string;
  readonly item: string | undefined;
  readonly title: string;
  readonly paragraphs: readonly string[];
};

/**
 * The paragraphs of each section that is needed, for each item that it flows to, in the context's language, with answers put in as people read them. A
 * paragraph with an answer that is missing, hidden or unknown is left out.
 */
export function decisionText(
  service: CompiledService,
  application: Answers,
  inquiry: Answers,
  context: FormContext,
): DecisionText[] {
  const language = context.language ?? 'sv';
  const within = { ...context, application };
  const words = new Map([
    ...answersInWords(service.form, application, context, language),
    ...(service.inquiry === undefined ? [] : answersInWords(service.inquiry, inquiry, within, language)),
  ]);
  const needed = new Set(sectionsNeeded(service, application, inquiry, context).map(({ id }) => id));
  return (localise(service.folder, language).inquiry?.sections ?? [])
    .filter(({ id }) => needed.has(id))
    .flatMap((section) => {
      const paragraphs = section.text
        .filter(({ id }) => always(service.inquiryRules, `text.${section.id}.${id}`, inquiry, within))
        .flatMap(({ say }) => fillText(say, (id) => words.get(id)) ?? []);
      return (section.flowsTo ?? [section.item]).map((item) => ({ section: section.id, item, title: section.title, paragraphs }));
    });
}

function answersInWords(form: Form, answers: Answers, context: FormContext, language: Language): [string, string][] {
  const questions = journey(form, answers, context).pages.flatMap((page) => page.questions);
  return questions.flatMap((asked): [string, string][] => {
    const words = answerInSentence(form, asked, language);
    return words === undefined ? [] : [[asked.question.id, words]];
  });
}
