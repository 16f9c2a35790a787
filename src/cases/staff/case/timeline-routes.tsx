import { staffNames, told } from '../../../identity/index.ts';
import {
  Button, Form, MessageList, Section, TextArea, Timeline, formatDateTime, href, page, route, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { markRead, readConversation, writeMessage } from '../../../messages/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { entriesOf } from '../../store/case/entries.ts';
import { addParagraph } from '../../model/decision/fill-phrase.ts';
import { phrasesFor } from '../../store/decision/phrases.ts';
import { PhrasePicker, chosenPhrase } from '../decision/phrase-picker.tsx';
import { CasePage, caseFacts, isCovered, type CaseFacts } from './case-frame.tsx';
import { backDone } from './done.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';
import { entryText } from '../words.ts';

const timeline = route({
  method: 'GET', path: '/handlaggning/arenden/:id/handelser', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => show(context, opened)),
});

async function show(context: RequestContext<Staff, { id: string }>, opened: OpenedCase, written = '') {
  const { tx, who } = context;
  const facts = await caseFacts(context, opened);
  const entries = (await entriesOf(tx, opened.file.id)).filter(({ kind }) => kind !== 'note' && kind !== 'phoneNote');
  const reader = { kind: 'staff', id: who.staffId } as const;
  const messages = isCovered(opened) ? [] : await readConversation(tx, opened.file.id, reader);
  const names = await staffNames(tx, [...entries, ...messages].flatMap(({ authorKind, authorId }) => (authorKind === 'staff' && authorId ? [authorId] : [])));
  if (!isCovered(opened)) await markRead(tx, opened.file.id, opened.file.authorityId, reader);
  return page(
    <CasePage facts={facts} tab="/handelser" title="Händelser och meddelanden">
      <Section heading="Meddelanden">
        <MessageList label="Meddelanden" messages={messages.map((one) => ({
          id: one.id, own: one.authorKind === 'staff', at: one.at, text: one.text, unread: one.unread,
          from: one.authorKind === 'staff' ? names.get(one.authorId) ?? facts.unitName : senderOf(facts, one.personId),
        }))} />
        {messages.length === 0 && <p class="hint">{isCovered(opened) ? 'Meddelandena är dolda.' : 'Inga meddelanden än.'}</p>}
        {!opened.file.closedAt && opened.own && (
          <Form action={href(caseHref(opened.file.id, '/meddelande'))} label="Skriv till parten">
            <TextArea name="text" label="Skriv till parten" hint="Tilltala parten med du, i korta meningar. Parten ser enhetens namn, inte ditt." rows={4} value={written} />
            <PhrasePicker phrases={await phrasesFor(tx, opened.file, 'message')} />
            <Button icon="send" name="do" value="send">Skicka</Button>
          </Form>
        )}
      </Section>
      <Section heading="Händelser">
        <Timeline label="Händelser i ärendet" steps={entries.map((entry) => ({
          text: entryText(entry), state: 'done',
          when: `${formatDateTime(entry.at, 'sv')}${entry.authorKind === 'staff' && entry.authorId ? `, ${names.get(entry.authorId) ?? ''}` : ''}`,
        }))} />
      </Section>
    </CasePage>);
}

function senderOf(facts: CaseFacts, personId: string | null): string {
  return facts.parties.find((party) => party.personId === personId)?.name ?? 'Parten';
}

const write = route({
  method: 'POST', path: '/handlaggning/arenden/:id/meddelande', access: readers, audit: 'cases.messageAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { file } = opened;
    const { tx, house, who, fields } = context;
    if (fields['do'] === 'phrase') return show(context, opened, addParagraph(String(fields['text'] ?? ''), await chosenPhrase(context, opened, 'message') ?? ''));
    const person = 'all';
    const holder = { caseId: file.id, authorityId: file.authorityId, keyId: file.keyId, unitId: file.unitId };
    const written = await writeMessage({ house, tx }, holder, { author: { kind: 'staff', id: who.staffId }, person, text: String(fields['text'] ?? '') });
    if (!written.ok) return told(context, 'Meddelandet skickades inte', written.reason === 'empty' ? 'Skriv något först.' : 'Det är för långt. Korta det.', caseHref(file.id, '/handelser'), 422);
    await updateCase(tx, file.id, { last_event_at: tx.now });
    return backDone(file.id, '/handelser', 'meddelande');
  }, { change: true }),
});

export const timelineRoutes = [timeline, write];
