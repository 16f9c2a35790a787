/** The languages of the platform. Easy Swedish is a language of its own to writers, and Swedish to screen readers. */
export const languages = ['sv', 'sv-simple', 'en'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(text: unknown): text is Language {
  return typeof text === 'string' && (languages as readonly string[]).includes(text);
}

/** The value of the HTML `lang` attribute. */
export function htmlLanguage(language: Language): string {
  return language === 'sv-simple' ? 'sv' : language;
}

export const languageNames: Record<Language, string> = { sv: 'Svenska', 'sv-simple': 'Lätt svenska', en: 'English' };
