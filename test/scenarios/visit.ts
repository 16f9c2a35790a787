import { textOfPdf } from '../../src/platform/index.ts';
import type { Client, ClientResponse, FilePart } from '../support/index.ts';
import { decoded, formsIn, readable, sent, type PageForm, type Wishes } from './page-form.ts';

/** What somebody has in front of them. */
export interface Page {
  response: ClientResponse;
  /** as it is read, also when it is a PDF */
  text: string;
}

export function pageOf(response: ClientResponse): Page {
  const pdf = String(response.headers['content-type']).startsWith('application/pdf');
  return { response, text: pdf ? textOfPdf(response.bytes).replaceAll(/[\u00a0\u202f\s]+/g, ' ') : readable(response.text) };
}

/** Goes to an address, and by a link on its page when one is named: by what it says or where it leads. */
export async function visit(client: Client, path: string, links: readonly string[] = []): Promise<Page> {
  let response = await client.get(path, { follow: true });
  for (const link of links) {
    const wanted = new RegExp(link, 'i');
    const found = [...response.text.matchAll(/<a\b((?:[^>"]|"[^"]*")*)>(.*?)<\/a>/gs)]
      .map(([, attributes, text]) => ({ href: decoded(/href="([^"]*)"/.exec(attributes!)?.[1] ?? ''), text: readable(text!) }));
    const to = found.find(({ text }) => wanted.test(text)) ?? found.find(({ href }) => wanted.test(href));
    if (!to) throw new Error(`no link ${link} on ${response.url.pathname}: ${found.map(({ text, href }) => `${text} (${href})`).join(' | ')}\n${readable(response.text).slice(0, 2_000)}`);
    response = await client.get(new URL(to.href, response.url), { follow: true });
  }
  return pageOf(response);
}

export interface Filled {
  fill?: Wishes | undefined;
  /** what stands on the button, or its value; without: the first of the form */
  press?: string | undefined;
  files?: readonly FilePart[] | undefined;
  /** part of the address the form posts to, when the fields do not tell which form it is */
  to?: string | undefined;
}

/** Fills in the form of the page that has these fields and this button, and presses it. Where it leads is not followed. */
export function fillIn(client: Client, page: ClientResponse, { fill = {}, press, files, to }: Filled): Promise<ClientResponse> {
  const forms = formsIn(page.text).filter(({ action }) => !/\/(sprak|logga-ut|sok)\b/.test(action));
  const form = forms.find((one) => fits(one, fill, press, to, files));
  if (!form) {
    throw new Error(`no form with ${[...Object.keys(fill), press ?? '', to ?? ''].filter(Boolean).join(', ')} on ${page.url.pathname} (${page.status}): `
      + `${forms.map(({ action, controls, buttons }) => `${action} [${[...new Set(controls.map(({ name }) => name))].join(' ')}] <${buttons.map(({ text, value }) => `${text} ${value}`).join('|')}>`).join('; ')}\n${readable(page.text).slice(0, 2_500)}`);
  }
  const button = press === undefined ? form.buttons.find(({ name }) => name !== 'do' || form.buttons.length === 1) ?? form.buttons[0] : pressed(form, press);
  const fields = { ...sent(form, fill), ...(button?.name && { [button.name]: button.value }) };
  const at = new URL(form.action || page.url.href, page.url);
  return form.multipart ? client.multipart(at, fields, files ?? []) : client.post(at, fields);
}

function fits(form: PageForm, fill: Wishes, press: string | undefined, to: string | undefined, files: readonly FilePart[] | undefined): boolean {
  const has = (name: string) => form.controls.some((one) => one.name === name);
  return Object.keys(fill).every(has) && (press === undefined || pressed(form, press) !== undefined) && (to === undefined || form.action.includes(to))
    && (files ?? []).every(({ field }) => has(field)) && (press !== undefined || to !== undefined || Object.keys(fill).length > 0);
}

function pressed(form: PageForm, press: string): PageForm['buttons'][number] | undefined {
  return form.buttons.find(({ text, value }) => text === press || value === press) ?? form.buttons.find(({ text }) => text.startsWith(press)) ?? form.buttons.find(({ text }) => text.includes(press));
}
