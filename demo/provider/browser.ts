/**
 * A browser as far as a sign-in needs one: cookies by path, redirects, forms. For tests and scripts that go through the
 * demonstration provider without a real browser. Node cannot resolve `*.localhost`, so it stops at the first address
 * that is not the provider's and hands that back.
 */
export interface DemoBrowser {
  /** Opens an address at the provider and follows redirects within it. */
  open(url: URL | string): Promise<Arrival>;
  /** Submits the form of the page last opened, as if the button with this name and value were pressed. */
  press(name: string, value: string): Promise<Arrival>;
}

/** Where a navigation ended: on a page of the provider, or on the way back to the service. */
export type Arrival =
  | { at: 'provider'; url: URL; status: number; html: string; headers: Headers }
  | { at: 'service'; url: URL };

/** A fresh browser without cookies. */
export function demoBrowser(issuer: string): DemoBrowser {
  const cookies = new Map<string, { value: string; path: string }>();
  let here = new URL(issuer);

  const remember = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
      if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { value, path });
    }
  };
  const cookiesFor = (url: URL): string => [...cookies]
    .filter(([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
    .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
    .join('; ');

  const go = async (url: URL, form?: URLSearchParams): Promise<Arrival> => {
    if (url.origin !== new URL(issuer).origin) return { at: 'service', url };
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: cookiesFor(url) },
      ...(form && { body: form }),
    });
    remember(response);
    const location = response.headers.get('location');
    if (location !== null) return go(new URL(location, url));
    here = url;
    return { at: 'provider', url, status: response.status, html: await response.text(), headers: response.headers };
  };

  return {
    open: (url) => go(new URL(url)),
    press: (name, value) => go(here, new URLSearchParams({ [name]: value })),
  };
}
