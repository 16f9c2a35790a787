/** What an element may hold: text, elements already written, or nothing. */
export type XmlContent = string | number | Written | undefined | readonly XmlContent[];

/** An element that has been written. Text is never taken for one. */
export class Written {
  constructor(readonly text: string) {}
}

/** An element with what it holds. Characters with a meaning in XML are escaped, and those it cannot hold are left out. */
export function element(name: string, ...content: XmlContent[]): Written {
  return elementWith(name, {}, ...content);
}

/** An element with attributes. */
export function elementWith(name: string, attributes: Readonly<Record<string, string>>, ...content: XmlContent[]): Written {
  const inside = content.map(writeContent).join('');
  const outside = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`).join('');
  return new Written(inside ? `<${name}${outside}>${inside}</${name}>` : `<${name}${outside}/>`);
}

/** A whole document, in UTF-8. */
export function xmlDocument(root: Written): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;
}

function writeContent(content: XmlContent): string {
  if (content === undefined) return '';
  if (content instanceof Written) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map(writeContent).join('');
}

function escaped(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
