import { z } from 'zod';
import { engineDescriptions } from './schema/engine-descriptions.ts';
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
  /** A text that the engine translates. */
  readonly words?: boolean;
};

/** JSON Schema (2020-12) of `service.yaml`, for editors: what may be written, before defaults. */
export function jsonSchema(): SchemaNode {
  return told(z.toJSONSchema(serviceSchema, { io: 'input', reused: 'ref' }) as SchemaNode);
}

/** JSON Schema of `inquiry.yaml`. */
export function inquiryJsonSchema(): SchemaNode {
  return told(z.toJSONSchema(inquirySchema, { io: 'input', reused: 'ref' }) as SchemaNode);
}

/** The same, with the engine's fields told as well: `forms` describes them in its own code. */
function told(node: SchemaNode): SchemaNode {
  const parts = Object.entries(node).map(([key, value]: [string, unknown]) => {
    if (key === 'properties')
      return [key, eachNode(value, (name, property) => describedBy(property, engineDescriptions[name]))];
    if (key === '$defs') return [key, eachNode(value, (_, definition) => told(definition))];
    if (key === 'items' || key === 'additionalProperties')
      return [key, typeof value === 'object' ? told(value as SchemaNode) : value];
    if (Array.isArray(value) && (key === 'oneOf' || key === 'anyOf' || key === 'allOf'))
      return [key, (value as SchemaNode[]).map(told)];
    return [key, value];
  });
  return Object.fromEntries(parts) as SchemaNode;
}

function describedBy(property: SchemaNode, words: string | undefined): SchemaNode {
  const inner = told(property);
  return inner.description !== undefined || words === undefined ? inner : { ...inner, description: words };
}

function eachNode(value: unknown, change: (name: string, node: SchemaNode) => SchemaNode): Record<string, SchemaNode> {
  return Object.fromEntries(
    Object.entries(value as Record<string, SchemaNode>).map(([name, node]) => [name, change(name, node)]),
  );
}
