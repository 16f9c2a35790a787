import type { Row } from './row.ts';
import { booking } from './rows/booking.ts';
import { casesResident } from './rows/cases-resident.ts';
import { casesStaff } from './rows/cases-staff.ts';
import { continuity } from './rows/continuity.ts';
import { exchange } from './rows/exchange.ts';
import { identity } from './rows/identity.ts';
import { messages } from './rows/messages.ts';
import { organisation } from './rows/organisation.ts';
import { payments } from './rows/payments.ts';
import { portal } from './rows/portal.ts';
import { queue } from './rows/queue.ts';
import { records } from './rows/records.ts';
import { services } from './rows/services.ts';

/** Every route of the house: a file a room. A route without a row fails the test, and so does a row without a route. */
export const rows: Readonly<Record<string, Row>> = {
  ...portal,
  ...organisation,
  ...identity,
  ...messages,
  ...services,
  ...booking,
  ...casesResident,
  ...casesStaff,
  ...payments,
  ...records,
  ...queue,
  ...exchange,
  ...continuity,
};
