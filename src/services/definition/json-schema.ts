import { z } from 'zod';
import { inquirySchema } from './schema/inquiry.ts';
import { serviceSchema } from './schema/service.ts';

/** A JSON Schema node, as far as this room reads it. */
export type SchemaNode = {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly text?: boolean;
  readonly expression?: boolean;
};

/** JSON Schema (2020-12) of `service.yaml`, for editors: what may be written, before defaults. */
export function jsonSchema(): SchemaNode {
  return z.toJSONSchema(serviceSchema, { io: 'input' }) as SchemaNode;
}

/** JSON Schema of `inquiry.yaml`. */
export function inquiryJsonSchema(): SchemaNode {
  return z.toJSONSchema(inquirySchema, { io: 'input' }) as SchemaNode;
}
