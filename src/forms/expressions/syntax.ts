import fhirpath from 'fhirpath';

/** A node of the library's syntax tree, as far as it is read here. */
export interface Node {
  readonly type: string;
  readonly text?: string;
  readonly delimitedText?: string;
  readonly value?: string;
  readonly unit?: string;
  readonly children?: readonly Node[];
}

/** @throws when the text is not FHIRPath. */
export function parse(source: string): Node {
  const tree = fhirpath.parse(source) as Node;
  return strip(tree);
}

const wrappers = new Set(['EntireExpression', 'TermExpression', 'ParenthesizedTerm', 'InvocationTerm', 'LiteralTerm']);

/** The node inside wrappers that mean nothing of their own. */
export function strip(node: Node): Node {
  const only = node.children?.length === 1 ? node.children[0] : undefined;
  return only && wrappers.has(node.type) ? strip(only) : node;
}

export function children(node: Node): readonly Node[] {
  return (node.children ?? []).map(strip);
}

/** The name of a variable, without `%`. */
export function variableName(node: Node): string {
  return node.delimitedText ? node.delimitedText.replace(/^[`']|[`']$/g, '') : (node.text ?? '');
}

/** Name and arguments of a call. */
export function call(node: Node): { readonly name: string; readonly args: readonly Node[] } {
  const parts = node.children?.[0]?.children ?? [];
  return { name: parts[0]?.text ?? '', args: parts[1] ? children(parts[1]) : [] };
}

/** The text inside a string literal; `undefined` for other nodes. */
export function stringLiteral(node: Node): string | undefined {
  if (node.type !== 'StringLiteral' || node.text === undefined) return undefined;
  return node.text.slice(1, -1).replace(/\\(['"`\\])/g, '$1');
}

/** How many nodes the tree has: a bound on the work of one evaluation. */
export function size(node: Node): number {
  return 1 + (node.children ?? []).reduce((sum, child) => sum + size(child), 0);
}
