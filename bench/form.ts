/** Reads a page's form as a browser would send it: enough of HTML for pages that we render ourselves. */
export interface Posted {
  path: string;
  /** latin1 text, as the generator sends it */
  body: string;
  type: string;
}

/** The last form of the page that posts, filled in as the page shows it. `revision` becomes a place to fill in. */
export function postOf(html: string): Posted {
  const form = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].find(([, tag, inner]) => /method="post"/.test(tag!) && /name="revision"/.test(inner!));
  if (!form) throw new Error('the page has no form that saves a draft');
  const [, tag, inner] = form as unknown as [string, string, string];
  const fields = fieldsOf(inner).map(([name, value]): [string, string] => (name === 'revision' ? [name, '{revision}'] : [name, value]));
  const path = decode(/action="([^"]*)"/.exec(tag)![1]!);
  if (!/enctype="multipart/.test(tag)) {
    const body = fields.map(([name, value]) => `${encodeURIComponent(name)}=${value === '{revision}' ? value : encodeURIComponent(value)}`).join('&');
    return { path, body, type: 'application/x-www-form-urlencoded' };
  }
  const boundary = '----geckoformboundary0123456789abcdef0123456789abcdef';
  const files = [...inner.matchAll(/<input\b[^>]*type="file"[^>]*>/g)].map(([input]) => attribute(input, 'name')!);
  const parts = [
    ...fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ...files.map((name) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n`),
  ];
  return { path, body: Buffer.from(`${parts.join('')}--${boundary}--\r\n`).toString('latin1'), type: `multipart/form-data; boundary=${boundary}` };
}

function fieldsOf(html: string): [string, string][] {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => {
    const type = attribute(tag, 'type') ?? 'text';
    if (type === 'file' || type === 'submit') return false;
    return (type !== 'radio' && type !== 'checkbox') || /\schecked\b/.test(tag);
  }).map((tag): [string | undefined, string] => [attribute(tag, 'name'), attribute(tag, 'value') ?? '']);
  const areas = [...html.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)].map(([, tag, text]): [string | undefined, string] => [attribute(tag!, 'name'), decode(text!)]);
  const selects = [...html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(([, tag, options]): [string | undefined, string] => {
    const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(options!) ?? /<option\b[^>]*>/.exec(options!);
    return [attribute(tag!, 'name'), attribute(chosen?.[0] ?? '', 'value') ?? ''];
  });
  return [...inputs, ...areas, ...selects].filter((field): field is [string, string] => field[0] !== undefined);
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decode(found[1]!) : undefined;
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', '\'').replaceAll('&amp;', '&');
}
