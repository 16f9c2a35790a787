import type { VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { GroupFrame, fieldId, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';
import { TextField } from './text-field.tsx';

export interface DateFieldProps extends QuestionProps {
  /** As typed, or `YYYY-MM-DD`. */
  value?: string | undefined;
  /** `bday` for a date of birth of the one who answers. */
  autocomplete?: string;
}

/** A date in one field, `2026-05-03`: quick to type, and a wrong one stays to be put right. */
export function DateField({ hint, ...props }: DateFieldProps): VNode {
  const texts = useTexts();
  return <TextField {...props} hint={hint ?? texts.dateHint} type="personalNumber" size={12} />;
}

export interface DatePartsFieldProps extends QuestionProps {
  value?: { year?: string; month?: string; day?: string };
  /** The parts that are wrong; all when none is named. */
  wrong?: readonly ('year' | 'month' | 'day')[];
}

/** A date in three fields, sent as `name.year`, `name.month`, `name.day`: for dates people know by heart. */
export function DatePartsField({ value = {}, wrong = [], ...question }: DatePartsFieldProps): VNode {
  const texts = useTexts();
  const id = fieldId(question.name);
  const parts = ['year', 'month', 'day'] as const;
  return (
    <GroupFrame question={question}>
      <div class="date-parts">
        {parts.map((part) => (
          <div class="ds-field" key={part}>
            <label class="ds-label" for={part === 'year' ? id : `${id}-${part}`}>
              {texts[part]}
            </label>
            <input
              {...wiring({ name: `${question.name}.${part}` })}
              class="ds-input"
              id={part === 'year' ? id : `${id}-${part}`}
              type="text"
              inputmode="numeric"
              size={part === 'year' ? 4 : 2}
              value={value[part]}
              aria-invalid={invalid(question, wrong, part)}
            />
          </div>
        ))}
      </div>
    </GroupFrame>
  );
}

function invalid(question: QuestionProps, wrong: readonly string[], part: string): 'true' | undefined {
  return question.error !== undefined && (wrong.length === 0 || wrong.includes(part)) ? 'true' : undefined;
}
