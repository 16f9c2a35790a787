import { z } from 'zod';
import { staffNames, staffPage } from '../../../identity/index.ts';
import {
  BarChart, Button, EmptyState, Form, PrintLink, Section, Select, Table, addDays, formatDate, formatNumber, href, route, staff, swedishDay, type Uuid,
} from '../../../platform/index.ts';
import { daysBetween } from '../../model/clocks/days.ts';
import { fewest, hideSmall } from '../../model/officers/small-cells.ts';
import { lateCases, outcomesByUnit, stepTimes, steps, type LateCase, type Step, type StepTimes } from '../../store/officers/follow-up-steps.ts';
import { outcomeWords, waitingWords } from '../words.ts';
import { unitsOf } from './units-of.ts';

const managers = staff('manager');
const path = '/handlaggning/uppfoljning/tider';
const day = 86_400_000;
const periods = { kvartal: { days: 91, words: 'Senaste kvartalet', before: 'Kvartalet före' }, halvar: { days: 182, words: 'Senaste halvåret', before: 'Halvåret före' }, ar: { days: 365, words: 'Senaste året', before: 'Året före' } } as const;
const query = z.object({ period: z.enum(['kvartal', 'halvar', 'ar']).catch('halvar').default('halvar') });
/** Late cases that are listed; how many there are in all is told. */
const mostListed = 50;

const show = route({
  method: 'GET', path, urgency: 'optional', access: managers, audit: 'cases.followUpRead', query,
  async handle(context) {
    const { tx, now } = context;
    const units = await unitsOf(context);
    const ids = units.map(({ id }) => id);
    const period = periods[context.query.period];
    const [from, before] = [new Date(now.getTime() - period.days * day), new Date(now.getTime() - 2 * period.days * day)];
    const [times, earlier] = [await stepTimes(tx, { units: ids, from, until: now }), await stepTimes(tx, { units: ids, from: before, until: from })];
    const late = await lateCases(tx, ids, mostListed);
    const names = await staffNames(tx, late.cases.flatMap(({ assigneeId }) => assigneeId ?? []));
    const outcomes = await outcomesByUnit(tx, { units: ids, from, until: now });
    const today = swedishDay(now);
    const told = `${addDays(today, -period.days)} – ${today}`;
    return staffPage(context, {
      title: 'Tider och utfall', above: units.map(({ name }) => name).join(', '), crumbs: [{ label: 'Uppföljning', href: href('/handlaggning/uppfoljning') }],
      children: (
        <>
          <Form action={href(path)} method="get" label="Välj period" inline>
            <Select name="period" label="Period" value={context.query.period} options={Object.entries(periods).map(([value, { words }]) => ({ value, label: words }))} />
            <Button kind="secondary">Visa</Button>
          </Form>
          <Times times={times} earlier={earlier} words={period} told={told} />
          <Late late={late} names={names} today={today} />
          <Outcomes units={units} outcomes={outcomes} told={told} />
          <p><PrintLink href={href(path, { period: context.query.period })} /></p>
        </>
      ),
    });
  },
});

const stepWords: Record<Step, string> = { taken: 'Från att ansökan kom in till handläggare', complete: 'Från att ansökan kom in till komplett', decided: 'Från komplett till beslut', served: 'Från beslut till att parten fått det' };

function Times({ times, earlier, words, told }: { times: StepTimes; earlier: StepTimes; words: { words: string; before: string }; told: string }) {
  const taken = steps.filter((step) => times[step] !== null);
  if (times.cases === 0 || taken.length === 0) return <Section heading="Var i handläggningen går tiden?"><EmptyState heading="Inga beslut under perioden" /></Section>;
  if (times.cases < fewest) return (
    <Section heading="Var i handläggningen går tiden?">
      <EmptyState heading="För få beslut för att visa tider"><p>Tider visas från {fewest} beslut, för att ingen ska kunna pekas ut. Välj en längre period.</p></EmptyState>
    </Section>
  );
  const [longest] = [...taken].sort((a, b) => times[b]! - times[a]!);
  const compared = earlier.cases >= fewest;
  return (
    <BarChart question="Var i handläggningen går tiden?" unit="dagar" period={told} source={`Händelser i enhetens ${formatNumber(times.cases, 'sv')} ärenden som beslutades under perioden`}
      answer={`Mest tid går ${stepWords[longest!].toLowerCase()}: ${formatNumber(times[longest!]!, 'sv')} dagar för hälften av ärendena.`}
      columns={{ label: 'Steg', value: words.words, ...(compared && { compare: words.before }) }}
      bars={taken.map((step) => ({ label: stepWords[step], value: times[step]!, ...(compared && earlier[step] !== null && { compare: earlier[step]! }) }))} />
  );
}

function whyWords(why: LateCase['why']): string {
  if (why === 'nobody') return 'Ingen handläggare än';
  return why === 'officer' ? 'Ligger hos handläggaren' : waitingWords[why];
}

function Late({ late: { cases, counts }, names, today }: { late: Awaited<ReturnType<typeof lateCases>>; names: ReadonlyMap<Uuid, string>; today: string }) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return <Section heading="Vad är försenat, och varför?"><EmptyState heading="Inget är försenat" icon="success" /></Section>;
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return (
    <>
      <BarChart question="Vad är försenat, och varför?" unit="st" period={formatDate(today, 'sv')} source="Enhetens öppna ärenden som har passerat löftet eller lagens tid"
        answer={total === 1 ? `Ett ärende är försenat: ${whyWords(sorted[0]![0]).toLowerCase()}.` : `${formatNumber(total, 'sv')} ärenden är försenade. Vanligast: ${whyWords(sorted[0]![0]).toLowerCase()}.`}
        columns={{ label: 'Skäl', value: 'Försenade' }} bars={sorted.map(([why, count]) => ({ label: whyWords(why), value: count }))} />
      <Table caption={total > cases.length ? `De ${cases.length} mest försenade` : 'Försenade ärenden'} rows={cases} rowKey={({ id }) => id} columns={[
        { key: 'number', heading: 'Ärende', rowHeading: true, cell: ({ id, number, title }) => <><a class="ds-link" href={href(`/handlaggning/arenden/${id}`)}>{number}</a><br />{title}</> },
        { key: 'days', heading: 'Dagar försenat', align: 'end', cell: ({ due }) => formatNumber(daysBetween(due, today), 'sv') },
        { key: 'why', heading: 'Varför', cell: ({ why }) => whyWords(why) },
        { key: 'officer', heading: 'Handläggare', cell: ({ assigneeId }) => (assigneeId ? names.get(assigneeId) ?? '–' : 'Ingen') },
      ]} />
    </>
  );
}

const kinds = ['granted', 'partly', 'refused'] as const;

/** Outcomes with small counts hidden, and others so that they cannot be counted out: a printed table travels further than its reader. */
function Outcomes({ units, outcomes, told }: { units: readonly { id: Uuid; name: string }[]; outcomes: Awaited<ReturnType<typeof outcomesByUnit>>; told: string }) {
  const counts = units.map(({ id }) => kinds.map((kind) => outcomes.get(id)?.[kind] ?? 0));
  if (counts.flat().every((count) => count === 0)) return <Section heading="Hur blev besluten?"><EmptyState heading="Inga beslut under perioden" /></Section>;
  const shown = hideSmall(counts);
  const number = (count: number | null | undefined) => (count == null ? 'Visas inte' : formatNumber(count, 'sv'));
  const rows = [...units.map(({ name }, index) => ({ name, cells: shown.cells[index]!, sum: shown.rowSums[index]! })), ...(units.length > 1 ? [{ name: 'Alla enheter', cells: shown.columnSums, sum: shown.sum }] : [])];
  return (
    <Section heading="Hur blev besluten?">
      <Table caption={`Beslut om det som söktes, ${told}`} rows={rows} rowKey={({ name }) => name} columns={[
        { key: 'unit', heading: 'Enhet', rowHeading: true, cell: ({ name }) => name },
        ...kinds.map((kind, index) => ({ key: kind, heading: outcomeWords[kind], align: 'end' as const, cell: ({ cells }: (typeof rows)[number]) => number(cells[index]) })),
        { key: 'sum', heading: 'Alla', align: 'end', cell: ({ sum }) => number(sum) },
      ]} />
      <p class="hint">Källa: enhetens beslut. Färre än {fewest} visas inte, för att ingen ska kunna pekas ut. Därför döljs ibland fler tal, så att de inte går att räkna ut.</p>
    </Section>
  );
}

export const stepsRoutes = [show];
