/** Documents as PDF. See README.md. */
export { renderPdf, warmPdf, closePdf } from './render.ts';
export type { PdfRequest, PdfResult, PdfRefusal, PdfTemplate } from './render.ts';
export type { PdfStandard } from './protocol.ts';
export { sampleLetter } from './samples.ts';
export { textOfPdf } from './text-of-pdf.ts';
export { caseFilePdf } from './case-file.ts';
export type { CaseFileAttachment } from './case-file.ts';
export { joinPdfs } from './join.ts';
export { imagesToPdf } from './pictures.ts';
export { findInPages, maskedPages, mostMaskedPages, pageImage, pagesOf, textInPages } from './page-images.ts';
export type { Mask, PageSize, PagesRefusal } from './page-images.ts';
export type { PictureFile, PicturesOptions, PicturesRefusal } from './pictures.ts';
export type {
  Attestation, CaseFileData, CaseFilePart, LetterData, PaperAnswer, PaperFormData, PaperQuestion, PaperSection, PdfOrganisation, PdfTable, RegisterData, SubmissionAnswer, SubmissionData,
  SubmissionQuestion,
} from './shapes.ts';
