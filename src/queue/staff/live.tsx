import type { VNode } from 'preact';
import { Alert, KeyValue, Section, Tag, formatDateTime, formatNumber, type RequestContext, type Staff } from '../../platform/index.ts';
import { positionOf, type Lane } from '../model/lane.ts';
import { callsPerSecond } from '../model/inlet.ts';
import { span } from '../resident/frame.tsx';
import { countTurns, findInlet } from '../store/inlets.ts';
import { countPlaces, numbersToRing } from '../store/places.ts';
import { base, purposeWords, stateWords } from './frame.tsx';

interface Numbers { waiting: number; admitted: number; speed: number; show: number; ease: number; lastMinute: number; inside: number; came: number; toRing: number }

/** How the lane is now, in numbers: nothing of anybody. */
async function numbersOf({ tx, now }: Pick<RequestContext<Staff>, 'tx' | 'now'>, lane: Lane): Promise<Numbers> {
  const [inlet, count] = [await findInlet(tx, lane.id), await countPlaces(tx, lane.id)];
  const turns = await countTurns(tx, lane.id, new Date(now.getTime() - 60_000));
  const toRing = (await numbersToRing(tx, lane.id)).filter((number) => positionOf(lane, number) < inlet.admittedTo).length;
  return {
    waiting: Math.max(0, count - inlet.admittedTo), admitted: inlet.admittedTo, speed: lane.pausedAt ? 0 : callsPerSecond(inlet, lane.perMinute), show: inlet.show, ease: inlet.ease,
    lastMinute: turns.since, inside: turns.inside, came: turns.all, toRing,
  };
}

/**
 * What moves on the page of a lane. With script it is fetched anew every few seconds, part by part: the state is read out when it changes, the numbers
 * are not.
 */
export async function liveOf(context: Pick<RequestContext<Staff>, 'tx' | 'now'>, lane: Lane): Promise<VNode> {
  const { text, colour } = stateWords(lane, context.now);
  const now = await numbersOf(context, lane);
  return (
    <div class="flow" data-watch={`${base}/${lane.slug}/lage`}>
      <div class="flow" role="status" data-watch-part="state">
        <p><Tag colour={colour}>{text}</Tag></p>
        {now.toRing > 0 && <p>{now.toRing === 1 ? 'En person på ringlistan har fått sin tur.' : `${formatNumber(now.toRing, 'sv')} personer på ringlistan har fått sin tur.`} <a class="ds-link" href="#ringlista">Gå till ringlistan</a></p>}
        {now.ease < 0.95 && <Alert kind="warning"><p>Tjänsten klarar inte takten. Kön släpper in {formatNumber(Math.round(now.ease * 100), 'sv')} procent av vad som är satt.</p></Alert>}
      </div>
      <Section heading="Just nu"><div data-watch-part="numbers"><Shown lane={lane} now={now} /></div></Section>
    </div>
  );
}

function Shown({ lane, now }: { lane: Lane; now: Numbers }): VNode {
  const number = (value: number) => formatNumber(value, 'sv');
  return <KeyValue items={[
    { key: lane.throughSince ? 'Har en plats kvar i kön' : 'Väntar', value: number(now.waiting) },
    { key: 'Har fått sin tur', value: number(now.admitted) },
    { key: 'Har kommit in', value: number(now.came) },
    { key: 'Kom in senaste minuten', value: `${number(now.lastMinute)} av ${number(lane.perMinute)}` },
    { key: 'Är inne nu', value: number(now.inside) },
    { key: 'Av dem som får sin tur kommer', value: `${number(Math.round(now.show * 100))} procent` },
    { key: 'Väntan för den som kommer nu', value: lane.throughSince ? 'ingen' : span(now.waiting, now.speed, 'sv') },
    ...(lane.supply === null ? [] : [{ key: 'Kvar', value: number(lane.supply) }]),
    ...(lane.purpose === 'general' ? [] : [{ key: 'Till för', value: purposeWords[lane.purpose] }]),
    ...(lane.opensAt ? [{ key: lane.openedAt ? 'Öppnade' : 'Öppnar', value: formatDateTime(lane.openedAt ?? lane.opensAt, 'sv') }] : []),
  ]} />;
}
