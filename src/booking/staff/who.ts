import { ageAt, findPerson, fullName } from '../../identity/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { bookingContent, type Booking, type BookingContent } from '../store/bookings.ts';

/** Whom a booking is for, as staff may see it in a list. */
export interface Whom {
  name: string;
  /** `19440115-2204`, or a reserve number */
  number: string;
  phone: string;
  age?: number;
  protected: boolean;
  address?: readonly string[];
}

const covered: Whom = { name: 'Skyddade personuppgifter', number: '', phone: '', protected: true };

/** Whom bookings are for. Somebody with a protected identity stands by their code alone, in every list and on paper. */
export async function whomOf(tx: Tx, bookings: readonly Booking[]): Promise<Map<Uuid, Whom>> {
  const found = new Map<Uuid, Whom>();
  for (const booking of bookings) found.set(booking.id, await whom(tx, booking));
  return found;
}

/** Whom one booking is for. */
export async function whom(tx: Tx, booking: Booking): Promise<Whom> {
  const content = await bookingContent(tx, booking.id);
  if (!booking.personId) return { name: content.name ?? 'Okänd', number: content.identity ?? '', phone: content.phone ?? '', protected: false };
  return whoIs(tx, booking.personId, content);
}

/** A person, as staff may see them; `content`: how they are reached about a booking. */
export async function whoIs(tx: Tx, personId: Uuid, content: BookingContent = {}): Promise<Whom> {
  const person = await findPerson(tx, personId);
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
