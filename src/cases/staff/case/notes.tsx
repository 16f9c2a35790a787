import type { VNode } from 'preact';
import { Button, Buttons, Form, Section, TextArea, formatDateTime, href } from '../../../platform/index.ts';
import type { Note } from '../../actions/case/note.ts';

/** Notes of staff, apart from the conversation. The person has the right to read them on request, and the box says so. */
export function Notes({ notes, at, writable }: { notes: readonly Note[]; at: string; writable: boolean }): VNode {
  return (
    <Section heading="Anteckningar">
      {writable && (
        <Form action={href(`${at}/anteckning`)} label="Ny anteckning">
          <TextArea name="text" label="Skriv en anteckning" hint="Bara vad som behövs för ärendet. Den sökande har rätt att läsa den." rows={3} />
          <Buttons>
            <Button kind="secondary" name="kind" value="note">Spara</Button>
            <Button kind="quiet" name="kind" value="phone" icon="phone">Spara som telefonsamtal</Button>
          </Buttons>
        </Form>
      )}
      {notes.length === 0 && <p class="hint">Inga anteckningar.</p>}
      {notes.map((note) => (
        <article key={note.id}>
          <p class="hint">{formatDateTime(note.at, 'sv')}, {note.by}{note.phone && ', telefonsamtal'}</p>
          <p class="typed">{note.text}</p>
        </article>
      ))}
    </Section>
  );
}
