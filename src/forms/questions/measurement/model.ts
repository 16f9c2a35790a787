import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { formatNumber } from '../../../platform/index.ts';
import { number, object } from '../../expressions/shapes.ts';
import { limitFaults } from '../limits.ts';
import { readNumber } from '../reading.ts';
import { fault, type QuestionType } from '../type.ts';
import { commonFields, unitSchema } from '../../schema/common.ts';

/** A measured value in one of some units. Limits are in the first unit. */
export const measurementSchema = z.strictObject({
  ...commonFields,
  type: z.literal('measurement'),
  units: z.array(unitSchema).min(1).max(10),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(6).optional(),
});

export type MeasurementQuestion = z.infer<typeof measurementSchema>;

type Measurement = Values['measurement'];

export const measurementType: QuestionType<MeasurementQuestion, Measurement> = {
  schema: measurementSchema,
  required: 'number',
  shape: ({ units }) =>
    object({ value: number, unit: { kind: 'string', codes: units.map(({ id }) => id) }, inFirst: number }),
  read({ units }, fields) {
    const typed = fields.text();
    if (typed === '') return {};
    const value = readNumber(typed);
    if (value === undefined) return { fault: { code: 'number.unreadable' } };
    const unit = fields.text('unit') || units[0]!.id;
    return units.some(({ id }) => id === unit)
      ? { value: { value, unit } }
      : { fault: { code: 'measurement.unit', part: 'unit' } };
  },
  is: (value): value is Measurement =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 2 &&
    'value' in value &&
    typeof value.value === 'number' &&
    Number.isFinite(value.value) &&
    'unit' in value &&
    typeof value.unit === 'string',
  faults(question, value) {
    const unit = question.units.find(({ id }) => id === value.unit);
    if (!unit) return fault('measurement.unit', undefined, 'unit');
    const limits = limitFaults(value.value * (unit.factor ?? 1), question, 12);
    return limits.length > 0 ? limits : limitFaults(value.value, {}, question.decimals ?? 0);
  },
  /** `inFirst` is the value in the first unit, so that a condition need not care which one was used. */
  variable: ({ units }, value) => ({
    ...value,
    inFirst: value.value * (units.find(({ id }) => id === value.unit)?.factor ?? 1),
  }),
  fields: (_question, { value, unit }) => ({ '': String(value).replace('.', ','), unit }),
  show: (_question, { value, unit }, words) => ({
    lines: [`${formatNumber(value, words.language)} ${words.text(`units.${unit}`)}`],
  }),
};
