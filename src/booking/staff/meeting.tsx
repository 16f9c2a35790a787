import { Button, Details, Form, LinkButton, Section, TextField, externalHref, href, type FieldError } from '../../platform/index.ts';
import type { Booking } from '../store/bookings.ts';
import { base } from './frame.ts';

/** Where the meeting is, for staff: the way in, and another address in its place. */
export function Meeting({ booking, address, several, errors }: { booking: Booking; address: string | undefined; several: boolean; errors: readonly FieldError[] }) {
  const error = errors.find(({ name }) => name === 'lank')?.message;
  return (
    <Section heading="Videosamtal">
      {address ? <p><LinkButton icon="arrowRight" iconAfter href={externalHref(address)}>Gå till samtalet</LinkButton></p> : <p>Det finns ingen länk än. Skriv en, så ser personen den på Mina sidor när det är dags.</p>}
      <Details summary={address ? 'Byt länk' : 'Skriv en länk'} open={!address || error !== undefined}>
        <Form action={href(`${base}/bokning/${booking.id}/mote`)}>
          <TextField name="lank" label="Länk till samtalet" hint={several ? 'Gäller alla som har den här tiden. De ser den på Mina sidor när det är dags.' : 'Personen ser den på Mina sidor när det är dags. Den skickas inte i e-post eller sms.'} error={error} />
          <Button kind="secondary">Spara länken</Button>
        </Form>
      </Details>
    </Section>
  );
}
