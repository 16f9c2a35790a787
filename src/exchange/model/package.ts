import { createHash } from 'node:crypto';
import { zipSync, type Zippable } from 'fflate';
import { z } from 'zod';

const day = z.iso.date();
const person = z.strictObject({
  role: z.string().describe('applicant, coApplicant, guardian …'),
  personalIdentityNumber: z.string().optional().describe('Twelve digits. Left out when it is not known.'),
  givenName: z.string(),
  familyName: z.string(),
  protectedIdentity: z.boolean().describe('True: neither address nor anything that tells where the person is, is in the package. Ask the authority.'),
  address: z.strictObject({ street: z.string(), postcode: z.string(), city: z.string() }).optional(),
  phone: z.string().optional(),
});

const answer: z.ZodType<unknown> = z.lazy(() => z.strictObject({
  state: z.enum(['answered', 'unanswered', 'dontKnow', 'confirmed']), lines: z.array(z.string()),
  files: z.array(z.strictObject({ name: z.string(), type: z.string(), size: z.int() })).optional(),
  rows: z.array(z.strictObject({ heading: z.string(), cells: z.array(z.strictObject({ id: z.string(), question: z.string(), answer })) })).optional(),
}));

/** `data/arende.json` of a package: what another system needs to take a case or a permit over. */
export const packageSchema = z.strictObject({
  format: z.literal('sprang-overlamning-1'),
  delivery: z.uuid().describe('The same in every attempt: a package that has been received is not received again.'),
  what: z.enum(['permit', 'case']),
  made: z.iso.datetime(),
  from: z.strictObject({ organisation: z.string(), organisationCode: z.string(), authority: z.string(), unit: z.string(), phone: z.string() }),
  case: z.strictObject({
    number: z.string(), service: z.string(), serviceVersion: z.string().describe('Hash of the published version.'), title: z.string(), arrived: day,
    secrecy: z.string().describe('The section tried at each release.'),
  }),
  persons: z.array(person),
  submissions: z.array(z.strictObject({
    kind: z.enum(['application', 'own', 'shared']), language: z.string(), submitted: z.iso.datetime(),
    sha256: z.string().describe('Of what was seen when it was signed, in canonical JSON.'),
    sections: z.array(z.strictObject({ page: z.string(), title: z.string(), rows: z.array(z.strictObject({ id: z.string(), question: z.string(), answer })) })),
  })).optional(),
  decisions: z.array(z.strictObject({
    type: z.string(), outcome: z.string(), decided: z.iso.datetime(), delegationPoint: z.string().optional(), laws: z.array(z.string()),
    items: z.array(z.strictObject({
      item: z.string(), name: z.string(), outcome: z.string(), validFrom: day.nullable(), validUntil: day.nullable(), further: z.boolean(),
      amountOre: z.int().nullable(), conditions: z.array(z.string()),
    })),
  })).optional(),
  permits: z.array(z.strictObject({ number: z.string(), name: z.string(), validFrom: day, validUntil: day.nullable().describe('null: until further notice.'),
    ended: z.enum(['followed', 'revoked', 'returned', 'setAside']).optional()
      .describe('Why the last day was moved: another permit follows on it, it was revoked, its holder gave it back, or its decision was set aside. Left out when it stands as given.'),
    conditions: z.array(z.string()) })),
  files: z.array(z.strictObject({ path: z.string(), name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() })),
});
export type PackageContent = z.infer<typeof packageSchema>;

export interface PackageFile { path: string; bytes: Buffer }

/**
 * A package as a bag (BagIt 1.0, RFC 8493) in a zip: `data/arende.json`, the files, their SHA-256 in `manifest-sha256.txt`, and the
 * manifest's own in `tagmanifest-sha256.txt`, which `signature.jws` is over. The same content and time give the same bytes.
 */
export function bag(content: PackageContent, files: readonly PackageFile[], signature: string): Buffer {
  const parts = payload(content, files);
  const tags = tagFiles(content, parts);
  const all: [string, Buffer][] = [...Object.entries(tags).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
    ['tagmanifest-sha256.txt', Buffer.from(tagManifest(tags))], ['signature.jws', Buffer.from(signature)], ...parts.map(({ path, bytes }): [string, Buffer] => [path, bytes])];
  const mtime = new Date(content.made);
  const zippable: Zippable = Object.fromEntries(all.map(([name, bytes]) => [name, [bytes, { mtime }]]));
  return Buffer.from(zipSync(zippable, { level: 6 }));
}

/** What the signature is over: the manifest of the bag's own files, which names the manifest of everything else. */
export function signedPart(content: PackageContent, files: readonly PackageFile[]): string {
  return tagManifest(tagFiles(content, payload(content, files)));
}

function payload(content: PackageContent, files: readonly PackageFile[]): PackageFile[] {
  return [{ path: 'data/arende.json', bytes: Buffer.from(`${JSON.stringify(content, null, 2)}\n`) }, ...files];
}

function tagFiles(content: PackageContent, parts: readonly PackageFile[]): Record<string, string> {
  const bytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  return {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': `Source-Organization: ${content.from.organisation}\nExternal-Identifier: ${content.delivery}\nBagging-Date: ${content.made.slice(0, 10)}\nPayload-Oxum: ${bytes}.${parts.length}\n`,
    'manifest-sha256.txt': parts.map((part) => `${sha256(part.bytes)}  ${part.path}\n`).join(''),
  };
}

function tagManifest(tags: Record<string, string>): string {
  return Object.entries(tags).map(([name, text]) => `${sha256(Buffer.from(text))}  ${name}\n`).join('');
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
