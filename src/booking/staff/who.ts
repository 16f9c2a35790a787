import { ageAt, findPersons, fullName, type Person } from '../../identity/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { bookingContents, type Booking, type BookingContent } from '../store/bookings.ts';

/** Whom a booking is for, as staff may see it in a list. */
export interface Whom {
  name: string;
  /** `19440115-2204`, or a reserve number */
  number: string;
  phone: string;
  age?: number;
  protected: boolean;
  address?: readonly string[];
  /** the rules warn of something they have declared: to be judged before anything is given */
  assess?: true;
}

const covered: Whom = { name: 'Skyddade personuppgifter', number: '', phone: '', protected: true };

/** Whom bookings are for. Somebody with a protected identity stands by their code alone, in every list and on paper. */
export async function whomOf(tx: Tx, bookings: readonly Booking[]): Promise<Map<Uuid, Whom>> {
  const contents = await bookingContents(tx, bookings.map(({ id }) => id));
  const people = await findPersons(tx, bookings.flatMap(({ personId }) => personId ?? []));
  return new Map(bookings.map(({ id, personId }) => {
    const content = contents.get(id) ?? {};
    const seen = personId ? seenAs(tx, people.get(personId), content) : { name: content.name ?? 'Okänd', number: content.identity ?? '', phone: content.phone ?? '', protected: false };
    return [id, { ...seen, ...(content.warnings?.length && { assess: true as const }) }];
  }));
}

/** Whom one booking is for. */
export async function whom(tx: Tx, booking: Booking): Promise<Whom> {
  return (await whomOf(tx, [booking])).get(booking.id)!;
}

/** People, as staff may see them. */
export async function whoAre(tx: Tx, ids: readonly Uuid[]): Promise<Map<Uuid, Whom>> {
  const people = await findPersons(tx, ids);
  return new Map(ids.map((id) => [id, seenAs(tx, people.get(id))]));
}

/** A person, as staff may see them. @param content how they are reached about a booking */
export function seenAs(tx: Tx, person: Pick<Person, 'protected' | 'facts'> | undefined, content: BookingContent = {}): Whom {
  if (!person) return { name: 'Okänd', number: '', phone: '', protected: false };
  if (person.protected) return covered;
  const { facts } = person;
  const age = ageAt(facts, swedishDay(tx.now));
  return {
    name: fullName(facts), number: facts.number ? `${facts.number.slice(0, 8)}-${facts.number.slice(8)}` : '', phone: content.phone ?? phoneIn(content) ?? facts.phone ?? '',
    protected: false, ...(age !== undefined && { age }),
    ...(facts.address && { address: [facts.address.street, `${facts.address.postcode} ${facts.address.city}`] }),
  };
}

/** What somebody with a protected identity has declared, without how they are reached. */
export function withoutReach(declared: NonNullable<BookingContent['declared']>): NonNullable<BookingContent['declared']> {
  return declared.map(({ title, rows }) => ({ title, rows: rows.filter(({ answer }) => !answer.some((line) => phone.test(line) || line.includes('@'))) })).filter(({ rows }) => rows.length > 0);
}

/** The number that was filled in when it was booked. */
function phoneIn({ declared = [] }: BookingContent): string | undefined {
  return declared.flatMap(({ rows }) => rows).flatMap(({ answer }) => answer).find((line) => phone.test(line));
}

const phone = /^[+0][\d\s-]{6,}$/;
