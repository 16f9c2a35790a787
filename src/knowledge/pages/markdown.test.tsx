import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderFragment } from '../../platform/index.ts';
import { Markdown, plainText } from './markdown.tsx';

const shown = (text: string) => renderFragment(<Markdown text={text} />);

test('headings begin under the page title; lists, emphasis and links come through', () => {
  const html = shown('# Rubrik\n\nLåna **gratis** och *fritt* & länge.\n\n- [Tjänster](/tjanster)\n- två\n\n3. tre\n4. fyra');
  assert.match(html, /<h2>Rubrik<\/h2>/);
  assert.match(html, /<p>Låna <strong>gratis<\/strong> och <em>fritt<\/em> &amp; länge.<\/p>/);
  assert.match(html, /<ul class="ds-list"><li><a class="ds-link" href="\/tjanster">Tjänster<\/a><\/li><li>två<\/li><\/ul>/);
  assert.match(html, /<ol class="ds-list" start="3">/);
});

test('a table names its columns and rows', () => {
  const html = shown('| Dag | Tid |\n|---|---|\n| Måndag | 8–17 |');
  assert.match(html, /<th scope="col">Dag<\/th>/);
  assert.match(html, /<th scope="row">Måndag<\/th><td>8–17<\/td>/);
});

test('nothing in a text becomes an element or a script of its own', () => {
  for (const text of [
    '<script>alert(1)</script>', 'a <img src=x onerror=alert(1)> b', '[x](javascript:alert(1))', '[x](//evil.example)', '[x](data:text/html,1)',
    '<a href="javascript:alert(1)">x</a>', '![x](https://evil.example/pixel.gif)', '[x](/\\evil.example)', '[x](http://evil.example)', '[x](vbscript:1)',
    '```html\n<b onclick=alert(1)>\n```', '<https://evil.example/"onmouseover="x>',
  ]) {
    const html = shown(text);
    assert.doesNotMatch(html, /<(?:script|img|b )|<a [^>]*href="(?:javascript|data|vbscript|http):|<a [^>]*href="\/\/|<a [^>]*" onmouseover/i, text);
  }
});

test('signs are shown once escaped, not twice', () => {
  assert.match(shown('A & B < C "d"'), /<p>A &amp; B &lt; C &quot;d&quot;<\/p>/);
  assert.match(shown('`x < y & z`'), /<code>x &lt; y &amp; z<\/code>/);
});

test('telephone, e-mail and https may be linked to', () => {
  for (const address of ['tel:0313900600', 'mailto:a@b.example', 'https://www.1177.se/']) {
    assert.ok(shown(`[ring](${address})`).includes(`href="${address}"`), address);
  }
});

test('search gets the words and none of the signs', () => {
  assert.equal(plainText('## Låna\n\n- **böcker**\n- [film](/film)').replaceAll(/\s+/g, ' '), 'Låna böcker film');
});
