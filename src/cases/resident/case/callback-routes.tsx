import { callbackPage, takeCallbackWish, type CallbackDoor } from '../../../messages/index.ts';
import { none, notFound, resident, route, type Answer, type Route } from '../../../platform/index.ts';
import { caseHref, type Mine } from '../frame.tsx';
import { openMyCase } from './my-case.ts';

const path = '/mina-sidor/arenden/:id/ring-mig';

/** Whoever calls about a case has the case before them, and sees no more of it than they otherwise may. */
async function fromCase(context: Mine & { params: { id: string } }, work: (door: CallbackDoor) => Promise<Answer>): Promise<Answer> {
  const { file, unit, service } = await openMyCase(context, context.params.id);
  if (!unit?.facts.callback) return notFound();
  return work({ unit, action: caseHref(file.id, '/ring-mig'), back: caseHref(file.id), from: `${service.name}, ärende ${file.number}`, caseId: file.id });
}

const ask = route({
  method: 'GET', path, access: resident(0), audit: 'cases.readByParty',
  handle: (context) => fromCase(context, (door) => callbackPage(context, door)),
});
const send = route({
  method: 'POST', path, access: resident(0), audit: none('askForCallback writes it'),
  handle: (context) => fromCase(context, (door) => takeCallbackWish(context, door)),
});

export const callbackRoutes: readonly Route[] = [ask, send];
