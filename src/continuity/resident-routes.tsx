import { anyone, none, page, route, type Route } from '../platform/index.ts';
import { crisisPath } from './actions/lead-crisis.ts';
import { CalmPage, CrisisPage } from './pages/crisis.tsx';
import { shownFirst } from './pages/shown-first.ts';
import { bulletins, currentCrisis } from './store.ts';

const show = route({
  method: 'GET', path: crisisPath, cached: true, access: anyone('what holds in a crisis is for everyone'), audit: none('public reading'),
  async handle(context) {
    const { tx, language } = context;
    const crisis = await currentCrisis(tx);
    if (!crisis) return page(<CalmPage context={context} />);
    return page(<CrisisPage context={context} crisis={crisis} bulletins={await bulletins(tx, crisis.id)} first={await shownFirst(tx, crisis.facts, language)} />);
  },
});

export const residentRoutes: readonly Route[] = [show];
