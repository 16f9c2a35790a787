import type { VNode } from 'preact';
import { Alert, Button, Details, EmptyState, Form, Section, Table, Tag, TextArea, formatDate, href } from '../../../platform/index.ts';
import type { Wait } from '../../model/clocks/deadlines.ts';
import { daysBetween } from '../../model/clocks/days.ts';
import type { CaseClock } from '../../store/clocks/clocks.ts';
import { caseHref } from '../case/in-case.tsx';
import { waitingWords } from '../words.ts';

interface Props { clocks: readonly CaseClock[]; waits: readonly Wait[]; file: { id: string }; today: string; writable: boolean }

/** Every clock of the case: its last day, whether it stands still and since when, and what it has waited for. */
export function ClockList({ clocks, waits, file, today, writable }: Props): VNode {
  return (
    <>
      <Section heading="Frister">
        <Table caption="Ärendets frister" captionHidden rows={clocks} rowKey={({ id }) => id} empty={<EmptyState heading="Tjänsten har inga frister" />} columns={[
          { key: 'what', heading: 'Frist', rowHeading: true, cell: ({ sv, law }) => <>{sv}{law && <><br /><span class="hint">{law}</span></>}</> },
          { key: 'kind', heading: 'Slag', cell: ({ clock }) => (clock === 'law' ? 'Lag' : 'Löfte') },
          { key: 'start', heading: 'Räknas från', nowrap: true, cell: ({ start }) => (start ? formatDate(start, 'sv') : 'Inte börjat') },
          { key: 'due', heading: 'Sista dag', cell: (clock) => <Due clock={clock} today={today} /> },
        ]} />
        {writable && clocks.filter(({ step, endedAt }) => step && !endedAt).map(({ id, sv }) => (
          <Form key={id} action={href(caseHref(file.id, `/frister/${id}/gjort`))} label={sv}>
            <p>Har ni gjort det här? {sv}.</p>
            <Button kind="secondary">Det är gjort</Button>
          </Form>
        ))}
        {writable && clocks.filter(({ extendable, due, endedAt }) => extendable && due !== null && due >= today && !endedAt).map((clock) => (
          <Details key={clock.id} summary={`Förläng: ${clock.sv}`}>
            <Alert><p>Tiden kan förlängas en gång, och bara innan den har gått ut. Parten får ett brev med skälen.</p></Alert>
            <Form action={href(caseHref(file.id, `/frister/${clock.id}/forlang`))} label={`Förläng ${clock.sv}`}>
              <TextArea name="why" label="Varför behövs mer tid?" hint="Går in i brevet, så som parten läser det." rows={4} />
              <Button kind="secondary">Besluta om förlängning</Button>
            </Form>
          </Details>
        ))}
      </Section>
      {waits.length > 0 && (
        <Section heading="Väntan">
          <Table caption="Vad ärendet har väntat på" captionHidden rows={waits} rowKey={({ kind, from }) => `${kind} ${from}`} columns={[
            { key: 'kind', heading: 'Väntade på', rowHeading: true, cell: ({ kind }) => waitName(kind) },
            { key: 'from', heading: 'Från', cell: ({ from }) => formatDate(from, 'sv') },
            { key: 'until', heading: 'Till', cell: ({ until }) => (until ? formatDate(until, 'sv') : 'Pågår') },
            { key: 'days', heading: 'Dagar', align: 'end', cell: ({ from, until }) => daysBetween(from, until ?? today) },
          ]} />
        </Section>
      )}
    </>
  );
}

function Due({ clock: { due, standingSince, endedAt, extendedId }, today }: { clock: CaseClock; today: string }): VNode {
  const left = due === null ? 0 : daysBetween(today, due);
  return (
    <>
      {due === null ? '–' : formatDate(due, 'sv')}
      {endedAt ? <><br />Avslutad</> : (
        <>
          {standingSince && <><br /><Tag colour="neutral" icon="clock">Står stilla sedan {formatDate(standingSince, 'sv')}</Tag></>}
          {!standingSince && due !== null && left < 0 && <><br /><Tag colour="danger">{-left === 1 ? 'En dag' : `${-left} dagar`} för sent</Tag></>}
        </>
      )}
      {extendedId && <><br />Förlängd</>}
    </>
  );
}

function waitName(kind: string): string {
  const words = (waitingWords as Readonly<Record<string, string>>)[kind];
  return words ? words.replace(/^Väntar på /, '').replace(/^./, (first) => first.toUpperCase()) : 'Någon annan';
}
