/** The front door of `knowledge`: information pages, contact, search over public content, what people report about the site. */
import { fill, publicSearch, type Room } from '../platform/index.ts';
import { personData, retention } from './feedback.ts';
import { findablePages, findableUnits } from './public.ts';
import { routes } from './routes.tsx';

export { takeInPages } from './actions/take-in-pages.ts';
export { leaveFeedback, listFeedback, settleFeedback, type Feedback, type LeftFeedback } from './feedback.ts';
export { readPageFiles, readSynonyms, type PageFile } from './page-file.ts';
export { hoursIn } from './pages/contact.tsx';
export { findables, search } from './search/search.ts';
export type { Hits } from './search/index-of.ts';

export const knowledge: Room = {
  name: 'knowledge',
  routes,
  fills: [fill(publicSearch, findablePages), fill(publicSearch, findableUnits)],
  personData,
  retention,
};
