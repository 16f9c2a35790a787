import { startProxy } from '../proxy.ts';
import { middleRound, ratioOf, type Outcome } from '../result.ts';
import { priceOf, servedBy, tenfold, type Round } from '../rush.ts';
import { cores, type Stage } from '../stage.ts';
import { staffIn } from './overload.ts';

/** The same crowd with HAProxy in front, configured as `deploy/haproxy.cfg` is shipped: it turns away those for whom there is no room. It shares our core. */
export async function overloadProxy(stage: Stage): Promise<Outcome[]> {
  const proxy = await startProxy({ port: stage.port, host: stage.town.host, folder: stage.postgres.folder, core: cores.measured });
  const name = 'overload with a proxy that sheds: the peak against what is served';
  if (!proxy) return [{ name, skipped: 'HAProxy is not here', remedy: 'On Debian and Ubuntu sudo apt-get install haproxy, on macOS brew install haproxy' }];
  try {
    const { rounds, pinned } = await tenfold(stage, proxy);
    const ratio = ({ full, rush }: Round) => servedBy(full) / servedBy(rush);
    const { full, rush } = middleRound(rounds, ratio);
    const { refused, other, sent } = rush.visitors;
    const price = priceOf(middleRound(rounds, (round) => priceOf(round).share));
    return [
      ratioOf(name, servedBy(full), servedBy(rush), 1 / 0.85, 'pages a second', { notes: [
        `round by round: ${rounds.map((round) => ratio(round).toFixed(2)).join(', ')}; ${(refused / rush.seconds).toFixed(0)} a second turned away, ${other} of ${sent + other} answered otherwise or not at all; ${pinned ? 'generator and server pinned apart' : 'not pinned: taskset is missing'}`,
      ] }),
      ratioOf('overload with a proxy: the share of the peak that the price of refusing leaves', 0.85, price.share, 1, 'by CPU', { notes: [
        `1/(1+9c): a page costs ${price.each.toFixed(0)} µs of node and proxy, a refusal ${price.refusal.toFixed(0)}; round by round: ${rounds.map((round) => priceOf(round).share.toFixed(2)).join(', ')}`,
      ] }),
      ...staffIn('overload with a proxy', rounds),
    ];
  } finally {
    await proxy.end();
  }
}
