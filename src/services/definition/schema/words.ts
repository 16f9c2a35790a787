import { z } from 'zod';

/** Ids are plain words: a hyphen would read as minus in an expression. */
export const id = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'Ett id börjar med liten bokstav och har bara bokstäverna a–z och siffror')
  .meta({ id: 'id', description: 'A name for the machine: small first letter, then letters a–z and digits.' });

/** Something a person reads, in Swedish here and in other languages in `texts/<lang>.yaml`. */
export const text = z.string().trim().min(1, 'Skriv texten på svenska').meta({
  id: 'text',
  text: true,
  description: 'What people read. Swedish here; other languages in texts/<language>.yaml under the same path.',
});

/** A condition or a value in FHIRPath; answers are `%questionId`. */
export const expression = z.string().trim().min(1).meta({
  id: 'expression',
  expression: true,
  description: "FHIRPath over the answers, for example %hinder.code contains 'walk'.",
});

const durationPattern = /^P(?=\d)(?:(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?|\d+WD)$/;

/** Calendar length in ISO 8601, as in P4W, and our own P5WD for working days; deadlines are counted in Europe/Stockholm. */
export const duration = z
  .string()
  .regex(durationPattern, 'Skriv en tid som P14D, P4W, P6M, P2Y eller P5WD (arbetsdagar)')
  .meta({ id: 'duration', description: 'A length of time: P14D (days), P4W (weeks), P6M (months), P2Y (years), P5WD (working days).' });

/** A thing with a name people see: its id and its name in Swedish. */
export const named = z.strictObject({ id, sv: text }).meta({ id: 'named' });

/** Languages a service must be complete in, besides Swedish. */
export const translatedLanguages = ['sv-simple', 'en'] as const;
export type TranslatedLanguage = (typeof translatedLanguages)[number];
export type Language = 'sv' | TranslatedLanguage;

/** Everyday needs by which people find a service (start page) and an organisation sees overlaps (landscape). */
export const needs = [
  'live',
  'getAround',
  'money',
  'care',
  'children',
  'build',
  'school',
  'work',
  'leisure',
  'safety',
  'business',
  'insight',
] as const;
export type Need = (typeof needs)[number];

/** The ways a case can reach the authority. Only `web` may need an e-ID. */
export const channels = ['web', 'phone', 'counter', 'paper'] as const;
export type Channel = (typeof channels)[number];

/** Outcomes of an item of a decision. */
export const outcomes = ['granted', 'partly', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** Kinds of documents that a case may hold; retention is set for each kind the service makes. */
export const documentTypes = [
  'application',
  'attachment',
  'certificate',
  'message',
  'note',
  'inquiry',
  'calculation',
  'decision',
  'permit',
  'payment',
  'fee',
  'statement',
  'consent',
  'appeal',
  'readLog',
  'booking',
  'outcome',
] as const;
export type DocumentType = (typeof documentTypes)[number];
