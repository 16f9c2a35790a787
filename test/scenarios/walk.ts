import type { Form } from '../../src/forms/index.ts';
import { dontKnowChoice } from '../../src/forms/questions/view.ts';
import type { Client, ClientResponse } from '../support/index.ts';
import { formsIn, readable, type Wish } from './page-form.ts';
import { fieldsFor, rowsSaid, type Said } from './questions.ts';
import { fillIn } from './visit.ts';

export interface Walk {
  form: Form;
  said: Said;
  /** questions whose fetched fact is not right: answered anew */
  changed?: readonly string[];
  /** what stands on the button that leads on */
  press?: string;
}

/** More pages than any service has, each seen a few times. */
const most = 90;

/** Fills in one page of questions after another as a browser would, until a page without questions. Every question that stands there is met as it stands. */
export async function walk(client: Client, first: ClientResponse, how: Walk): Promise<ClientResponse> {
  const fields = fieldsFor(how.form, how.said);
  const seen = new Map<string, number>();
  let page = first;
  for (let step = 0; step < most; step++) {
    const asked = askedOn(page);
    if (page.status >= 400 && page.status !== 422) throw new Error(`${page.status} at ${page.url.pathname}: ${readable(page.text).slice(0, 500)}`);
    if (!asked) return page;
    const place = `${page.url.pathname} ${asked.join()}`;
    seen.set(place, (seen.get(place) ?? 0) + 1);
    if (seen.get(place)! > 3) throw new Error(`stuck at ${page.url.pathname}: ${summaryOf(page)} asked ${asked.join(', ')}\n${readable(page.text).slice(0, 1_500)}`);
    page = await onward(client, await withRows(client, page, how), how, fields);
  }
  throw new Error('the questions never end');
}

/** The names of the questions of a page, or undefined where there is nothing to fill in. */
function askedOn(page: ClientResponse): string[] | undefined {
  const form = formsIn(page.text).find(isQuestions);
  return form && form.controls.filter(({ name }) => name === 'asked').map(({ value }) => value);
}

const isQuestions = (form: ReturnType<typeof formsIn>[number]) => form.controls.some(({ name }) => name === 'asked');

async function onward(client: Client, page: ClientResponse, how: Walk, fields: Record<string, Wish>): Promise<ClientResponse> {
  const form = formsIn(page.text).find(isQuestions)!;
  const button = how.press ?? (form.buttons.find(({ name, value }) => name === '' || value === 'onward') ?? form.buttons[0])?.text;
  return follow(client, await fillIn(client, page, { fill: wishes(page, how, fields), ...(button !== undefined && { press: button }) }));
}

/** Presses "add" until there is room for every row that is said. */
async function withRows(client: Client, first: ClientResponse, how: Walk): Promise<ClientResponse> {
  let page = first;
  for (const table of askedOn(first)!) {
    const wanted = rowsSaid(how.form, how.said, table);
    const rows = () => new Set(formsIn(page.text).flatMap(({ controls }) => controls.map(({ name }) => new RegExp(`^${table}\\.(r\\d+)\\.`).exec(name)?.[1]).filter(Boolean))).size;
    const confirmed = () => formsIn(page.text).some(({ controls }) => controls.some(({ name }) => name === `${table}.confirm`)) && !(how.changed ?? []).includes(table);
    for (let count = rows(); count < wanted && !confirmed(); count++) {
      page = await follow(client, await fillIn(client, page, { fill: wishes(page, how, fieldsFor(how.form, how.said)), press: `add:${table}` }));
      if (rows() <= count) throw new Error(`no row was added to ${table} at ${page.url.pathname}`);
    }
  }
  return page;
}

/** What is said about what stands on the page; a fact that was fetched is found right unless it is to be changed. */
function wishes(page: ClientResponse, how: Walk, fields: Record<string, Wish>): Record<string, Wish> {
  const form = formsIn(page.text).find(isQuestions)!;
  const names = new Set(form.controls.map(({ name }) => name));
  const wished: Record<string, Wish> = {};
  for (const id of askedOn(page)!) {
    const right = names.has(`${id}.confirm`) && !(how.changed ?? []).includes(id);
    if (names.has(`${id}.confirm`)) wished[`${id}.confirm`] = right ? 'yes' : 'no';
    if (right) continue;
    for (const [name, value] of Object.entries(fields)) {
      if (name !== id && !name.startsWith(`${id}.`)) continue;
      const question = name.slice(0, -'.dontKnow'.length);
      if (names.has(name)) wished[name] = value;
      // Where there are choices, "I do not know" is one of them.
      else if (name.endsWith('.dontKnow') && names.has(question)) wished[question] = dontKnowChoice;
    }
  }
  return wished;
}

const summaryOf = (page: ClientResponse) => readable(/id="error-summary".*?<\/ul>/s.exec(page.text)?.[0] ?? '');

function follow(client: Client, response: ClientResponse): Promise<ClientResponse> | ClientResponse {
  return response.location ? client.get(response.location, { follow: true }) : response;
}
