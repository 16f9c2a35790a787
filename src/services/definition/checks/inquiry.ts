import type { Check } from '../check.ts';
import { inquiryQuestions, questionsOf } from '../questions.ts';
import { placeholders } from '../placeholders.ts';
import type { Path } from '../source.ts';

/**
 * What the inquiry names exists: items, the applicant's questions, reasons, and answers put into the decision's text.
 */
export const inquiryProblems: Check = ({ definition, inquiry }, { service, inquiry: source }) => {
  if (inquiry === null) {
    return definition.inquiry === undefined
      ? []
      : [service.at(['inquiry'], 'Filen inquiry.yaml saknas', 'Lägg filen i tjänstens mapp, eller ta bort raden.')];
  }
  if (source === undefined) return [];
  const main = definition.decisions.flatMap((decision) => ('items' in decision ? [decision] : []));
  const items = new Set(main.flatMap((decision) => decision.items.map(({ id }) => id)));
  const reasons = main.flatMap((decision) => decision.reasons);
  const asked = new Set(
    questionsOf(definition)
      .filter(({ column }) => !column)
      .map(({ question }) => question.id),
  );
  const known = new Set([
    ...asked,
    ...inquiryQuestions(inquiry).map(({ question }) => question.id),
    ...definition.calculate.map(({ id }) => id),
  ]);
  const unknownQuestion = (id: string, path: Path) =>
    source.at(path, `Frågan "${id}" finns inte i service.yaml`, 'Skriv id på en fråga som den sökande får.');
  return [
    ...(definition.inquiry === undefined
      ? [service.at([], 'inquiry.yaml finns men nämns inte', 'Skriv inquiry: inquiry.yaml.')]
      : []),
    ...inquiry.sections.flatMap((section, index) => {
      const here: Path = ['sections', index];
      return [
        ...(section.item === undefined || items.has(section.item)
          ? []
          : [
              source.at(
                [...here, 'item'],
                `Delen "${section.item}" finns inte i beslutet`,
                `Skriv någon av: ${[...items].join(', ')}.`,
              ),
            ]),
        ...(section.flowsTo ?? []).flatMap((id, number) =>
          items.has(id)
            ? []
            : [
                source.at(
                  [...here, 'flowsTo', number],
                  `Delen "${id}" finns inte i beslutet`,
                  `Skriv någon av: ${[...items].join(', ')}.`,
                ),
              ],
        ),
        ...section.sought.flatMap((id, number) =>
          asked.has(id) ? [] : [unknownQuestion(id, [...here, 'sought', number])],
        ),
        ...section.proposal.flatMap((proposal, number) =>
          proposal.reasons.flatMap((id, position) => {
            const path = [...here, 'proposal', number, 'reasons', position];
            const reason = reasons.find((one) => one.id === id);
            if (reason === undefined)
              return [source.at(path, `Skälet "${id}" finns inte`, 'Skriv id på ett skäl under decisions.')];
            return reason.for.includes(proposal.outcome) &&
              (section.item === undefined || (reason.items ?? [section.item]).includes(section.item))
              ? []
              : [
                  source.at(
                    path,
                    `Skälet "${id}" gäller inte detta utfall`,
                    `Välj ett skäl som gäller ${proposal.outcome} av den här delen.`,
                  ),
                ];
          }),
        ),
        ...section.text.flatMap((paragraph, number) =>
          placeholders(paragraph.say).flatMap((id) =>
            known.has(id)
              ? []
              : [
                  source.at(
                    [...here, 'text', number, 'say'],
                    `{${id}} är inte en fråga`,
                    'Skriv id på en fråga i ansökan eller utredningen.',
                  ),
                ],
          ),
        ),
      ];
    }),
    ...[...items]
      .filter((id) => !inquiry.sections.some((section) => section.item === id))
      .map((id) =>
        source.at(
          ['sections'],
          `Delen "${id}" har inget avsnitt i utredningen`,
          'Lägg till ett avsnitt: det som beslutas ska vara utrett.',
        ),
      ),
    ...inquiry.completion.flatMap(({ question }, index) =>
      question === undefined || asked.has(question)
        ? []
        : [unknownQuestion(question, ['completion', index, 'question'])],
    ),
  ];
};
