import type { ComponentChildren, VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { Details } from '../parts/details.tsx';
import { GroupFrame, fieldId, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint?: ComponentChildren;
  /** Questions that belong to this choice: shown when it is chosen, without script too. */
  reveal?: ComponentChildren;
}

export interface RadioGroupProps extends QuestionProps {
  choices: readonly Choice[];
  value?: string | undefined;
  /** Side by side where there is room: for two or three short ones. */
  inline?: boolean;
}

/** One of a few. */
export function RadioGroup({ choices, value, inline = false, ...question }: RadioGroupProps): VNode {
  return (
    <GroupFrame question={question}>
      <div class="choices" data-inline={inline ? '' : undefined}>
        {choices.map((choice, index) => (
          <OneChoice key={choice.value} type="radio" question={question} choice={choice} index={index}
            checked={choice.value === value} />
        ))}
      </div>
    </GroupFrame>
  );
}

export interface YesNoProps extends QuestionProps {
  value?: 'yes' | 'no' | undefined;
  labels: { yes: string; no: string };
}

/** Yes or no, sent as `yes` and `no`. */
export function YesNo({ labels, ...props }: YesNoProps): VNode {
  const choices = [{ value: 'yes', label: labels.yes }, { value: 'no', label: labels.no }];
  return <RadioGroup {...props} choices={choices} inline />;
}

export interface CheckboxGroupProps extends QuestionProps {
  choices: readonly Choice[];
  values?: readonly string[];
  /** choices that seldom fit, folded away after the others; open when one of them is chosen */
  folded?: { summary: string; choices: readonly Choice[] };
}

/** Any of several, sent as repeated values of one name. */
export function CheckboxGroup({ choices, values = [], folded, ...question }: CheckboxGroupProps): VNode {
  const texts = useTexts();
  const asked = { ...question, hint: question.hint ?? texts.chooseSeveral };
  const one = (choice: Choice, index: number) => (
    <OneChoice key={choice.value} type="checkbox" question={asked} choice={choice} index={index} checked={values.includes(choice.value)} />
  );
  return (
    <GroupFrame question={asked}>
      <div class="choices">{choices.map(one)}</div>
      {folded !== undefined && folded.choices.length > 0 && (
        <Details summary={folded.summary} open={folded.choices.some(({ value }) => values.includes(value))}>
          <div class="choices">{folded.choices.map((choice, index) => one(choice, choices.length + index))}</div>
        </Details>
      )}
    </GroupFrame>
  );
}

export interface CheckboxProps {
  name: string;
  label: ComponentChildren;
  value?: string;
  checked?: boolean;
  hint?: ComponentChildren;
  error?: string | undefined;
}

/** One box to tick, sent as `yes` unless `value` says otherwise. */
export function Checkbox({ name, label, value = 'yes', checked = false, hint, error }: CheckboxProps): VNode {
  const texts = useTexts();
  const { id, ...aria } = wiring({ name, hint, error });
  return (
    <div class="question" data-error={error === undefined ? undefined : ''}>
      {error !== undefined && (
        <p class="ds-validation-message" id={`${id}-error`}>
          <span class="ds-sr-only">{texts.errorPrefix}</span>
          {error}
        </p>
      )}
      <div class="ds-field choice">
        <input class="ds-input" type="checkbox" id={id} {...aria} value={value} checked={checked} />
        <label class="ds-label" for={id}>
          {label}
        </label>
        {hint !== undefined && (
          <div data-field="description" class="hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}

interface OneChoiceProps {
  type: 'radio' | 'checkbox';
  question: QuestionProps;
  choice: Choice;
  index: number;
  checked: boolean;
}

/** The first input carries the question's own id, so that the error summary's link lands on something to answer. */
function OneChoice({ type, question, choice, index, checked }: OneChoiceProps): VNode {
  const id = index === 0 ? fieldId(question.name) : `${fieldId(question.name)}-${index + 1}`;
  const hintId = choice.hint === undefined ? undefined : `${id}-choice-hint`;
  return (
    <>
      <div class="ds-field choice" data-variant="outline">
        <input
          class="ds-input"
          type={type}
          id={id}
          name={question.name}
          value={choice.value}
          checked={checked}
          aria-describedby={hintId}
          aria-invalid={question.error === undefined ? undefined : 'true'}
        />
        <label class="ds-label" for={id}>
          {choice.label}
        </label>
        {choice.hint !== undefined && (
          <div data-field="description" class="hint" id={hintId}>
            {choice.hint}
          </div>
        )}
      </div>
      {choice.reveal !== undefined && <div class="reveal">{choice.reveal}</div>}
    </>
  );
}
