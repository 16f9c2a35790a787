import { inquiryJsonSchema, jsonSchema } from './json-schema.ts';
import type { SchemaNode } from './json-schema.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { Path } from './source.ts';

/** A text of a service: its key in texts/<lang>.yaml and its place in the content. */
export type TextPlace = { readonly key: string; readonly path: Path; readonly swedish: string | readonly string[] };

const service = jsonSchema();
const inquiry = inquiryJsonSchema();

/**
 * Every text of `service.yaml` that residents read, but those of pages, questions and calculation, which the engine of
 * `forms` names and translates. The key is the path, with an item's id (or its number from 1) instead of its place in the
 * list. A name (`sv`) has no step of its own, `start.bring.aids`, unless the thing says more: then it is `name`, as in
 * `decisions.permit.items.travel.name` beside `….given`.
 */
export function serviceTexts(definition: Service): TextPlace[] {
  return textsIn(definition, service, service, [], []);
}

/**
 * Texts of the inquiry that reach residents: paragraphs of decisions and requests for completion. Keys as in
 * `inquiry.…`.
 */
export function inquiryTexts(definition: Inquiry): TextPlace[] {
  return textsIn(definition, inquiry, inquiry, [], ['inquiry']).filter(({ key }) => forResidents.test(key));
}

const forResidents = /^inquiry\.(?:completion\.|sections\.[^.]+\.(?:title$|text\.))/;

function textsIn(value: unknown, node: SchemaNode, root: SchemaNode, path: Path, key: readonly string[]): TextPlace[] {
  const here = resolved(node, root);
  if (hasText(node, root)) return isText(value) ? [{ key: key.join('.'), path, swedish: value }] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      textsIn(item, here.items ?? {}, root, [...path, index], [...key, idOf(item) ?? String(index + 1)]),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const alternatives = [here, ...(here.anyOf ?? []), ...(here.oneOf ?? [])].map((part) => resolved(part, root));
  return Object.entries(value).flatMap(([name, part]) => {
    const child = alternatives.find((one) => one.properties?.[name] !== undefined && fits(value, one));
    if (child === undefined) return [];
    const step = name !== 'sv' ? [name] : saysMore(child, root) ? ['name'] : [];
    return textsIn(part, child.properties?.[name] ?? {}, root, [...path, name], [...key, ...step]);
  });
}

function hasText(node: SchemaNode, root: SchemaNode): boolean {
  return node.text === true || resolved(node, root).text === true;
}

/** Has texts besides its name, so that the name needs a key of its own. */
function saysMore(node: SchemaNode, root: SchemaNode): boolean {
  return Object.entries(node.properties ?? {}).some(([name, property]) => {
    const part = resolved(property, root);
    return (
      name !== 'sv' &&
      (hasText(property, root) || (part.items !== undefined && saysSomething(resolved(part.items, root), root)))
    );
  });
}

function saysSomething(node: SchemaNode, root: SchemaNode): boolean {
  return Object.values(node.properties ?? {}).some((property) => hasText(property, root));
}

function resolved(node: SchemaNode, root: SchemaNode): SchemaNode {
  let here = node;
  while (here.$ref !== undefined) here = root.$defs?.[here.$ref.replace('#/$defs/', '')] ?? {};
  return here;
}

/** Of several shapes, the one whose constants and lists of words agree with the value. */
function fits(value: object, node: SchemaNode): boolean {
  return Object.entries(node.properties ?? {}).every(([name, property]) => {
    const own = (value as Record<string, unknown>)[name];
    if (own === undefined) return true;
    if (property.const !== undefined) return property.const === own;
    return property.enum === undefined || property.enum.includes(own);
  });
}

/** An item's id; a decision is called by its type. */
function idOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { id, type } = item as { id?: unknown; type?: unknown };
  return typeof id === 'string' ? id : typeof type === 'string' ? type : undefined;
}

function isText(value: unknown): value is string | string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}
