import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '../language.ts';
import { DesignGuide } from './designguide/designguide.tsx';
import { StaffDesignGuide } from './designguide/staff-designguide.tsx';
import { href } from './href.ts';
import { exampleFrame, exampleStaffFrame } from './designguide/example-frame.ts';
import { Layout } from './layout/layout.tsx';
import { renderPage } from './render.ts';
import { scriptHref, staffScriptHref, stylesheetHref } from './static-hrefs.ts';

const guides = [
  ...languages.map((language) => ({ name: `residents, ${language}`, html: renderPage(<DesignGuide {...exampleFrame(language)} />) })),
  { name: 'staff', html: renderPage(<StaffDesignGuide {...exampleStaffFrame} />) },
];

for (const { name, html } of guides) {
  test(`no component needs an exception from the content security policy (${name})`, () => {
    assert.doesNotMatch(html, /\sstyle="/i);
    assert.doesNotMatch(html, /<style\b/i);
    assert.doesNotMatch(html, /\son[a-z]+="/i);
    assert.doesNotMatch(html, /javascript:/i);
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/gi)];
    const ours = name === 'staff' ? [scriptHref, staffScriptHref] : [scriptHref];
    assert.deepEqual(scripts.map(([, attributes, inside]) => [/src="([^"]*)"/.exec(attributes ?? '')?.[1], inside]), ours.map((script) => [script, '']));
  });

  test(`every id is used once and every reference leads to one (${name})`, () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
    const references = [...html.matchAll(/\s(?:aria-describedby|aria-labelledby|for|form)="([^"]*)"/g)]
      .flatMap(([, value = '']) => value.split(' '));
    assert.ok(references.length >= 3, 'there is something to look at');
    assert.deepEqual(references.filter((reference) => !ids.includes(reference)), []);
  });
}

test('a page has doctype, language, one stylesheet, the organisation’s theme, and a way past the header', () => {
  const html = renderPage(<Layout {...exampleFrame('sv-simple')} title="Ansök"><h1>Ansök</h1></Layout>);
  assert.match(html, /^<!doctype html><html lang="sv">/);
  assert.ok(html.includes(`<link rel="stylesheet" href="${stylesheetHref}"/>`));
  assert.ok(html.includes('<link rel="stylesheet" href="/tema/exempel.css"/>'));
  assert.match(html, /<body class="resident"><a class="ds-skip-link" href="#innehall">/);
  assert.match(html, /<main id="innehall" tabindex="-1"/);
});

test('the title names page and organisation, once each, and says when something is wrong', () => {
  const title = (name: string, hasErrors = false) =>
    /<title>(.*?)<\/title>/.exec(renderPage(<Layout {...exampleFrame('sv')} title={name} hasErrors={hasErrors}>x</Layout>))?.[1];
  assert.equal(title('Ansök'), 'Ansök – Exempelkommun');
  assert.equal(title('Exempelkommun'), 'Exempelkommun');
  assert.equal(title('Ansök', true), 'Fel: Ansök – Exempelkommun');
});

test('every resident page says where to call, in the language of the page', () => {
  const html = renderPage(<Layout {...exampleFrame('en')} title="Apply">x</Layout>);
  assert.match(html, /Would you rather talk to someone\?/);
  assert.match(html, /href="tel:0123456789"/);
});

test('what people typed is shown as text', () => {
  const html = renderPage(<Layout {...exampleFrame('sv')} title={'<b>"'} back={href('/')}>{'<script>alert(1)</script>'}</Layout>);
  assert.ok(html.includes('&lt;script>alert(1)&lt;/script>') || html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.doesNotMatch(html, /<b>|<script>alert/);
});

test('signing out is a form, so that no link can do it', () => {
  const signedIn = { name: 'Kim Exempel', myPages: href('/mina-sidor'), signOut: href('/logga-ut') };
  const html = renderPage(<Layout {...exampleFrame('sv')} signedIn={signedIn} title="x">x</Layout>);
  assert.match(html, /<form action="\/logga-ut" method="post">/);
});
