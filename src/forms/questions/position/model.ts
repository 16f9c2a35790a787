import { z } from 'zod';
import type { Values } from '../../answers.ts';
import { pointedPlace } from '../../map/pointed.ts';
import { number, object, string } from '../../expressions/shapes.ts';
import { readNumber } from '../reading.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { lengthFaults, readText } from '../written.ts';
import { commonFields } from '../../schema/common.ts';

/** A place: coordinates (WGS 84), a description in words, or both. */
export const positionSchema = z.strictObject({
  ...commonFields,
  type: z.literal('position'),
});

export type PositionQuestion = z.infer<typeof positionSchema>;

type Position = Values['position'];

const range = { latitude: 90, longitude: 180 } as const;

export const positionType: QuestionType<PositionQuestion, Position> = {
  schema: positionSchema,
  required: 'position',
  shape: () => object({ latitude: number, longitude: number, description: string }),
  read(_question, fields) {
    const value: { latitude?: number; longitude?: number; description?: string } = {};
    const pointed = pointedPlace(fields);
    if (pointed) Object.assign(value, { latitude: pointed.latitude, longitude: pointed.longitude });
    else for (const part of ['latitude', 'longitude'] as const) {
      if (fields.text('move') === 'clear') continue;
      const typed = fields.text(part);
      if (typed === '') continue;
      const read = readNumber(typed.replace(/[°nöeNÖE]/g, ''));
      if (read === undefined || Math.abs(read) > range[part]) return { fault: { code: 'position.unreadable', part } };
      value[part] = read;
    }
    const { value: description } = readText(fields.text('description') || (pointed?.name ?? ''));
    if (description !== undefined) value.description = description;
    return Object.keys(value).length === 0 ? {} : { value };
  },
  is: (value): value is Position =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, part]) =>
      key === 'description'
        ? typeof part === 'string'
        : (key === 'latitude' || key === 'longitude') && typeof part === 'number',
    ),
  faults(_question, { latitude, longitude, description }) {
    if ((latitude === undefined) !== (longitude === undefined)) {
      return fault('position.half', undefined, latitude === undefined ? 'latitude' : 'longitude');
    }
    for (const [part, given] of [
      ['latitude', latitude],
      ['longitude', longitude],
    ] as const) {
      if (given !== undefined && Math.abs(given) > range[part]) return fault('position.unreadable', undefined, part);
    }
    if (latitude === undefined && !description) return fault('required.position');
    return description === undefined ? noFaults : lengthFaults(description, 1, 1000);
  },
  variable: (_question, value) => value,
  fields: (_question, { latitude, longitude, description = '' }) => ({
    latitude: latitude === undefined ? '' : String(latitude),
    longitude: longitude === undefined ? '' : String(longitude),
    description,
  }),
  show: (_question, { latitude, longitude, description }) => ({
    lines: [
      ...(description === undefined ? [] : [description]),
      ...(latitude === undefined || longitude === undefined
        ? []
        : [`${latitude.toFixed(5)}, ${longitude.toFixed(5)} (WGS 84)`]),
    ],
  }),
};
