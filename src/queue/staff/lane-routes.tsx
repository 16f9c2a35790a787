import { z } from 'zod';
import { forbidden, formatNumber, none, notFound, page, redirect, route, textOf } from '../../platform/index.ts';
import { canDo, stepLane } from '../actions/step.ts';
import { looksOf } from '../looks.ts';
import { findLane } from '../store/lanes.ts';
import { base, mayRun, registerers, runners } from './frame.tsx';
import { lanePage, surePage } from './lane-page.tsx';
import { liveOf } from './live.tsx';

const doings = ['pause', 'resume', 'openNow', 'through', 'hold', 'empty', 'end', 'speed', 'supply', 'supplyTold'] as const;
const dones = [...doings, 'reached', 'removed'] as const;
const number = z.coerce.number().int().min(1).optional().catch(undefined);
const query = z.object({ klart: z.enum(dones).optional().catch(undefined), nummer: number, sok: number, fraga: z.enum(['empty', 'end']).optional().catch(undefined) });

const doneWords: Readonly<Record<(typeof dones)[number], string>> = {
  pause: 'Kön står stilla. De som väntar ser det.', resume: 'Kön går igen.', openNow: 'Kön är öppnad och platserna är lottade.', through: 'Alla släpps igenom. De som väntade ser att de kan gå vidare.',
  hold: 'Kön håller kvar besökare.', empty: 'Kön är tömd.', end: 'Kön är avslutad.', speed: 'Den nya takten gäller.', supply: 'Antalet är ändrat.',
  supplyTold: 'Bokningen räknar nu hur många som är kvar.', reached: 'Turen är tagen, och telefonnumret är borttaget. Gör nu det personen väntade på.',
  removed: 'Personen är borttagen ur ringlistan. Platsen i kön finns kvar.',
};

const show = route({
  method: 'GET', path: `${base}/:lane`, access: registerers, audit: 'queue.laneSeen', query,
  async handle(context) {
    const { tx, who, house, tenant, query: { fraga, klart, nummer, sok } } = context;
    // A lane that somebody just opened draws before it is shown.
    if (klart === 'openNow') await looksOf(house).of(tenant.id);
    const lane = await findLane(tx, context.params.lane);
    if (!lane) return notFound();
    if (fraga && mayRun(who, lane) && canDo(lane, fraga, tx.now)) return surePage(context, lane, fraga);
    const done = nummer ? `Personen har fått nummer ${formatNumber(nummer, 'sv')}. Säg numret till personen.` : klart && doneWords[klart];
    return lanePage(context, lane, { done, sought: sok });
  },
});

const live = route({
  method: 'GET', path: `${base}/:lane/lage`, access: registerers, audit: none('numbers of people who wait, none of them known'),
  async handle(context) {
    const lane = await findLane(context.tx, context.params.lane);
    return lane ? page(await liveOf(context, lane)) : notFound();
  },
});

const step = route({
  method: 'POST', path: `${base}/:lane/steg`, access: runners, audit: 'queue.laneStepped',
  async handle(context) {
    const { tx, who, fields, about } = context;
    const lane = await findLane(tx, context.params.lane);
    if (!lane) return notFound();
    if (!mayRun(who, lane)) return forbidden('wholeOrganisation');
    const doing = doings.find((one) => one === textOf(fields, 'gor'));
    if (!doing || !canDo(lane, doing, tx.now)) return redirect(`${base}/${lane.slug}`);
    if (doing === 'speed' || doing === 'supply') {
      const value = Number(textOf(fields, doing).replaceAll(/\s/g, '') || 'x');
      const most = doing === 'speed' ? 100_000 : 10_000_000;
      if (!Number.isInteger(value) || value < (doing === 'speed' ? 1 : 0) || value > most) return lanePage(context, lane, { errors: [{ name: doing, message: `Skriv ett heltal, högst ${formatNumber(most, 'sv')}` }] });
      await stepLane(tx, lane, { do: doing, value }, who.staffId);
      about({ detail: { lane: lane.slug, step: doing, value } });
    } else {
      await stepLane(tx, lane, { do: doing }, who.staffId);
      about({ detail: { lane: lane.slug, step: doing } });
    }
    looksOf(context.house).forget(context.tenant.id);
    return redirect(`${base}/${lane.slug}?klart=${doing}`);
  },
});

export const laneRoutes = [show, live, step];
