import { setTimeout as sleep } from 'node:timers/promises';
import type { Uuid } from '../../src/platform/index.ts';
import type { Client, ClientResponse } from '../support/index.ts';
import type { Known, Ledger } from './ledger.ts';

/** What one client works with: prepared before the load begins, and what it has made since. */
export interface Desk {
  officer: Client;
  resident: Client;
  /** written down and not sent in */
  entries: { draft: Uuid; marker: string }[];
  /** in the resident's own room */
  draft: Uuid;
  /** sent in, taken by the officer, not decided */
  cases: Uuid[];
}

/** Longest that one answer is waited for (ms). */
const patience = 20_000;

/**
 * Does one thing after the other: sends in, takes, writes, saves, decides, and notes in the ledger what it asked for. Ends when
 * told to stop, or when three in a row got no answer.
 */
export async function work(desk: Desk, ledger: Ledger, random: () => number, stopped: () => boolean): Promise<void> {
  const things = [submit, submit, write, answer, save, decide, decide];
  for (let silent = 0; silent < 3 && !stopped();) {
    const known = await things[Math.floor(random() * things.length)]!(desk, ledger, random);
    if (known) silent = known === 'unsure' ? silent + 1 : 0;
    await sleep(random() * 40);
  }
}

/** What came of a thing; undefined when there was nothing to do. */
type Came = Promise<Known | undefined>;

async function submit(desk: Desk, ledger: Ledger): Came {
  const entry = desk.entries.shift();
  if (!entry) return undefined;
  const sent = await post(desk.officer, `/handlaggning/registrering/${entry.draft}/registrera`, {
    way: 'phone', identityCheck: 'callBack', arrived: new Date().toISOString().slice(0, 10), readBack: '1',
  });
  const caseId = /^\/handlaggning\/arenden\/([0-9a-f-]{36})$/.exec(sent.response?.location?.pathname ?? '')?.[1] as Uuid | undefined;
  ledger.add({ kind: 'submission', ...entry, known: caseId ? 'acknowledged' : sent.known, ...(caseId && { caseId }) });
  if (!caseId) return sent.known;
  const taken = await post(desk.officer, `/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  if (taken.response?.status === 303) desk.cases.push(caseId);
  return 'acknowledged';
}

function write(desk: Desk, ledger: Ledger, random: () => number): Came {
  return message(desk.officer, 'meddelande', desk, ledger, random);
}

function answer(desk: Desk, ledger: Ledger, random: () => number): Came {
  return message(desk.resident, 'meddelanden', desk, ledger, random);
}

async function message(client: Client, to: 'meddelande' | 'meddelanden', desk: Desk, ledger: Ledger, random: () => number): Came {
  const caseId = desk.cases[Math.floor(random() * desk.cases.length)];
  if (!caseId) return undefined;
  const marker = ledger.marker();
  const base = to === 'meddelande' ? '/handlaggning/arenden' : '/mina-sidor/arenden';
  const { known } = await post(client, `${base}/${caseId}/${to}`, { text: marker });
  ledger.add({ kind: 'message', caseId, marker, known });
  return known;
}

async function save(desk: Desk, ledger: Ledger): Came {
  const marker = ledger.marker();
  const sent = await post(desk.resident, `/ansokan/${desk.draft}/sida/finding`, { findProblems: 'stand', findText: marker });
  // A page that lacks something is saved too, and says so with 422.
  const known = sent.response?.status === 422 ? 'acknowledged' : sent.known;
  ledger.add({ kind: 'save', draft: desk.draft, marker, known });
  return known;
}

/** Every item of a färdtjänst as it can be granted. */
function granted(marker: string): Record<string, string> {
  return {
    'travel.outcome': 'granted', 'travel.reasons': 'criteriaMet', 'travel.from': '2026-12-01', 'travel.until': '2028-11-30', 'travel.text': marker,
    'travel.condition.area': 'municipality', 'companion.outcome': 'granted', 'companion.reasons': 'helpDuringTrip', 'companion.from': '2026-12-01',
    'companion.until': '2028-11-30', 'companion.text': '',
  };
}

async function decide(desk: Desk, ledger: Ledger): Came {
  // The newest stays, so that there is always a case to write in.
  const caseId = desk.cases.length > 1 ? desk.cases.shift() : undefined;
  if (!caseId) return undefined;
  const at = `/handlaggning/arenden/${caseId}/beslut`;
  const marker = ledger.marker();
  const form = await get(desk.officer, at);
  const drafted = form && await post(desk.officer, at, { ...granted(marker), revision: hidden(form, 'revision'), do: 'onward' });
  const confirmation = drafted?.response?.status === 303 ? await get(desk.officer, `${at}/fatta`) : undefined;
  if (!confirmation) return 'unsure';
  const { known } = await post(desk.officer, `${at}/fatta`, { revision: hidden(confirmation, 'revision'), inquiry: hidden(confirmation, 'inquiry'), unbiased: '1' });
  ledger.add({ kind: 'decision', caseId, marker, known });
  return known;
}

function hidden({ text }: ClientResponse, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}

async function get(client: Client, path: string): Promise<ClientResponse | undefined> {
  const response = await answered(client.get(path));
  return response?.status === 200 ? response : undefined;
}

async function post(client: Client, path: string, fields: Record<string, string>): Promise<{ response?: ClientResponse; known: Known }> {
  const response = await answered(client.post(path, fields));
  if (!response || response.status >= 500) return { known: 'unsure' };
  return { response, known: response.status === 303 && !response.location!.pathname.includes('logga-in') ? 'acknowledged' : 'refused' };
}

/** Undefined when no answer came: what was asked for may have been done or not. */
async function answered(request: Promise<ClientResponse>): Promise<ClientResponse | undefined> {
  return Promise.race([request.catch(() => undefined), sleep(patience, undefined, { ref: false })]);
}
