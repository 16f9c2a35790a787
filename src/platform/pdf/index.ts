/** Documents as PDF. See README.md. */
export { renderPdf, warmPdf, closePdf } from './render.ts';
export type { PdfRequest, PdfResult, PdfRefusal, PdfTemplate } from './render.ts';
export type { PdfStandard } from './protocol.ts';
export type { JsonValue } from './displayable.ts';
