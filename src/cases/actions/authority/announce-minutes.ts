import { listAuthorities } from '../../../organisation/index.ts';
import { addDays, formatDate, swedishDay, type Staff, type Tx } from '../../../platform/index.ts';
import { agendaOfMeeting } from '../../store/authority/agenda.ts';
import { markAdjusted, type Meeting } from '../../store/authority/meetings.ts';
import { postNotice } from '../notification/announce.ts';

/** Days that adjusted minutes hang: they are appealed within three weeks from the day they came up (8 kap. 10 § and 13 kap. 5 § kommunallagen (2017:725)). */
export const minutesDays = 22;

export type Announced = { ok: true } | { ok: false; why: 'notHeld' | 'already' | 'day' };

/**
 * The minutes of a meeting have been adjusted: told on the public notice board, once, with which paragraphs they are, where they may be read, and the
 * days the notice hangs. No names: what was decided about somebody is told to them.
 */
export async function announceMinutes(tx: Tx, who: Staff, meeting: Meeting, wish: { day: string; where: string }): Promise<Announced> {
  const today = swedishDay(tx.now);
  if (!meeting.heldAt) return { ok: false, why: 'notHeld' };
  if (meeting.adjustedDay) return { ok: false, why: 'already' };
  if (wish.day < meeting.day || wish.day > today) return { ok: false, why: 'day' };
  const authorityId = who.authorityId!;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId);
  const numbers = (await agendaOfMeeting(tx, meeting.id)).flatMap(({ paragraph }) => /\d+/.exec(paragraph ?? '')?.[0] ?? []).map(Number).sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const paragraphs = first === undefined ? '' : first === last ? `, § ${first}` : `, §§ ${first}–${last}`;
  const until = addDays(today, minutesDays - 1);
  const noticeId = await postNotice(tx, {
    authorityId, kind: 'minutes', title: `Justerat protokoll: ${authority?.name ?? ''} ${formatDate(meeting.day, 'sv')}${paragraphs}`,
    body: [`Protokollet justerades ${formatDate(wish.day, 'sv')}. ${wish.where}`,
      `Du som är medlem i kommunen kan begära att beslut i protokollet prövas av förvaltningsrätten. Det ska ha kommit in till domstolen senast ${formatDate(until, 'sv')}. Beslut om enskilda överklagas så som det står i beslutet.`].join('\n\n'),
    upDay: today, downDay: addDays(today, minutesDays), appealUntil: until, postedBy: who.staffId,
  });
  await markAdjusted(tx, meeting.id, wish.day, noticeId);
  return { ok: true };
}
