/** Where a browser keeps its place in a lane, and its pass. Kept also in the address, for those whose browser keeps no cookies. */
export function ticketCookie(slug: string): string {
  return `__Host-ko-plats-${slug}`;
}

export function passCookie(slug: string): string {
  return `__Host-ko-pass-${slug}`;
}

/** One cookie of a Cookie header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  return header?.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
}
