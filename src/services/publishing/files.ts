import { stringify } from 'yaml';
import type { Files, ServiceFolder } from '../definition/index.ts';

/** A version as the files of its folder: what an organisation exports, edits and brings in again. Comments of the library's files are gone. */
export function filesOf({ definition, inquiry, texts, letters }: ServiceFolder): Files {
  const yaml = (value: unknown) => stringify(value, { lineWidth: 120 });
  return {
    'service.yaml': yaml(definition),
    ...(inquiry && { 'inquiry.yaml': yaml(inquiry) }),
    ...Object.fromEntries(Object.entries(texts).filter(([, words]) => Object.keys(words).length).map(([language, words]) => [`texts/${language}.yaml`, yaml(words)])),
    ...letters,
  };
}
