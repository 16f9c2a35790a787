import type { Language } from '../../language.ts';
import { href } from '../href.ts';
import { languageChoices } from '../layout/frame.ts';
import type { Frame } from '../layout/layout.tsx';
import type { StaffFrame } from '../layout/staff-layout.tsx';

/** An organisation that does not exist, for tests of pages without a server. */
export function exampleFrame(language: Language): Frame {
  return {
    language,
    organisation: { name: 'Exempelkommun', mark: 'EX', themeHref: href('/tema/exempel.css') },
    navigation: [],
    languages: languageChoices('/designguide'),
    signIn: href('/logga-in'),
    help: { phone: '0123-45 67 89', hours: 'vardagar 8–16' },
    footer: { accessibility: href('/tillganglighet'), privacy: href('/personuppgifter') },
  };
}

export const exampleStaffFrame: StaffFrame = {
  language: 'sv',
  organisation: { name: 'Exempelkommun', mark: 'EX', themeHref: href('/tema/exempel.css') },
  navigation: [],
  signedIn: { name: 'Robin Test', place: 'Tekniska nämnden · Färdtjänstenheten', signOut: href('/handlaggning/logga-ut') },
};
