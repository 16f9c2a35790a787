import { showOf, tick, type Inlet } from '../../src/queue/model/inlet.ts';
import type { Scenario } from './scenario.ts';

/** By a clock of its own: an hour in front of a service that takes in sixty a minute, where most who are called never come. */
export const abandoned: Scenario = {
  happened: 'AWS waiting room, issue 154: people who left the queue kept their places, and the inlet stalled behind them',
  play: async () => ['nobody leaves', 'half leave', 'nine of ten leave'].map((what, at) => {
    const stays = [1, 0.5, 0.1][at]!;
    const { came, worst } = hour(stays);
    // No more than 1 / 0.3 times the speed is called: when nine of ten leave, a third of the places are filled.
    const least = Math.min(1, stays / 0.3) * 60;
    return { must: `${what}: the lane goes on, and about ${least.toFixed(0)} a minute come in`, saw: `${came.toFixed(1)} a minute in the last half hour, ${worst} in the worst minute`, held: came >= 0.9 * least && came <= 1.15 * 60 && worst > 0 };
  }),
};

function hour(stays: number): { came: number; worst: number } {
  const start = Date.UTC(2026, 11, 1, 8);
  let inlet: Inlet = { admittedTo: 0, tickedAt: new Date(start), carry: 0, ease: 1, show: 1 };
  const minutes = Array.from({ length: 60 }, () => 0);
  const calls: { at: number; called: number; came: number }[] = [];
  for (let second = 1; second <= 3600; second++) {
    const before = inlet.admittedTo;
    if (second % 10 === 0) {
      const ended = calls.filter(({ at }) => at < second - 300 && at > second - 1200);
      inlet = { ...inlet, show: showOf(ended.reduce((sum, one) => sum + one.called, 0), ended.reduce((sum, one) => sum + one.came, 0)) };
    }
    inlet = tick(inlet, { perMinute: 60, count: 1_000_000, stopped: false }, new Date(start + second * 1000), false);
    let came = 0;
    for (let place = before; place < inlet.admittedTo; place++) if ((place * 0.618034) % 1 < stays) came += 1;
    calls.push({ at: second, called: inlet.admittedTo - before, came });
    minutes[Math.floor((second - 1) / 60)]! += came;
  }
  const late = minutes.slice(30);
  return { came: late.reduce((sum, one) => sum + one, 0) / late.length, worst: Math.min(...minutes) };
}
