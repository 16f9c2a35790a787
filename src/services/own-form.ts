import { slot, type House } from '../platform/index.ts';
import type { Service } from './definition/index.ts';

/** A form of the platform itself that carries a service, with the work behind it: `carriedBy` of a definition names it, the room that does the work fills it in. */
export interface OwnForm {
  id: NonNullable<Service['carriedBy']>;
  /** where a person fills it in */
  href: string;
  /** where staff write down what came in another way */
  staffHref: string;
}

export const ownForm = slot<OwnForm>('ownForm');

/** The platform's own form of a service; undefined when it has its own pages, as nearly all have. */
export function ownFormOf(house: Pick<House, 'slots'>, { carriedBy }: Service): OwnForm | undefined {
  return carriedBy && house.slots.all(ownForm).find(({ id }) => id === carriedBy);
}
