import { questionsOf } from '../questions.ts';
import type { Check } from '../check.ts';

/** Who signs must be someone who can be there; own parts are pages. */
export const partyProblems: Check = ({ definition }, { service }) => {
  const { parties, pages } = definition;
  const own = new Set(pages.filter(({ part }) => part === 'own').map(({ id }) => id));
  const together = parties.coApplicant;
  const asked = new Map(questionsOf(definition).filter(({ column }) => !column).map(({ question }) => [question.id, question]));
  return [
    ...Object.entries(together?.left ?? {}).flatMap(([id, answer]) => {
      const question = asked.get(id);
      const fits = question && ('options' in question ? question.options.some((option) => option.id === answer) : typeof answer !== 'string');
      return fits
        ? []
        : [
            service.at(
              ['parties', 'coApplicant', 'left', id],
              question ? `Frågan "${id}" har inte svaret ${String(answer)}` : `Frågan "${id}" finns inte`,
              'Skriv en fråga på någon av sidorna, och ett av dess svar: så som den svarar som är kvar.',
            ),
          ];
    }),
    ...(parties.signs.includes('coApplicant') !== (together?.signs ?? false)
      ? [
          service.at(
            ['parties', 'signs'],
            'signs och coApplicant säger olika om medsökanden skriver under',
            'Skriv coApplicant i signs precis när coApplicant.signs är true.',
          ),
        ]
      : []),
    ...(parties.signs.includes('allGuardians') && !parties.applicant.proxies.includes('guardian')
      ? [
          service.at(
            ['parties', 'signs'],
            'Vårdnadshavare ska skriva under men får inte företräda den som söker',
            'Lägg till guardian i applicant.proxies, eller ta bort allGuardians.',
          ),
        ]
      : []),
    ...(together?.ownPart ?? []).flatMap((id, index) =>
      own.has(id)
        ? []
        : [
            service.at(
              ['parties', 'coApplicant', 'ownPart', index],
              `"${id}" är inte en sida med part: own`,
              'Skriv id på en sida där var och en svarar för sig (part: own).',
            ),
          ],
    ),
  ];
};
