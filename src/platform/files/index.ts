/** What uploaded files are. See README.md. */
export { inspectFile, acceptedByDefault } from './inspect.ts';
export type {
  AcceptedType, DeclaredFile, FileRefusal, FileRefusalReason, InspectedFile, Inspection, InspectOptions,
} from './inspect.ts';
export type { FileScanner, ScanResult } from './scanner.ts';
export { safeName } from './name.ts';
export { withoutPdfMetadata } from './pdf-metadata.ts';
export { withoutPhotoMetadata } from './photo.ts';
