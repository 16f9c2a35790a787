/** A PDF without what its program wrote about who made it. */

/**
 * The same pages without the document's own words about itself: author, title, program and times (the information dictionary), XMP of the document, its
 * pages and pictures, and what programs keep for themselves (`PieceInfo`). Text, tags, links and forms are kept; a digital signature is not, since
 * any change breaks it. What stands on the pages is not touched.
 * @returns undefined when the file cannot be read well enough to be sure
 */
export async function withoutPdfMetadata(bytes: Uint8Array): Promise<Buffer | undefined> {
  // Loaded when it is needed: most processes never do, and it is large.
  const { PDFDict, PDFDocument, PDFName, PDFRef, PDFStream } = await import('@cantoo/pdf-lib');
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    // A file that could only be patched together may hide what was not found.
    if (document.getPageCount() === 0) return undefined;
    const { context } = document;
    const { Info: info } = context.trailerInfo;
    if (info instanceof PDFRef) context.delete(info);
    delete context.trailerInfo.Info;
    delete context.trailerInfo.ID;
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      const dictionary = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : undefined;
      if (!dictionary) continue;
      // An XMP stream that nothing points at any more would still lie in the file.
      if (object instanceof PDFStream && dictionary.get(PDFName.of('Type')) === PDFName.of('Metadata')) context.delete(ref);
      for (const key of ['Metadata', 'PieceInfo', 'LastModified']) dictionary.delete(PDFName.of(key));
    }
    return Buffer.from(await document.save({ updateFieldAppearances: false, addDefaultPage: false, useObjectStreams: false }));
  } catch {
    return undefined;
  }
}
