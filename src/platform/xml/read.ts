import { SaxesParser } from 'saxes';

/** An element of a document: its name without prefix, what it holds, and the line it begins on. */
export interface XmlElement {
  name: string;
  /** the namespace the name is of; empty when it is of none */
  namespace: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** text directly inside, trimmed */
  text: string;
  /** from 1 */
  line: number;
}

/** What is wrong in a document, and on which line. */
export class XmlWrong extends Error {
  readonly code = 'XML_WRONG';
  constructor(readonly line: number, message: string) {
    super(message);
  }
}

/** Deeper than any format needs, and shallow enough that nobody fills the memory with it. */
const deepest = 64;

/**
 * Reads a document strictly: well-formed, namespaces declared, one root. A document type is refused, so that no entity is ever
 * expanded and nothing is fetched.
 * @throws XmlWrong
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: (Omit<XmlElement, 'children'> & { children: XmlElement[] })[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => { throw new XmlWrong(parser.line, error.message); });
  parser.on('doctype', () => { throw new XmlWrong(parser.line, 'a document type is not allowed'); });
  parser.on('opentag', (tag) => {
    if (open.length >= deepest) throw new XmlWrong(parser.line, 'elements lie too deep');
    const attributes = Object.fromEntries(Object.values(tag.attributes).filter(({ uri }) => uri !== 'http://www.w3.org/2000/xmlns/').map(({ local, value }) => [local, value]));
    open.push({ name: tag.local, namespace: tag.uri, attributes, children: [], text: '', line: parser.line });
  });
  const add = (more: string) => { const here = open.at(-1); if (here) here.text += more; };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const done = open.pop()!;
    done.text = done.text.trim();
    const above = open.at(-1);
    if (above) above.children.push(done);
    else root = done;
  });
  parser.write(text).close();
  if (!root) throw new XmlWrong(1, 'there is no element');
  return root;
}

/** The children of a name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first element down a path of names; undefined when there is none. */
export function childAt(element: XmlElement, ...path: string[]): XmlElement | undefined {
  let here: XmlElement | undefined = element;
  for (const name of path) here = here?.children.find((child) => child.name === name);
  return here;
}

/** The text down a path of names; empty when there is none. */
export function textAt(element: XmlElement, ...path: string[]): string {
  return childAt(element, ...path)?.text ?? '';
}
