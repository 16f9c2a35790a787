import { amountOf, middleRound, ratioOf, type Outcome } from '../result.ts';
import { priceOf, servedBy, tenfold, type Round } from '../rush.ts';
import type { Stage } from '../stage.ts';

/** Ten times as many as can be served, with nothing in front of us: the gate refuses, as cheaply as it can. */
export async function overload(stage: Stage): Promise<Outcome[]> {
  const { rounds, after, pinned } = await tenfold(stage, stage);
  const ratio = (round: Round) => servedBy(round.full) * priceOf(round).share * 0.95 / servedBy(round.rush);
  const middle = middleRound(rounds, ratio);
  const { each, refusal, share } = priceOf(middle);
  const bound = servedBy(middle.full) * share;
  const { visitors: { other, sent, refused }, seconds } = middle.rush;
  const notes = [
    `${servedBy(middle.full).toFixed(0)} a second at most; at ten times that ${servedBy(middle.rush).toFixed(0)} served and ${(refused / seconds).toFixed(0)} refused; a page costs ${each.toFixed(0)} µs of node, a refusal ${refusal.toFixed(0)} (c = ${(100 * refusal / each).toFixed(1)} %): at most ${bound.toFixed(0)} by 1/(1+9c)`,
    `ratio round by round: ${rounds.map((round) => ratio(round).toFixed(2)).join(', ')}; answered otherwise or not at all: ${other} of ${sent + other}; ${pinned ? 'generator and server pinned apart' : 'not pinned: taskset is missing'}`,
  ];
  const [asked, got] = [after.visitors.sent / after.seconds * 2, after.visitors.bySecond.slice(-2).reduce((sum, one) => sum + one, 0)];
  return [
    ratioOf('overload: served of what the price of refusing allows', bound * 0.95, servedBy(middle.rush), 1, 'pages a second', { cpu: { node: each }, notes }),
    ...staffIn('overload', rounds),
    amountOf('overload: not served from five seconds after', Math.max(0, Math.round(asked * 0.95 - got)), 0, `of ${asked.toFixed(0)}`, { notes: [`second by second after: ${after.visitors.bySecond.join(', ')}`] }),
  ];
}

/** Whether staff got through, and how long they waited. */
export function staffIn(name: string, rounds: readonly Round[]): Outcome[] {
  const [sent, good] = [rounds.reduce((sum, { rush }) => sum + rush.staff.sent, 0), rounds.reduce((sum, { rush }) => sum + rush.staff.good, 0)];
  const ratio = ({ calm, rush }: Round) => rush.staff.p99 / calm.staff.p99;
  const { calm, rush } = middleRound(rounds, ratio);
  return [
    amountOf(`${name}: staff not served`, sent - good, Math.ceil(sent * 0.001), `of ${sent}`),
    ratioOf(`${name}: staff wait, p99, against 80 % load`, rush.staff.p99, calm.staff.p99, 2, 'ms', { notes: [`round by round: ${rounds.map((round) => ratio(round).toFixed(2)).join(', ')}; p99 of some sixty is the slowest of them`] }),
  ];
}
