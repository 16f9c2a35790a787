import type { ServiceFolder } from './model.ts';
import { inquirySchema } from './schema/inquiry.ts';
import { serviceSchema } from './schema/service.ts';

/**
 * A folder as it was stored when it was published, with what the format has got since: a field that did not exist then has its default, so
 * that an upgrade reads every version that cases and drafts point at. One that no longer fits at all is given back as it was: compiling it says why.
 */
export function readStored(folder: ServiceFolder): ServiceFolder {
  const definition = serviceSchema.safeParse(folder.definition);
  const inquiry = folder.inquiry === null ? undefined : inquirySchema.safeParse(folder.inquiry);
  return { ...folder, ...(definition.success && { definition: definition.data }), ...(inquiry?.success && { inquiry: inquiry.data }) };
}
