import { formatDate, formatDateTime, type Language, type TimelineStep, type Uuid } from '../../../platform/index.ts';
import type { EntryKind } from '../../store/case/entries.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import type { MyFacts } from './my-facts.ts';
import { texts } from '../texts.ts';

/** What a party is shown of the timeline. What officers do among themselves, and a decision before it is sent, is not there. */
const shown: readonly EntryKind[] = [
  'received', 'ownPartReceived', 'taken', 'completionAsked', 'completionAnswered', 'hearingAsked', 'hearingAnswered', 'requestWithdrawn', 'documentReplaced', 'documentRestored', 'notified',
  'served', 'appealReceived', 'appealTried', 'appealPassedOn', 'appealDismissed', 'withdrawn', 'writtenOff', 'answered', 'closed', 'final', 'permitReminder', 'permitReturned',
  'message', 'matterAsked', 'reopened', 'corrected', 'otherAsked', 'partyLeft', 'announced', 'delayAsked', 'delayRefused', 'extended', 'agendaPlaced', 'agendaSentBack', 'courtDecided',
  'sentOn', 'systemAnswered', 'benefitsFetched',
];

/** Past steps as they happened, then what is expected. `unit` is who the authority is to the reader. */
export function stepsOf(
  language: Language, file: CaseFile, facts: MyFacts, about: About,
): TimelineStep[] {
  const { names, unit } = about;
  const past = facts.entries.filter(({ kind }) => shown.includes(kind)).map((entry): TimelineStep => {
    const name = entry.authorKind === 'resident' && entry.authorId ? names.get(entry.authorId) : undefined;
    const key = entry.kind === 'message' && entry.authorKind === 'staff' ? 'messageFromUs' : entry.kind;
    return {
      state: 'done', text: texts(language, stepKey(facts, key), { unit, court: texts(language, 'court.above'), ...dated(language, entry.content.params) }),
      when: name ? `${formatDateTime(entry.at, language)} · ${name}` : formatDateTime(entry.at, language),
    };
  });
  return [...past, ...expected(language, file, facts, about)];
}

/** `promises`: the deadlines of the service in the reader's language */
interface About { unit: string; today: string; names: ReadonlyMap<Uuid, string>; promises: readonly { id: string; sv: string }[] }

/** What an entry says, with its day as the reader's language writes it. */
function dated(language: Language, params: Readonly<Record<string, string>> = {}): Record<string, string> {
  return params['day'] ? { ...params, date: formatDate(params['day'], language) } : { ...params };
}

/** A case that is handled is answered, not decided, and is seldom an application: it has words of its own for some steps. */
function stepKey({ status }: MyFacts, key: string): string {
  return status.handling && ['received', 'taken', 'reads', 'willRead', 'decision', 'withdrawn'].includes(key) ? `stepHandling.${key}` : `step.${key}`;
}

function expected(language: Language, file: CaseFile, facts: MyFacts, { unit, today, promises }: About): TimelineStep[] {
  const by = (day: string) => texts(language, 'step.by', { date: formatDate(day, language) });
  const last = facts.decisions.at(-1);
  if (last) {
    const { appealable, appealUntil } = last.notification;
    if (!appealable || !appealUntil || appealUntil < today || facts.status.appealed) return [];
    return [{ state: 'expected', text: texts(language, 'step.appealEnds'), when: by(appealUntil) }];
  }
  if (file.state === 'closed' || facts.withdrawn) return [];
  const asked = facts.pending.map((request): TimelineStep => ({
    state: 'now', text: texts(language, request.kind === 'completion' ? 'step.weWait' : 'step.weListen'), when: by(request.dueDay),
  }));
  if (facts.status.unsigned) asked.push({ state: 'now', text: texts(language, `step.unsigned-${facts.status.unsigned}`) });
  const promised = facts.promisedSteps.map(({ id, due }): TimelineStep => ({
    state: 'expected', text: promises.find((one) => one.id === id)?.sv ?? '', when: by(due),
  }));
  // While something is waited for that stops the clock nobody knows the day: it would move on by as long as that takes.
  const day = facts.standsStill || !file.promiseDue || file.promiseDue < today ? undefined : file.promiseDue;
  return [
    ...asked, ...promised,
    { state: asked.length ? 'expected' : 'now', text: texts(language, stepKey(facts, file.assigneeId ? 'reads' : 'willRead'), { unit }) },
    { state: 'expected', text: texts(language, stepKey(facts, 'decision')), ...(day && { when: by(day) }) },
  ];
}
