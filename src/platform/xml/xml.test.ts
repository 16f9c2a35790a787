import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childrenOf, element, elementWith, readXml, textAt, xmlDocument, XmlWrong } from './index.ts';

const line = (text: string): number => {
  try {
    readXml(text);
  } catch (error) {
    assert.ok(error instanceof XmlWrong, String(error));
    return error.line;
  }
  throw new Error('it was read');
};

test('what is written is read again, whatever the text holds', () => {
  const text = 'Åsa & <b>"Ö"</b> ]]> \u0007slut';
  const root = readXml(xmlDocument(elementWith('a', { kind: 'x & "y"' }, element('b', text), element('b'), undefined, ['c', 1])));
  assert.equal(textAt(root, 'b'), 'Åsa & <b>"Ö"</b> ]]> slut');
  assert.equal(root.attributes['kind'], 'x & "y"');
  assert.equal(childrenOf(root, 'b').length, 2);
  assert.equal(root.text, 'c1');
});

test('names are known by their namespace, not by their prefix', () => {
  const root = readXml('<p:a xmlns:p="urn:one"><p:b/></p:a>');
  assert.deepEqual([root.name, root.namespace, root.children[0]?.namespace], ['a', 'urn:one', 'urn:one']);
});

const wrong: Record<string, [text: string, line: number]> = {
  'what is not closed': ['<a>\n<b>\n</a>', 3],
  'a document type, so that no entity is expanded': ['<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 1],
  'an entity that is none of the five': ['<a>\n&nbsp;</a>', 2],
  'a prefix that is not declared': ['<p:a/>', 1],
  'two roots': ['<a/>\n<b/>', 2],
  'nothing at all': ['', 1],
  'elements without end': [`${'<a>'.repeat(100)}`, 1],
};
for (const [what, [text, at]] of Object.entries(wrong)) {
  test(`refuses ${what}, and says on which line`, () => { assert.equal(line(text), at); });
}
