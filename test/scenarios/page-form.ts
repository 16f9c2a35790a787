/** What a person does with a form on a page: fills in what is there, leaves the rest as it stands, presses a button. */
export interface PageForm {
  action: string;
  multipart: boolean;
  controls: readonly Control[];
  buttons: readonly { name: string; value: string; text: string }[];
}

interface Control {
  name: string;
  kind: 'text' | 'hidden' | 'radio' | 'checkbox' | 'select' | 'file';
  value: string;
  checked: boolean;
  /** what stands beside a choice */
  label: string;
  options: readonly { value: string; text: string }[];
}

export type Wish = string | number | boolean | readonly (string | number)[];
export type Wishes = Readonly<Record<string, Wish>>;

/** The forms of a page, in order. Only for what our own components render. */
export function formsIn(html: string): PageForm[] {
  return [...html.matchAll(tag('form', '(.*?)</form>'))].map(([, attributes, inside]) => {
    const { action = '', enctype } = attributesOf(attributes!);
    return { action, multipart: enctype === 'multipart/form-data', controls: controlsIn(inside!), buttons: buttonsIn(inside!) };
  });
}

/**
 * What a browser sends when the wishes have been filled in and nothing else was touched.
 * @throws when the form has no such field or choice: a person could not have done it
 */
export function sent(form: PageForm, wishes: Wishes): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.controls.map((one) => one.name))) {
    const values = valuesOf(name, form.controls.filter((one) => one.name === name), Object.hasOwn(wishes, name) ? wishes[name] : undefined);
    if (values.length) fields[name] = values.length === 1 ? values[0]! : values;
  }
  const missing = Object.keys(wishes).filter((name) => !form.controls.some((one) => one.name === name));
  if (missing.length) throw new Error(`no field ${missing.join(', ')} in the form ${form.action}, which has ${[...new Set(form.controls.map(({ name }) => name))].join(', ')}`);
  return fields;
}

/** Text of a page as it is read: without tags, one space between words. */
export function readable(html: string): string {
  const body = html.replace(/<head>.*?<\/head>/s, '').replace(/<(script|style|svg)\b.*?<\/\1>/gs, '');
  return decoded(body.replace(/<[^>]*>/g, ' ')).replaceAll(/[\u00a0\u202f\s]+/g, ' ').trim();
}

export function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&amp;', '&');
}

function valuesOf(name: string, controls: readonly Control[], wish: Wish | undefined): string[] {
  const [first] = controls;
  if (first!.kind === 'file') return [];
  if (first!.kind === 'radio' || first!.kind === 'checkbox') return chosenOf(name, controls, wish);
  if (wish === undefined) return controls.map(({ value }) => value);
  if (first!.kind === 'select') {
    const found = first!.options.find(({ value }) => value === String(wish)) ?? first!.options.find(({ text }) => text === String(wish)) ?? first!.options.find(({ text }) => text.includes(String(wish)));
    if (!found) throw new Error(`${name} cannot be ${String(wish)}: ${first!.options.map(({ value, text }) => `${value} (${text})`).join(', ')}`);
    return [found.value];
  }
  return [wish].flat().map(String);
}

function chosenOf(name: string, controls: readonly Control[], wish: Wish | undefined): string[] {
  if (wish === undefined) return controls.filter(({ checked, kind }) => checked || kind === 'hidden').map(({ value }) => value);
  if (wish === false && controls.length === 1) return [];
  if (wish === true && controls.length === 1) return [controls[0]!.value];
  return [wish].flat().map((one) => {
    const said = one === true ? 'yes' : one === false ? 'no' : String(one);
    const found = controls.find(({ value }) => value === said) ?? controls.find(({ label }) => label === said) ?? controls.find(({ label }) => label.startsWith(said))
      ?? (controls.length === 1 && controls[0]!.kind === 'checkbox' && said === 'yes' ? controls[0] : undefined);
    if (!found) throw new Error(`${name} cannot be ${said}: ${controls.map(({ value, label }) => `${value} (${label})`).join(', ')}`);
    return found.value;
  });
}

function controlsIn(html: string): Control[] {
  const labels = new Map([...html.matchAll(tag('label', '(.*?)</label>'))].map(([, attributes, text]) => [attributesOf(attributes!)['for'] ?? '', readable(text!)]));
  const found: { at: number; control: Control }[] = [];
  const add = (at: number, control: Partial<Control> & Pick<Control, 'name' | 'kind'>) => found.push({ at, control: { value: '', checked: false, label: '', options: [], ...control } });
  for (const match of html.matchAll(tag('input'))) {
    const { name, type = 'text', value, checked, id = '', disabled } = attributesOf(match[1]!);
    if (name === undefined || disabled !== undefined || type === 'submit') continue;
    const kind = type === 'radio' || type === 'checkbox' || type === 'hidden' || type === 'file' ? type : 'text';
    add(match.index, { name, kind, value: value ?? (kind === 'checkbox' || kind === 'radio' ? 'on' : ''), checked: checked !== undefined, label: labels.get(id) ?? '' });
  }
  for (const match of html.matchAll(tag('textarea', '([^<]*)</textarea>'))) {
    const { name } = attributesOf(match[1]!);
    if (name !== undefined) add(match.index, { name, kind: 'text', value: decoded(match[2]!).replace(/^\n/, '') });
  }
  for (const match of html.matchAll(tag('select', '(.*?)</select>'))) {
    const { name } = attributesOf(match[1]!);
    if (name === undefined) continue;
    const options = [...match[2]!.matchAll(tag('option', '([^<]*)'))].map(([, attributes, text]) => {
      const { value = decoded(text!), selected } = attributesOf(attributes!);
      return { value, text: decoded(text!), selected: selected !== undefined };
    });
    add(match.index, { name, kind: 'select', options, value: (options.find(({ selected }) => selected) ?? options[0])?.value ?? '' });
  }
  return found.sort((a, b) => a.at - b.at).map(({ control }) => control);
}

function buttonsIn(html: string): PageForm['buttons'] {
  return [...html.matchAll(tag('button', '(.*?)</button>'))].filter(([, attributes]) => attributesOf(attributes!)['type'] !== 'button').map(([, attributes, text]) => {
    const { name = '', value = '' } = attributesOf(attributes!);
    return { name, value, text: readable(text!) };
  });
}

/** A tag with its attributes, whose values may hold `>`. */
function tag(name: string, after = ''): RegExp {
  return new RegExp(`<${name}\\b((?:[^>"]|"[^"]*")*)>${after}`, 'gs');
}

function attributesOf(text: string): Record<string, string | undefined> {
  return Object.fromEntries([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, decoded(value ?? '')]));
}
