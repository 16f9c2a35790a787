import { withoutPdfMetadata, withoutPhotoMetadata, type Document } from '../../../platform/index.ts';

/**
 * A file that somebody sent in, as anybody else than they and the authority gets it: without what a program or a camera wrote about who made it and
 * where. The authority keeps it as it came, since it is evidence and may be signed. A PDF that cannot be read well enough to be sure is given as it is:
 * what parties may read of each other's material is the material.
 */
export async function forOthers({ bytes, mediaType }: Pick<Document, 'bytes' | 'mediaType'>): Promise<Buffer> {
  return mediaType === 'application/pdf' ? await withoutPdfMetadata(bytes) ?? bytes : withoutPhotoMetadata(bytes);
}
