declare const safe: unique symbol;

/** An address that may stand in a link or a form: a path on this server, or an external address that was checked when it was made. */
export type Href = string & { readonly [safe]: true };

export type QueryValue = string | number | boolean | undefined;

/**
 * A path on this server (`/tjanster/fardtjanst`), a fragment (`#innehall`) or a query (`?sida=2`).
 * `query` is encoded; undefined values are left out.
 * @throws TypeError for anything that a browser could read as another server or as a script (`//host`, `/\host`, `javascript:`).
 */
export function href(path: string, query: Readonly<Record<string, QueryValue>> = {}): Href {
  // Browsers drop tabs and newlines and read a backslash as a slash, so those are refused rather than repaired.
  if (!/^(?:\/(?![/\\])|[#?])[^\s\\\u0000-\u001f\u007f]*$/.test(path) && path !== '/') {
    throw new TypeError(`Not a path on this server: ${JSON.stringify(path)}. Use externalHref for other servers.`);
  }
  return withQuery(path, query) as Href;
}

/** An https address on another server (http only for this very machine). @throws TypeError for any other scheme. */
export function externalHref(address: string): Href {
  const url = new URL(address);
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new TypeError(`An external address starts with https://: ${JSON.stringify(address)}`);
  }
  return url.href as Href;
}

/** A number to call. Keeps digits and a leading plus: `0123-45 67 89` becomes `tel:0123456789`. @throws TypeError without digits. */
export function phoneHref(number: string): Href {
  const digits = number.replace(/[^\d+]/g, '');
  if (!/^\+?\d{3,}$/.test(digits)) throw new TypeError(`Not a telephone number: ${JSON.stringify(number)}`);
  return `tel:${digits}` as Href;
}

/** An e-mail address to write to. @throws TypeError when it is not one plain address. */
export function mailHref(address: string): Href {
  if (!/^[^\s@<>?&#]+@[^\s@<>?&#]+$/.test(address)) throw new TypeError(`Not an e-mail address: ${JSON.stringify(address)}`);
  return `mailto:${address}` as Href;
}

function withQuery(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) pairs.append(key, String(value));
  }
  const text = pairs.toString();
  if (text === '') return path;
  const [before = '', fragment] = path.split('#', 2);
  return `${before}${before.includes('?') ? '&' : '?'}${text}${fragment === undefined ? '' : `#${fragment}`}`;
}
