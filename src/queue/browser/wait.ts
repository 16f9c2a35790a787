import { honestTime, lookBeforeOpening, nextLook, runsOutBefore, waitOf } from '../model/estimate.ts';
import type { Status } from '../status.ts';

/**
 * The script of the waiting room's pages. Without it they say the same, and are asked again by a link. With it one's place is found also where
 * cookies are blocked, and the page follows the lane: it asks for what is the same for all, seldom when the wait is long, never while hidden,
 * and compares with the number on its own ticket.
 */

const lane = document.querySelector<HTMLElement>('[data-queue]');
const keptAs = (slug: string) => `sprang.ko.${slug}`;

for (const have of document.querySelectorAll<HTMLElement>('[data-queue-have]')) {
  const slug = have.dataset['queueHave'] ?? '';
  const ticket = localStorage.getItem(keptAs(slug));
  const link = have.querySelector('a');
  // Found also by a browser that keeps no cookies.
  if (ticket !== null && link !== null) link.href = `/ko/${slug}/min-plats?b=${encodeURIComponent(ticket)}`;
  // The same id from every tab and every press is the same place.
  for (const id of document.querySelectorAll<HTMLInputElement>('form input[name=id]')) id.value = idOf(slug);
}

// Where one wanted to go goes with the place.
const till = new URLSearchParams(location.hash.slice(1)).get('till');
if (till !== null) {
  for (const field of document.querySelectorAll<HTMLInputElement>('form input[name=till]')) field.value = till;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('main a[href^="/ko/"][href$="/anmalan"]')) link.search = `?till=${encodeURIComponent(till)}`;
}

if (lane !== null) follow(lane, lane.dataset['queue'] ?? '', lane.dataset['ticket'] ?? '');

function idOf(slug: string): string {
  const key = `${keptAs(slug)}.id`;
  const known = localStorage.getItem(key);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  localStorage.setItem(key, made);
  return made;
}

function follow(page: HTMLElement, slug: string, ticket: string): void {
  const number = Number(ticket.split('.', 1)[0]);
  localStorage.setItem(keptAs(slug), ticket);
  show('live', true);
  show('still', false);
  let position: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    let seconds = 15;
    try {
      const response = await fetch(`/ko/${slug}/status`, { credentials: 'omit' });
      if (response.ok) seconds = await tell(await response.json() as Status);
    } catch { /* Without a connection the page stands as it is, and asks again. */ }
    timer = setTimeout(() => void look(), seconds * 1000);
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void look(); });
  timer = setTimeout(() => void look(), 10_000 * Math.random());

  /** Shows how far it is. @returns seconds until the next look */
  async function tell(status: Status): Promise<number> {
    if (status.lost) {
      say('wait', 'waitLost', {});
      return nextLook(Infinity, status.patience, Math.random(), status.count - status.to);
    }
    if (status.state === 'ended' || status.through) return again();
    if (status.state !== 'open') {
      // Nobody's clock need be right: what is left is counted by the server's.
      return lookBeforeOpening((status.opens ?? status.at) - status.at, status.count, Math.random());
    }
    position ??= status.drawn !== null && status.seed !== null && number < status.drawn ? await drawnPlace(status.seed, status.drawn, number) : number;
    if (position < status.to || number < status.void) return again();
    const ahead = position - status.to;
    const wait = waitOf(ahead, status.speed);
    part('registered', false);
    part('waiting', true);
    say('ahead', ahead === 0 ? 'aheadNone' : ahead === 1 ? 'aheadOne' : 'ahead', { ahead });
    const time = honestTime(wait);
    say('wait', time === undefined ? 'waitUnknown' : { within: 'waitSoon', minutes: 'wait', hours: 'waitHours' }[time.unit], { ...time });
    say('left', status.left === 0 ? 'gone' : 'runsOut', {});
    show('out', runsOutBefore(ahead, status.show, status.left));
    return nextLook(wait, status.patience, Math.random(), status.count - status.to);
  }

  /** What comes now is one's own, and only the server tells it. */
  function again(): number {
    setTimeout(() => { location.reload(); }, 1500 * Math.random());
    return 30;
  }

  /** Only what changed is written, or a screen reader would read the same anew. */
  function say(where: string, what: string, values: Readonly<Record<string, unknown>>): void {
    const place = page.querySelector(`[data-queue-${where}]`);
    const sentence = page.dataset[`say${what[0]!.toUpperCase()}${what.slice(1)}`] ?? '';
    const text = sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => Number(values[name]).toLocaleString(page.dataset['language']));
    if (place !== null && place.textContent !== text) place.textContent = text;
  }

  function show(what: string, shown: boolean): void {
    const place = page.querySelector<HTMLElement>(`[data-queue-${what}]`);
    if (place !== null) place.hidden = !shown;
  }

  function part(what: string, shown: boolean): void {
    const place = page.querySelector<HTMLElement>(`[data-queue-part="${what}"]`);
    if (place !== null) place.hidden = !shown;
  }
}

/** The same permutation as model/permute.ts, with the browser's own HMAC: a million places are found without a question to the server. */
async function drawnPlace(seed: string, n: number, number: number): Promise<number> {
  const bytes = Uint8Array.from(seed.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const half = Math.max(1, Math.ceil(Math.log2(Math.max(2, n)) / 2));
  const mask = 2 ** half - 1;
  let value = number;
  do {
    let [left, right] = [Math.floor(value / 2 ** half), value & mask];
    for (let round = 0; round < 4; round++) {
      const about = new DataView(new ArrayBuffer(5));
      about.setUint8(0, round);
      about.setUint32(1, right);
      const mixed = new DataView(await crypto.subtle.sign('HMAC', key, about.buffer)).getUint32(0) & mask;
      [left, right] = [right, (left ^ mixed) & mask];
    }
    value = left * 2 ** half + right;
  } while (value >= n);
  return value;
}
