import { z } from 'zod';
import type { FileReference, Values } from '../../answers.ts';
import { many, object, string, integer } from '../../expressions/shapes.ts';
import { fault, noFaults, type QuestionType } from '../type.ts';
import { commonFields } from '../../schema/common.ts';

/** One or several files. */
export const fileSchema = z.strictObject({
  ...commonFields,
  type: z.literal('file'),
  /** Kinds that are taken; pdf and image when left out. */
  accept: z
    .array(z.enum(['pdf', 'image', 'document', 'drawing']))
    .min(1)
    .optional(),
  minFiles: z.int().min(1).max(50).optional(),
  maxFiles: z.int().min(1).max(50).optional(),
  /** Offers "Jag skickar in det senare". */
  later: z.boolean().optional(),
});

export type FileQuestion = z.infer<typeof fileSchema>;

type Files = Values['file'];

/** Media types of the kinds. What a file really is was found out from its bytes by whoever received it. */
const kinds: Readonly<Record<NonNullable<FileQuestion['accept']>[number], readonly string[]>> = {
  pdf: ['application/pdf'],
  image: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/gif', 'image/tiff'],
  document: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text',
    'application/msword',
    'application/rtf',
    'text/plain',
  ],
  drawing: ['application/pdf', 'image/vnd.dwg', 'image/vnd.dxf', 'application/x-step', 'application/acad'],
};

/** Media types that the question takes. */
export function acceptedTypes(question: FileQuestion): readonly string[] {
  return (question.accept ?? ['pdf', 'image']).flatMap((kind) => kinds[kind]);
}

/** Most files that can be added. */
export function mostFiles(question: FileQuestion): number {
  return question.maxFiles ?? 10;
}

export const fileType: QuestionType<FileQuestion, Files> = {
  schema: fileSchema,
  required: 'file',
  shape: () => many(object({ name: string, type: string, size: integer })),
  read(question, fields) {
    if (fields.files.length > 0) return { value: fields.files };
    return question.later && fields.text('later') !== '' ? { value: { later: true } } : {};
  },
  is: (value, question): value is Files =>
    Array.isArray(value)
      ? value.length > 0 && value.every(isFile)
      : question.later === true &&
        typeof value === 'object' &&
        value !== null &&
        'later' in value &&
        value.later === true &&
        Object.keys(value).length === 1,
  faults(question, value) {
    if ('later' in value) return noFaults;
    const { minFiles = 1 } = question;
    if (value.length > mostFiles(question)) return fault('file.many', { max: mostFiles(question) });
    if (value.length < minFiles) return fault('file.few', { min: minFiles });
    const accepted = acceptedTypes(question);
    return value.filter(({ type }) => !accepted.includes(type)).flatMap(({ name }) => fault('file.type', { name }));
  },
  variable: (_question, value) => ('later' in value ? [] : value),
  fields(_question, value): Record<string, string> {
    return 'later' in value ? { later: 'yes' } : {};
  },
  show: (_question, value, words) =>
    'later' in value ? { lines: [words.own('file.later')] } : { lines: value.map(({ name }) => name), files: value },
};

function isFile(value: unknown): value is FileReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 4 &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'type' in value &&
    typeof value.type === 'string' &&
    'size' in value &&
    typeof value.size === 'number'
  );
}
