import type { Scenario } from './scenario.ts';
import { inHall } from './town.ts';

/** What Doctolib met: requests for each booking. */
const requestsEach = 14e6 / 20_000;
const [times, seats, people] = [4, 10, 80];

/** One five-hundredth of a minute of it: forty seats, eighty people who want one and press twice, and seven hundred requests for every seat meanwhile. */
export const doctolib: Scenario = {
  happened: 'Doctolib, July 2021: 14 million requests and 20,000 bookings in the same minute',
  play: () => inHall(async ({ hall, get, post }) => {
    const slots = await hall.open({ ahead: 2, opens: '09:00', closes: '10:20', minutes: 20, seats });
    const everyone = await hall.people(people);
    // Nearly all of it is people who look: the free times, how a lane is going, the page of the service.
    const looks = ['/boka/vaccination', '/tjanster/vaccination', '/'];
    let left = Math.round(times * seats * requestsEach);
    const answers = { served: 0, told: 0, otherwise: 0 };
    const lookers = Array.from({ length: 48 }, async (_, at) => {
      while (left-- > 0) {
        const { status } = await get(looks[(at + left) % looks.length]!);
        answers[status === 200 ? 'served' : status === 503 ? 'told' : 'otherwise'] += 1;
      }
    });
    const start = process.cpuUsage();
    const patient = async (path: string, fields: Record<string, string>, headers: Record<string, string>) => {
      for (let wait = 200; ; wait = Math.min(5_000, wait * 2)) {
        const answer = await post(path, fields, headers);
        if (answer.status !== 503) return answer;
        await new Promise((resolve) => { setTimeout(resolve, wait * (0.5 + Math.random())); });
      }
    };
    const pressTwice = (path: string, fields: Record<string, string>, headers: Record<string, string>) => Promise.all([patient(path, fields, headers), patient(path, fields, headers)]);
    await Promise.all(everyone.map(({ headers }, at) => pressTwice(`/boka/vaccination/tid/${slots[at % slots.length]}`, { vad: 'dose1' }, headers)));
    const sent = await Promise.all((await hall.booking(everyone)).map(({ headers, steps: [step] }) => pressTwice(step!.path, {}, { ...headers })));
    const booked = await hall.booked(slots);
    const stillToCome = left;
    await Promise.all(lookers);
    const used = process.cpuUsage(start);
    const each = (used.user + used.system) / booked;
    return [
      { must: 'nobody has two times, no seat has two people', saw: `${await hall.doubles()} doubles, of ${people} who pressed twice`, held: await hall.doubles() === 0 },
      { must: 'every seat that somebody wanted is booked', saw: `${booked} of ${times * seats}`, held: booked === times * seats && sent.length >= booked },
      { must: 'those who look do not hold up those who book', saw: `the last seat was booked with ${Math.max(0, stillToCome)} requests still to come`, held: stillToCome > 0 },
      { must: 'everyone who looks is answered', saw: `${answers.served} served, ${answers.told} told that it is busy, ${answers.otherwise} otherwise: ${requestsEach} to each booking`, held: answers.otherwise === 0 },
      { must: 'the scale', saw: `${(each * 20_000 / 60e6).toFixed(0)} cores would bear all of it (${(each / 1_000).toFixed(0)} ms of node for a booking and what comes with it, the load included)` },
    ];
  }),
};
