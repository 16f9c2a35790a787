import type { VNode } from 'preact';
import { Checkbox, RadioGroup } from '../../platform/index.ts';
import { factText } from '../engine/answer-text.ts';
import type { CompiledAnswered } from '../engine/compiled.ts';
import type { JourneyQuestion } from '../engine/types.ts';
import { wordsFor } from '../engine/words.ts';
import { componentOf } from '../questions/components.ts';
import { dontKnowChoice } from '../questions/view.ts';
import { askedOf, shownIn, type Drawing } from './drawing.ts';
import { Placed } from './placed.tsx';

interface AnsweredViewProps {
  question: CompiledAnswered;
  at: JourneyQuestion;
  drawing: Drawing;
  isInRow: boolean;
}

/** A question with its fields; one about a fetched fact asks first whether it is right. */
export function AnsweredView({ question, at, drawing, isInRow }: AnsweredViewProps): VNode {
  return (
    <Placed field={at.field} focus={drawing.focus}>
      {at.fact === undefined ? (
        <Fields question={question} at={at} drawing={drawing} isInRow={isInRow} />
      ) : (
        <Fact question={question} at={at} drawing={drawing} isInRow={isInRow} />
      )}
    </Placed>
  );
}

/** Types answered with radio buttons have "Vet inte" among them; the others have a box beside. */
const radios: ReadonlySet<string> = new Set(['yesNo', 'choice', 'choiceOrOther', 'scale']);

function Fields({ question, at, drawing, isInRow }: AnsweredViewProps): VNode {
  const { field } = at;
  const words = wordsFor(drawing.form, question, drawing.language);
  const shown = shownIn(question, at, drawing);
  const Component = componentOf(question.question);
  const hasBox = question.question.dontKnow && !radios.has(question.question.type);
  // The name "Vet inte" is sent under among radio buttons is not a text to show in a field.
  const fields = hasBox && shown.text('dontKnow') !== '' ? { ...shown, ...withoutChoice(shown) } : shown;
  return (
    <>
      <Component
        question={question.question}
        field={field}
        words={words}
        shown={fields}
        isInRow={isInRow}
        today={drawing.today}
        asked={askedOf(question, field, words, drawing)}
        {...(drawing.map && { map: drawing.map })}
        {...(drawing.focus?.startsWith(`${field}.`) && { focus: drawing.focus })}
      />
      {hasBox && (
        <Checkbox name={`${field}.dontKnow`} label={words.own('dontKnow')} checked={shown.text('dontKnow') !== ''} />
      )}
    </>
  );
}

function withoutChoice({ all }: { all(part?: string): readonly string[] }) {
  const rest = (part?: string) => all(part).filter((text) => text !== dontKnowChoice);
  return { all: rest, text: (part?: string) => rest(part)[0] ?? '' };
}

function Fact({ question, at, drawing, isInRow }: AnsweredViewProps): VNode {
  const words = wordsFor(drawing.form, question, drawing.language);
  const asked = askedOf(question, at.field, words, drawing);
  return (
    <Confirm
      field={at.field}
      label={asked.label}
      isPrevious={question.question.confirm?.from.startsWith('previous.') ?? false}
      drawing={drawing}
      own={words.own}
      value={chosen(at, drawing)}
      fact={
        <>
          {factText(drawing.form, at, drawing.language)?.lines.map((line) => (
            <span key={line}>
              {line}
              <br />
            </span>
          ))}
        </>
      }
    >
      <Fields question={question} at={at} drawing={drawing} isInRow={isInRow} />
    </Confirm>
  );
}

/** Whether the fact has been said to be right. */
export function chosen({ field, answer }: JourneyQuestion, { typed }: Drawing): 'yes' | 'no' | undefined {
  const name = `${field}.confirm`;
  if (Object.hasOwn(typed, name)) return typed[name] === 'yes' ? 'yes' : 'no';
  if (answer === undefined) return undefined;
  return typeof answer === 'object' && 'confirmed' in answer ? 'yes' : 'no';
}

interface ConfirmProps {
  field: string;
  label: string;
  isPrevious: boolean;
  fact: VNode;
  value: 'yes' | 'no' | undefined;
  drawing: Drawing;
  own: (key: string) => string;
  /** The fields to change it in, under "no". */
  children: VNode | null;
}

/** "Den här uppgiften har vi hämtat åt dig. Stämmer det?" */
export function Confirm({ field, label, isPrevious, fact, value, drawing, own, children }: ConfirmProps): VNode {
  return (
    <>
      <div class="fact">
        <p>
          <strong>{label}</strong>
        </p>
        <p class="hint">{own(isPrevious ? 'confirm.previous' : 'confirm.fetched')}</p>
        <div>{fact}</div>
      </div>
      <RadioGroup
        name={`${field}.confirm`}
        label={own('confirm.ask')}
        error={drawing.messages.get(`${field}.confirm`)}
        value={value}
        choices={[
          { value: 'yes', label: own('confirm.yes') },
          { value: 'no', label: own('confirm.no'), ...(children && { reveal: children }) },
        ]}
      />
    </>
  );
}
