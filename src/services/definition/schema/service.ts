import { z } from 'zod';
import { aboutShape, authorityShape } from './about.ts';
import { bookingShape } from './booking.ts';
import { calculationShape } from './calculation.ts';
import { decisionsShape } from './decisions.ts';
import { pagesSchema } from './pages.ts';
import { partiesShape } from './parties.ts';

/** `service.yaml`: everything about a service but the inquiry, the translations and the letters. */
export const serviceSchema = z
  .strictObject({
    ...aboutShape,
    ...authorityShape,
    ...partiesShape,
    ...bookingShape,
    pages: pagesSchema.describe('The pages that the applicant meets, in order.'),
    ...calculationShape,
    ...decisionsShape,
  })
  .meta({ id: 'service', title: 'Service' });

/** A service as data, in Swedish or merged with another language by `localise`. */
export type Service = z.infer<typeof serviceSchema>;
