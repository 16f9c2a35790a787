import type { RequestContext } from '../platform/index.ts';

/** The number to call and its hours, in the language of the page. */
export function helpOf({ tenant, language }: Pick<RequestContext, 'tenant' | 'language'>): { phone: string; hours: string } {
  return { phone: tenant.help.phone, hours: tenant.help.hoursIn?.[language] ?? tenant.help.hours };
}
