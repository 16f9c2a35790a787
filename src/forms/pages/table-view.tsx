import type { VNode } from 'preact';
import { Button, Checkbox, Fieldset } from '../../platform/index.ts';
import { factText, type AnswerText } from '../engine/answer-text.ts';
import type { CompiledTable } from '../engine/compiled.ts';
import { buttonValue } from '../engine/pressed.ts';
import type { JourneyQuestion, JourneyRow } from '../engine/types.ts';
import { questionAt, rowName, texts, wordsFor } from '../engine/words.ts';
import { Group } from '../questions/group.tsx';
import { AnsweredView, Confirm, chosen } from './answered-view.tsx';
import { askedOf, type Drawing } from './drawing.ts';
import { Placed } from './placed.tsx';

interface TableViewProps {
  question: CompiledTable;
  at: JourneyQuestion;
  drawing: Drawing;
}

/** A table as groups of fields, one a row, with buttons to add and take away: as good by ear and on a phone as on a wide screen. */
export function TableView({ question, at, drawing }: TableViewProps): VNode {
  const words = wordsFor(drawing.form, question, drawing.language);
  const asked = askedOf(question, at.field, words, drawing);
  if (at.fact === undefined) {
    return (
      <Placed field={at.field} focus={drawing.focus}>
        <Group asked={asked}>
          <Rows question={question} at={at} drawing={drawing} />
        </Group>
      </Placed>
    );
  }
  const value = chosen(at, drawing);
  // Last time's rows come to be changed when the page has been sent with "no".
  const rows =
    value === 'no' ? (
      <Group asked={asked}>
        <Rows question={question} at={at} drawing={drawing} />
      </Group>
    ) : null;
  return (
    <Placed field={at.field} focus={drawing.focus}>
      <Confirm
        field={at.field}
        label={asked.label}
        isPrevious={question.question.confirm?.from.startsWith('previous.') ?? false}
        drawing={drawing}
        own={words.own}
        value={value}
        fact={<FactRows text={factText(drawing.form, at, drawing.language)} />}
      >
        {rows}
      </Confirm>
    </Placed>
  );
}

function Rows({ question, at, drawing }: TableViewProps): VNode {
  const { id, max = 50, dontKnow } = question.question;
  const { language } = drawing;
  const rows = at.rows?.length ? at.rows : firstRows(question);
  const isUnknown = typeof at.answer === 'object' && 'dontKnow' in at.answer;
  const name = drawing.form.text(`questions.${id}.rowName`, language).toLowerCase();
  return (
    <>
      {rows.length === 0 && <p class="hint">{texts(language, 'table.none')}</p>}
      {rows.map((row) => (
        <RowView key={row.id} question={question} row={row} drawing={drawing} />
      ))}
      {rows.length < max && (
        <Button kind="secondary" name="do" value={buttonValue({ action: 'add', table: id })}>
          {texts(language, 'table.add', { name })}
        </Button>
      )}
      {dontKnow && <Checkbox name={`${id}.dontKnow`} label={texts(language, 'dontKnow')} checked={isUnknown} />}
    </>
  );
}

function RowView({ question, row, drawing }: { question: CompiledTable; row: JourneyRow; drawing: Drawing }): VNode {
  const { id } = question.question;
  const heading = rowName(drawing.form, id, row.number, drawing.language);
  return (
    <Placed field={`${id}.${row.id}`} focus={drawing.focus}>
      <Fieldset legend={heading}>
        {row.cells.map((cell) => {
          const column = questionAt(drawing.form, cell.question.id, id);
          return column?.kind === 'answered' ? (
            <AnsweredView key={cell.field} question={column} at={cell} drawing={drawing} isInRow />
          ) : null;
        })}
        <Button
          kind="quiet"
          name="do"
          value={buttonValue({ action: 'remove', table: id, row: row.id })}
          label={texts(drawing.language, 'table.removeRow', { row: heading })}
        >
          {texts(drawing.language, 'table.remove')}
        </Button>
      </Fieldset>
    </Placed>
  );
}

/** A row to begin with, where at least one is wanted. Columns with a condition come when it is known. */
function firstRows({ question, columns }: CompiledTable): readonly JourneyRow[] {
  const count = question.min ?? (question.optional ? 0 : 1);
  return Array.from({ length: Math.min(count, 5) }, (_, index): JourneyRow => ({
    id: `r${index + 1}`,
    number: index + 1,
    cells: columns
      .filter(({ when }) => when === undefined)
      .map((column) => ({
        question: column.question,
        field: `${question.id}.r${index + 1}.${column.question.id}`,
        complete: false,
      })),
  }));
}

function FactRows({ text }: { text: AnswerText | undefined }): VNode {
  return (
    <>
      {text?.rows?.map((row) => (
        <dl key={row.id} class="key-values">
          {row.cells.map((cell) => (
            <div key={cell.id}>
              <dt>{cell.ask}</dt>
              <dd>{cell.text.lines.join(', ')}</dd>
            </div>
          ))}
        </dl>
      ))}
    </>
  );
}
