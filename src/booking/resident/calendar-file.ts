/** What goes into somebody's calendar: neutral, since calendars are shared and lie on phones. */
export interface CalendarEntry {
  /** stays the same when the time is moved, so that the calendar moves it too */
  uid: string;
  summary: string;
  location: string;
  description: string;
  startsAt: Date;
  endsAt: Date;
  stampedAt: Date;
  url: string;
}

/** One event as iCalendar (RFC 5545): lines end with CRLF and are folded at 75 octets, text is escaped. */
export function calendarFile({ uid, summary, location, description, startsAt, endsAt, stampedAt, url }: CalendarEntry): string {
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprang//Booking//SV', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    `UID:${uid}`, `DTSTAMP:${utc(stampedAt)}`, `DTSTART:${utc(startsAt)}`, `DTEND:${utc(endsAt)}`, `SUMMARY:${escaped(summary)}`, `LOCATION:${escaped(location)}`,
    `DESCRIPTION:${escaped(description)}`, `URL:${url}`, 'CLASS:PRIVATE', 'END:VEVENT', 'END:VCALENDAR', '',
  ].map(folded).join('\r\n');
}

const utc = (moment: Date) => moment.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const escaped = (text: string) => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');

/** At most 75 octets a line, and never within a letter. */
function folded(line: string): string {
  const lines: string[] = [];
  let [now, octets] = ['', 0];
  for (const letter of line) {
    const more = Buffer.byteLength(letter);
    if (octets + more > (lines.length ? 74 : 75)) {
      lines.push(now);
      [now, octets] = ['', 0];
    }
    [now, octets] = [now + letter, octets + more];
  }
  return [...lines, now].join('\r\n ');
}
