import { passCookie, pressed } from '../../src/admission/index.ts';
import type { Scenario } from './scenario.ts';
import { inTown } from './town.ts';

/** Many more than can be served ask for pages that cost something, all at once, while staff go on with their work. */
export const careStarved: Scenario = {
  happened: 'Alltid öppet, May 2021: 45,000 signed in at once on a rumour; people who needed care could not get in',
  play: () => inTown(async ({ house, get, staff: hire }) => {
    const session = (await hire('manager'))['cookie']!;
    const pass = (await get('/handlaggning/koer', { cookie: session })).cookies.find((one) => one.startsWith(passCookie))!.split(';', 1)[0]!;
    const [crowd, staff]: [number[], number[]] = [[], []];
    let over = false;
    const visitors = Promise.all(Array.from({ length: 300 }, async () => {
      for (let visit = 0; visit < 4; visit++) crowd.push((await get(`/tjanster?behov=getAround&v=${visit}`)).status);
    })).then(() => { over = true; });
    let sawPressed = false;
    while (!over) {
      staff.push((await get('/handlaggning/koer', { cookie: `${session}; ${pass}` })).status);
      sawPressed ||= pressed(house);
    }
    await visitors;
    const [served, refused] = [200, 503].map((status) => crowd.filter((one) => one === status).length);
    await new Promise((resolve) => { setTimeout(resolve, 5_000); });
    const calm = await Promise.all(Array.from({ length: 10 }, () => get('/tjanster?behov=getAround')));
    return [
      { must: 'visitors are served or told so, never left', saw: `${served} served, ${refused} told so, of ${crowd.length}`, held: served! + refused! === crowd.length && served! > 0 },
      { must: 'it was a rush', saw: `${refused} refused, pressed: ${sawPressed}`, held: refused! > 0 && sawPressed },
      { must: 'staff got through every time', saw: `${staff.filter((status) => status === 200).length} of ${staff.length}`, held: staff.length > 0 && staff.every((status) => status === 200) },
      { must: 'five seconds later everything is as before', saw: `${calm.filter(({ status }) => status === 200).length} of 10`, held: calm.every(({ status }) => status === 200) && !pressed(house) },
    ];
  }),
};
