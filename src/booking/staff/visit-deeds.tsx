import { Button, Buttons, Checkbox, CheckboxGroup, Details, Form, Link, LinkButton, RadioGroup, Section, TextArea, TextField, href, swedishDay, type FieldError } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { identityQuestions } from '../model/identity-check.ts';
import type { State } from '../model/state.ts';
import { OutcomeFields } from './outcome-fields.tsx';

export interface VisitDeedsProps {
  /** the address of the booking */
  at: string;
  now: Date;
  bookable: Bookable;
  state: State;
  errors: readonly FieldError[];
  typed: Readonly<Record<string, string>>;
  hasOutcome: boolean;
  samples: number;
}

/** Where what came of a visit is written down, and, when it has been, mended, taken back, or noted as told in another way. */
export function OutcomeForm({ at, now, bookable, state, errors, typed, hasOutcome }: VisitDeedsProps) {
  const { outcome } = bookable;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  if (!outcome || (state !== 'arrived' && state !== 'done')) return null;
  const form = (
    <Form action={href(`${at}/resultat`)} hidden={{ rattar: hasOutcome ? undefined : 'nej' }}>
      <OutcomeFields rule={outcome} typed={typed} errors={errors} today={swedishDay(now)} />
      {outcome.assess && !hasOutcome && <Checkbox name="bedomt" value="1" label={outcome.assess} checked={typed['bedomt'] === '1'} error={error('bedomt')} />}
      <Button>{hasOutcome ? 'Rätta' : 'För in'}</Button>
    </Form>
  );
  if (!hasOutcome) return <Section heading={`För in: ${outcome.name.toLowerCase()}`}>{form}</Section>;
  return (
    <>
      <Details summary="Rätta det som är infört" open={errors.some(({ name }) => name === 'datum' || name?.startsWith('falt.'))}>{form}</Details>
      <Details summary="Ta tillbaka utan att ersätta" open={error('varfor') !== undefined}>
        <p>När det inte har hänt, eller hör till någon annan. Personen får ett meddelande, och det räknas inte längre.</p>
        <Form action={href(`${at}/aterkallelse`)}><TextArea name="varfor" label="Varför" rows={2} error={error('varfor')} /><Button kind="danger">Ta tillbaka</Button></Form>
      </Details>
      <Details summary="Anteckna att resultatet är lämnat i brev eller på telefon" open={error('hur') !== undefined || error('fragor') !== undefined}>
        <Form action={href(`${at}/lamnat`)}>
          <RadioGroup name="hur" label="Hur lämnades det?" error={error('hur')} value={typed['hur']} choices={[
            { value: 'letter', label: 'I brev' },
            { value: 'told', label: 'På telefon', hint: 'Fråga innan du säger något om besöket. Minst två svar ska stämma.', reveal: (
              <>
                <CheckboxGroup name="fragor" label="Det här stämde" error={error('fragor')} choices={Object.entries(identityQuestions).map(([value, label]) => ({ value, label }))} />
                <TextField name="kontroll" label="Annat som kontrollerades" optional />
              </>) },
          ]} />
          <Button kind="secondary">Anteckna</Button>
        </Form>
      </Details>
    </>
  );
}

/** What else can be done at a visit: the sample, doses given elsewhere, and the letter to whoever has no e-ID. */
export function VisitDeeds({ at, bookable, state, errors, hasOutcome, samples }: VisitDeedsProps) {
  const { outcome } = bookable;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  if (!outcome || (state !== 'arrived' && state !== 'done')) return null;
  return (
    <>
      {outcome.laboratory && (state === 'arrived' || !hasOutcome) && (
        <Section heading="Provet">
          <Form action={href(`${at}/prov`)}>
            <TextField name="provnummer" label="Provnummer" hint="Läs av eller skriv numret på röret. Laboratoriet får bara numret." error={error('provnummer')} size={16} />
            <Button>{samples ? 'Registrera ett prov till' : 'Registrera provet'}</Button>
          </Form>
        </Section>
      )}
      {bookable.kinds.some(({ after }) => after) && <p><Link href={href(`${at}/annanstans`)}>För in en dos som är given på annat håll</Link></p>}
      {hasOutcome && (
        <Section heading="Till den som inte har e-legitimation">
          <Buttons><LinkButton kind="secondary" icon="print" href={href(`${at}/brev.pdf`)}>Brev med resultatet (PDF)</LinkButton></Buttons>
        </Section>
      )}
    </>
  );
}
