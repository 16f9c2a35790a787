import type { Check } from '../check.ts';
import { questionsOf } from '../questions.ts';
import type { Problem } from '../problem.ts';
import type { Path } from '../source.ts';

/** Names that point at a question, a calculation or a receiver point at one that exists and is of the right kind. */
export const referenceProblems: Check = ({ definition }, { service }) => {
  const questions = new Map(
    questionsOf(definition)
      .filter(({ column }) => !column)
      .map(({ question }) => [question.id, question.type]),
  );
  const rows = new Set(definition.calculate.map(({ id }) => id));
  const question = (id: string | undefined, path: Path, ...types: string[]): Problem[] => {
    if (id === undefined) return [];
    const type = questions.get(id);
    if (type === undefined)
      return [service.at(path, `Frågan "${id}" finns inte`, 'Skriv id på en fråga på någon av sidorna.')];
    if (types.length === 0 || types.includes(type)) return [];
    return [
      service.at(path, `Frågan "${id}" har typen ${type}`, `Här behövs en fråga av typen ${types.join(' eller ')}.`),
    ];
  };
  const calculated = (id: string | undefined, path: Path): Problem[] =>
    id === undefined || rows.has(id)
      ? []
      : [service.at(path, `Beräkningen "${id}" finns inte`, 'Skriv id på en rad i calculate.')];
  const { parties, renews, payment, handOver, route } = definition;
  const items = new Set(
    definition.decisions.flatMap((decision) => ('items' in decision ? decision.items.map(({ id }) => id) : [])),
  );
  const receivers = handOver?.what === 'payment' ? [payment?.export] : definition.privacy.receivers.map(({ id }) => id);
  return [
    ...question(parties.coApplicant?.person, ['parties', 'coApplicant', 'person'], 'person'),
    ...question(parties.certificate?.question, ['parties', 'certificate', 'question'], 'file'),
    ...question(payment?.account, ['payment', 'account'], 'bankAccount', 'choice', 'choiceOrOther'),
    ...(payment?.receivers ?? []).flatMap(({ to, items: paid }, index) => [
      ...question(to, ['payment', 'receivers', index, 'to'], 'text', 'bankAccount', 'organisation'),
      ...paid
        .filter((id) => !items.has(id))
        .map((id) =>
          service.at(
            ['payment', 'receivers', index, 'items'],
            `Delen "${id}" finns inte i något beslut`,
            'Skriv id på en del under decisions.',
          ),
        ),
    ]),
    ...(renews && [renews.service].flat().includes(definition.service)
      ? renews.fetch.flatMap((id, index) => question(id, ['renews', 'fetch', index]))
      : []),
    ...definition.breakdown.flatMap(({ id }, index) => calculated(id, ['breakdown', index, 'id'])),
    ...definition.decisions.flatMap((decision, index) =>
      'items' in decision
        ? [
            ...calculated(decision.amount, ['decisions', index, 'amount']),
            ...question(decision.period, ['decisions', index, 'period']),
            ...decision.items.flatMap((item, number) => [
              ...calculated(item.amount, ['decisions', index, 'items', number, 'amount']),
              ...question(item.rowsOf, ['decisions', index, 'items', number, 'rowsOf'], 'table'),
            ]),
          ]
        : [],
    ),
    ...(handOver === undefined || receivers.includes(handOver.to)
      ? []
      : [
          service.at(
            ['handOver', 'to'],
            `Mottagaren "${handOver.to}" står inte i ${handOver.what === 'payment' ? 'payment.export' : 'privacy.receivers'}`,
            'Den som söker ska få veta vem som får uppgifterna: skriv samma mottagare på båda ställena.',
          ),
        ]),
    ...(definition.triage?.pages ?? []).flatMap((id, index) => {
      const page = definition.pages[index];
      const says = (what: string, remedy: string) => [service.at(['triage', 'pages', index], what, remedy)];
      if (page?.id !== id) return says(`"${id}" är inte sida nummer ${index + 1}`, 'Skriv de första sidorna i samma ordning som de står under pages.');
      if (page.part === 'own' || page.repeat !== undefined) return says(`Sidan "${id}" är var och ens egen eller upprepas`, 'Ta bara med vanliga sidor.');
      return page.questions.some((one) => one.type === 'file' || 'confirm' in one)
        ? says(`Sidan "${id}" frågar efter en fil eller efter något som hämtas om personen`, 'Ingen vet vem som svarar här: ta bort frågan, eller sidan.')
        : [];
    }),
    ...definition.deadlines.flatMap(({ step, clock }, index) =>
      step === undefined || (clock === 'promise' && definition.start.after.some(({ id }) => id === step))
        ? []
        : [
            service.at(
              ['deadlines', index, 'step'],
              clock === 'law' ? 'En frist i lag är aldrig bara ett steg på vägen' : `"${step}" står inte i start.after`,
              clock === 'law' ? 'Ta bort step, eller skriv clock: promise.' : 'Skriv id på det steg under start.after som löftet gäller.',
            ),
          ],
    ),
    ...(route.at(-1)?.when === undefined
      ? []
      : [
          service.at(
            ['route', route.length - 1],
            'Alla ärenden har inte någonstans att ta vägen',
            'Låt sista raden i route stå utan when.',
          ),
        ]),
  ];
};
