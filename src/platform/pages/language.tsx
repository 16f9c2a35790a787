import { createContext } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../language.ts';
import { pageTexts } from './texts.ts';
import type { PageTexts } from './texts.ts';

const LanguageContext = createContext<Language>('sv');

/** Gives every component inside it its language. The layouts do this; only fragments rendered alone need it. */
export function LanguageScope({ language, children }: { language: Language; children: ComponentChildren }): VNode {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

/** The language of the page being rendered. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The components' own texts in the language of the page being rendered. */
export function useTexts(): PageTexts {
  return pageTexts[useLanguage()];
}
