import type { ComponentChildren, VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { Frame, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';

export interface TextFieldProps extends QuestionProps {
  value?: string | undefined;
  /** `number` and `personalNumber` are texts with a keyboard for digits: number inputs lose what was typed wrong. `moment`: day and time, sent as `2026-12-01T08:00`. */
  type?: 'text' | 'email' | 'tel' | 'number' | 'personalNumber' | 'password' | 'time' | 'moment';
  /** The purpose, so that browsers can fill it in (WCAG 1.3.5): `name`, `email`, `tel`, `bday` … */
  autocomplete?: string;
  /** About how many characters an answer has. Without it the field is as wide as the column. */
  size?: number;
  /** Shown after the input: a unit, as "m" or "kronor". Read with the label. */
  suffix?: string;
  readOnly?: boolean;
  spellcheck?: boolean;
}

/** One line of text. */
export function TextField({
  value, type = 'text', autocomplete, size, suffix, readOnly, spellcheck, ...question
}: TextFieldProps): VNode {
  const { id, ...aria } = wiring(question, suffix === undefined ? undefined : `${wiring(question).id}-suffix`);
  const input = (
    <input
      class="ds-input"
      id={id}
      {...aria}
      {...keyboard[type]}
      value={value}
      autocomplete={autocomplete}
      size={size}
      readonly={readOnly}
      spellcheck={spellcheck}
    />
  );
  return (
    <Frame question={question}>
      {suffix === undefined ? input : <Affixed id={`${id}-suffix`} suffix={suffix}>{input}</Affixed>}
    </Frame>
  );
}

/** A whole number or one with decimals, as text: `1 234,5` is read by the receiver. */
export function NumberField(props: Omit<TextFieldProps, 'type'>): VNode {
  return <TextField size={10} {...props} type="number" />;
}

export interface MoneyFieldProps extends Omit<TextFieldProps, 'type' | 'suffix'> {}

/** An amount in kronor as typed (`1 234,50`). The receiver turns it into öre. */
export function MoneyField(props: MoneyFieldProps): VNode {
  const texts = useTexts();
  return <TextField size={12} {...props} type="number" suffix={texts.currency} />;
}

function Affixed({ id, suffix, children }: { id: string; suffix: string; children: ComponentChildren }): VNode {
  return (
    <div class="ds-field-affixes">
      {children}
      <span class="ds-field-affix" id={id}>
        {suffix}
      </span>
    </div>
  );
}

const keyboard = {
  text: { type: 'text' },
  email: { type: 'email', autocapitalize: 'none', spellcheck: false },
  tel: { type: 'tel' },
  number: { type: 'text', inputmode: 'decimal' },
  personalNumber: { type: 'text', inputmode: 'numeric', spellcheck: false },
  password: { type: 'password' },
  time: { type: 'text', inputmode: 'numeric' },
  moment: { type: 'datetime-local' },
} as const;
