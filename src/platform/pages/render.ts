import { Fragment, h } from 'preact';
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A whole document as HTML, doctype included. Everything in it is escaped by the renderer. */
export function renderPage(page: ComponentChild): string {
  return `<!doctype html>${renderFragment(page)}`;
}

/** A part of a page as HTML, for tests and for what is placed inside other bytes. */
export function renderFragment(node: ComponentChild): string {
  return renderToString(h(Fragment, null, node));
}
