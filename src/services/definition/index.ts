/** The format of a service: a small folder of data, read, checked, hashed and told in each language. See README.md. */
export { strictestClass } from './class.ts';
export { compileService } from './compile.ts';
export type { CompiledService } from './compile.ts';
export { applicantPages } from './contact-language.ts';
export {
  bookingStops,
  completionSuggested,
  hasCoApplicant,
  isUrgent,
  fittingReasons,
  itemsSought,
  mayBeAutomatic,
  notesBefore,
  othersWanted,
  proposals,
  receiversWanted,
  sectionsNeeded,
  unitFor,
} from './hold.ts';
export type { Proposal } from './hold.ts';
export { inquiryPageId, inquiryPages } from './inquiry-pages.ts';
export { decisionId } from './decision-id.ts';
export { decisionText } from './decision-text.ts';
export type { DecisionText } from './decision-text.ts';
export { documentTypesOf } from './document-types.ts';
export { canonical, versionHash } from './hash.ts';
export { inquiryJsonSchema, jsonSchema } from './json-schema.ts';
export { loadService, readService } from './load.ts';
export { localise } from './localise.ts';
export { readStored } from './read-stored.ts';
export { fillText } from './placeholders.ts';
export { problemLine } from './problem.ts';
export { inquirySchema } from './schema/inquiry.ts';
export { serviceSchema } from './schema/service.ts';
export { channels, documentTypes, needs, outcomes, translatedLanguages } from './schema/words.ts';
export type { Files } from './folder.ts';
export type { Loaded } from './load.ts';
export type { LocalisedService, ServiceFolder, Texts } from './model.ts';
export type { Problem } from './problem.ts';
export type { DatedTable } from './schema/calculation.ts';
export type { Inquiry } from './schema/inquiry.ts';
export type { Service } from './schema/service.ts';
export type { Channel, DocumentType, Language, Need, Outcome, TranslatedLanguage } from './schema/words.ts';
