import { Alert, Button, CheckboxGroup, Form, KeyValue, Link, formatDateWithWeekday, formatTime, href, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import type { SeriesDay } from '../actions/book-series.ts';
import { base, timesPage } from './frame.ts';

interface Proposal {
  kind: string;
  place: string;
  days: readonly SeriesDay[];
  /** what has been written so far, sent along */
  typed: Readonly<Record<string, string | undefined>>;
  back: Readonly<Record<string, string | undefined>>;
  error?: string;
}

const why = { none: 'Ingen tid är utlagd', taken: 'Upptagen' } as const;

/** Which days of a series are free, before anything is booked: all of them or the chosen ones. */
export function seriesPage(context: RequestContext<Staff>, { kind, place, days, typed, back, error }: Proposal): Answer {
  const free = days.filter((day): day is SeriesDay & { slot: NonNullable<SeriesDay['slot']> } => day.slot !== undefined);
  const gone = days.filter(({ state }) => state !== 'free');
  return timesPage(context, {
    title: 'Flera veckor i rad', above: kind, width: 'text', errors: error ? [{ name: 'tider', message: error }] : [], crumbs: [{ label: 'Boka åt någon', href: href(`${base}/boka`, back) }],
    children: (
      <>
        <KeyValue items={[{ key: 'Plats', value: place }, { key: 'Klockan', value: formatTime(days[0]!.startsAt, 'sv') }, { key: 'Lediga', value: `${free.length} av ${days.length}` }]} />
        {gone.length > 0 && (
          <Alert kind="warning" heading="De här dagarna går inte att boka">
            <ul class="ds-list">{gone.map(({ startsAt, state }) => <li key={startsAt.getTime()}>{formatDateWithWeekday(startsAt, 'sv')}: {why[state as 'none' | 'taken'].toLowerCase()}</li>)}</ul>
            <p>Boka dem för sig på en annan tid, om de behövs.</p>
          </Alert>
        )}
        {free.length > 0 && (
          <Form action={href(`${base}/boka`)} hidden={{ ...typed, valda: '1' }}>
            <CheckboxGroup name="tider" label="Tider att boka" hint="Ta bort bocken för de dagar som inte ska bokas." error={error} values={free.map(({ slot }) => slot.id)}
              choices={free.map(({ slot, startsAt }) => ({ value: slot.id, label: `${formatDateWithWeekday(startsAt, 'sv')} kl. ${formatTime(startsAt, 'sv')}` }))} />
            <p>Personen får ett meddelande om alla tiderna tillsammans. Var och en av dem kan flyttas och avbokas för sig.</p>
            <Button>Boka tiderna</Button>
          </Form>
        )}
        <p><Link href={href(`${base}/boka`, back)}>Tillbaka, boka inget nu</Link></p>
      </>
    ),
  });
}
