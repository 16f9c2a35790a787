import type { VNode } from 'preact';
import { z } from 'zod';
import { DateField, RadioGroup, endOfSwedishDay, swedishDay, messageOf, type FieldError } from '../../platform/index.ts';
import { day } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';

/** Asks when something ends: at once, or after a last day. */
export function WhenFields({ typed, errors }: { typed: Record<string, string>; errors: readonly FieldError[] }): VNode {
  return (
    <RadioGroup name="when" label={t('end.when')} value={typed['when']} error={messageOf(errors, 'when')} choices={[
      { value: 'now', label: t('end.now') },
      { value: 'later', label: t('end.later'), reveal: <DateField name="last" label={t('end.last')} value={typed['last']} error={messageOf(errors, 'last')} /> },
    ]} />
  );
}

const ending = z.discriminatedUnion('when', [z.object({ when: z.literal('now') }), z.object({ when: z.literal('later'), last: day })]);

/** Reads the answer. A last day is wholly within. @returns the moment, or what is wrong */
export function readEnding(typed: Record<string, string>, now: Date): { at: Date } | { errors: FieldError[] } {
  const parsed = ending.safeParse(typed);
  if (!parsed.success) return { errors: [typed['when'] === 'later' ? { name: 'last', message: t('end.lastWrong') } : { name: 'when', message: t('end.whenWrong') }] };
  if (parsed.data.when === 'now') return { at: now };
  if (parsed.data.last < swedishDay(now)) return { errors: [{ name: 'last', message: t('end.lastPast') }] };
  return { at: endOfSwedishDay(parsed.data.last) };
}
