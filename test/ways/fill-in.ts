import assert from 'node:assert/strict';
import type { Client, ClientResponse, FilePart } from '../support/index.ts';

/** A form filled in without signing in: the page as it stands, and the fields that it carries. */
export interface Walking { page: ClientResponse }

export const hidden = (page: ClientResponse, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';

/** Goes through a service without signing in, a page at a time, until the check of all answers. */
export async function fillIn(browser: Client, path: string, pages: readonly Record<string, string | readonly string[]>[]): Promise<ClientResponse> {
  const at = `/tjanster/${path}/utan-inloggning`;
  let page = await browser.get(at);
  assert.equal(page.status, 200, page.text.slice(0, 400));
  for (const fields of pages) {
    page = await browser.post(at, carriedBy(page, fields));
    assert.equal(page.status, 200, /error-summary.*?<\/ul>/s.exec(page.text)?.[0]);
  }
  return page;
}

/** What a page sends along: the sealed form, its key, and which questions it showed. */
export function carriedBy(page: ClientResponse, fields: Record<string, string | readonly string[]> = {}): Record<string, string | readonly string[]> {
  return { _form: hidden(page, '_form'), _page: hidden(page, '_page'), asked: [...page.text.matchAll(/name="asked" value="([^"]*)"/g)].map(([, name]) => name!), ...fields };
}

export function sendIn(browser: Client, path: string, page: ClientResponse, files: readonly FilePart[] = []): Promise<ClientResponse> {
  return browser.multipart(`/tjanster/${path}/utan-inloggning/skicka`, { _form: hidden(page, '_form') }, files);
}
