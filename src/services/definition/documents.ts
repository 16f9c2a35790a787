import { inquiryJsonSchema, jsonSchema } from './json-schema.ts';
import { referencePage } from './reference.ts';

/** The documents made from the schema, by their path in the repository. */
export function generatedDocuments(): Readonly<Record<string, string>> {
  return {
    'docs/service-format.md': referencePage(),
    'catalogue/service.schema.json': `${JSON.stringify(jsonSchema(), null, 1)}\n`,
    'catalogue/inquiry.schema.json': `${JSON.stringify(inquiryJsonSchema(), null, 1)}\n`,
  };
}
