import { letterLanguages, passagesOf, type LetterLanguage, type ServiceFolder } from '../../../services/index.ts';
import { renderPdf, sampleLetter, type LetterData, type PdfResult } from '../../../platform/index.ts';
import { staffText as t } from '../../staff-texts.ts';

/** A file of letters, as an administrator knows it: what it is called, and whether it is a letter or words that several letters share. */
export interface LetterFile {
  /** the file's own name, without its folder: what stands in addresses */
  file: string;
  path: string;
  name: string;
  shared: boolean;
  /** has words of its own to change */
  hasWords: boolean;
}

/** Letters in the order of a case's life, whatever order they were written down in. */
const kindOrder = ['granted', 'partly', 'refused', 'renewal', 'change', 'revocation', 'recovery'] as const;

/** The letters of a service by name, those that answer an application first, and what they share last. */
export function letterFiles({ definition, letters }: ServiceFolder): LetterFile[] {
  const files = Object.keys(letters).map((path): LetterFile & { order: number } => {
    const kind = kindOrder.find((one) => definition.letter[one] === path);
    return {
      file: path.slice('letters/'.length), path, name: kind ? t(`letters.kind-${kind}`) : t('letters.shared'), shared: !kind, hasWords: passagesOf(letters[path]!).length > 0,
      order: kind ? kindOrder.indexOf(kind) : kindOrder.length,
    };
  });
  return files.toSorted((a, b) => a.order - b.order || a.path.localeCompare(b.path)).map(({ order: _order, ...file }) => file);
}

/** What a letter of this service is called in a difference: its name, not its file. */
export function letterName(folder: ServiceFolder, path: string): string {
  return letterFiles(folder).find((one) => one.path === path)?.name ?? t('letters.shared');
}

export function isLetterLanguage(value: string | undefined): value is LetterLanguage {
  return letterLanguages.some((one) => one === value);
}

/** A letter as it looks, with an invented case of this service: it is looked at before it is published. */
export function previewLetter(folder: ServiceFolder, path: string, language: LetterLanguage, at: Date): Promise<PdfResult> {
  return renderPdf({
    template: { files: { ...folder.letters }, main: path }, data: { ...sampleOf(folder, path, language), calculation: undefined, example: true }, standard: 'ua-1', language,
    title: t('catalogue.sample'), at,
  });
}

/** The invented case with the service's own decision, its parts and one of its reasons: nobody in it exists. */
function sampleOf({ definition, texts }: ServiceFolder, path: string, language: LetterLanguage): LetterData {
  const kind = Object.entries(definition.letter).find(([, at]) => at === path)?.[0] ?? 'granted';
  const outcome = kind === 'refused' || kind === 'partly' ? kind : 'granted';
  const main = definition.decisions.find((one) => 'items' in one);
  const items = main && 'items' in main ? main.items : [];
  const reason = definition.decisions.flatMap(({ reasons }) => reasons).find(({ for: outcomes }) => outcomes.includes(outcome));
  const name = (language === 'en' && typeof texts.en?.['name'] === 'string' ? texts.en['name'] : undefined) ?? definition.name;
  return {
    ...sampleLetter, heading: t(`letters.sample-${language}`, { name }), answer: { summary: t(`letters.sample-${outcome}-${language}`) },
    items: items.slice(0, 3).map(({ sv }, place) => ({ name: sv, outcome: t(`letters.sample-item-${outcome === 'refused' || (outcome === 'partly' && place > 0) ? 'no' : 'yes'}-${language}`) })),
    sections: reason ? [{ heading: t(`letters.sample-why-${language}`), paragraphs: [reason.sv] }] : [],
    laws: [], signatures: [{ name: 'Exempel Handläggare', title: '' }],
  };
}
