/**
 * Several documents as one, in order: to be printed in one press. What makes a document readable for a screen reader does not come along, so this is for
 * paper; each document by itself has it.
 */
export async function joinPdfs(documents: readonly Uint8Array[]): Promise<Buffer> {
  // Loaded when it is needed: most processes never do, and it is large.
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const whole = await PDFDocument.create();
  for (const document of documents) {
    const part = await PDFDocument.load(document, { updateMetadata: false });
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  // As our compiler writes: also old printers read it.
  return Buffer.from(await whole.save({ useObjectStreams: false }));
}
