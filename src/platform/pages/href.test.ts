import assert from 'node:assert/strict';
import { test } from 'node:test';
import { externalHref, href, mailHref, phoneHref } from './href.ts';

for (const path of ['/', '/tjanster/fardtjanst', '/a/b?c=d', '#f-namn', '?sida=2', '/sök']) {
  test(`${path} is a path on this server`, () => assert.equal(href(path), path));
}

for (const path of [
  'javascript:alert(1)', 'JaVaScRiPt:x', '//elak.se', '/\\elak.se', '\\\\elak.se', '/\t/elak.se', '/\n/elak.se', ' /x', 'https://elak.se',
  'data:text/html,x', '', 'tjanster', '/a\\b', '/a b',
]) {
  test(`${JSON.stringify(path)} is refused`, () => assert.throws(() => href(path), TypeError));
}

test('a query is encoded, joined to one that is there, and stands before the fragment', () => {
  assert.equal(href('/sok?sprak=en#lista', { q: 'å & b', sida: 2, tom: undefined }), '/sok?sprak=en&q=%C3%A5+%26+b&sida=2#lista');
});

test('an external address is https, or this machine', () => {
  assert.equal(externalHref('https://www.1177.se/'), 'https://www.1177.se/');
  assert.equal(externalHref('http://127.0.0.1:4000/auth'), 'http://127.0.0.1:4000/auth');
  for (const address of ['http://exempel.se', 'javascript:alert(1)', 'ftp://exempel.se', 'data:text/html,x']) {
    assert.throws(() => externalHref(address), TypeError, address);
  }
});

test('numbers and addresses become links, and nothing else does', () => {
  assert.equal(phoneHref('0123-45 67 89'), 'tel:0123456789');
  assert.equal(phoneHref('+46 123 45'), 'tel:+4612345');
  assert.throws(() => phoneHref('ring oss'), TypeError);
  assert.equal(mailHref('kontakt@exempel.se'), 'mailto:kontakt@exempel.se');
  assert.throws(() => mailHref('a@b.se?subject=x'), TypeError);
});
