import type { VNode } from 'preact';
import { htmlLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useTexts } from '../language.tsx';

export interface Organisation {
  name: string;
  /** Address of its mark as an image, or one or two letters shown as a mark. */
  mark: string;
  themeHref: Href;
  /** Start page; `/` when left out. */
  home?: Href;
}

export interface NavigationItem {
  label: string;
  href: Href;
  current?: boolean;
  /** A number beside the label, as unread messages. */
  count?: number;
}

export interface LanguageChoice {
  code: Language;
  label: string;
  href: Href;
}

export interface SignedIn {
  name: string;
  /** The person it is done for, and as what: "Elsa Exempel, ditt barn". */
  actingFor?: string;
  /** Where to stop acting for someone else. */
  stopActing?: Href;
  myPages: Href;
  /** Posts here to sign out. */
  signOut: Href;
}

export interface HeaderProps {
  language: Language;
  organisation: Organisation;
  navigation: readonly NavigationItem[];
  languages: readonly LanguageChoice[];
  signedIn?: SignedIn | undefined;
  /** Where to sign in; without it no sign-in is offered. */
  signIn?: Href | undefined;
}

/** The organisation on the left, language and sign-in on the right, always there. */
export function Header({ language, organisation, navigation, languages, signedIn, signIn }: HeaderProps): VNode {
  return (
    <header class="site-header">
      <div class="wrap header-row">
        <Brand organisation={organisation} />
        <div class="header-tools">
          <LanguageMenu language={language} languages={languages} />
          <SignInArea signedIn={signedIn} signIn={signIn} />
        </div>
      </div>
      <MainMenu items={navigation} />
      {signedIn?.actingFor !== undefined && <ActingFor name={signedIn.actingFor} stop={signedIn.stopActing} />}
    </header>
  );
}

/** The mark's address when it is an image, to show in the browser's tab too. */
export function markImage({ mark }: Organisation): Href | undefined {
  return /^\/(?![/\\])|^https:/.test(mark) ? (mark as Href) : undefined;
}

export function Brand({ organisation, beside }: { organisation: Organisation; beside?: string }): VNode {
  const image = markImage(organisation);
  return (
    <a class="brand" href={organisation.home ?? '/'}>
      {image !== undefined
        ? <img class="brand-mark" src={image} alt="" width="40" height="48" />
        : <span class="brand-mark brand-letters" aria-hidden="true">{organisation.mark}</span>}
      <span class="brand-name">
        {organisation.name}
        {beside !== undefined && <span class="brand-beside"> {beside}</span>}
      </span>
    </a>
  );
}

function LanguageMenu({ language, languages }: Pick<HeaderProps, 'language' | 'languages'>): VNode | null {
  const texts = useTexts();
  if (languages.length < 2) return null;
  return (
    <nav class="languages" aria-label={texts.chooseLanguage}>
      <ul>
        {languages.map(({ code, label, href }) => (
          <li key={code}>
            <a href={href} lang={htmlLanguage(code)} hreflang={htmlLanguage(code)}
              aria-current={code === language ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SignInArea({ signedIn, signIn }: Pick<HeaderProps, 'signedIn' | 'signIn'>): VNode | null {
  const texts = useTexts();
  if (signedIn !== undefined) {
    return (
      <div class="sign-in">
        <a class="sign-in-name" href={signedIn.myPages}>
          <Icon name="person" />
          <span>
            <span class="ds-sr-only">{texts.signedInAs} </span>
            {signedIn.name}
          </span>
        </a>
        <form action={signedIn.signOut} method="post">
          <button class="ds-button" data-variant="secondary" type="submit">{texts.signOut}</button>
        </form>
      </div>
    );
  }
  if (signIn === undefined) return null;
  return (
    <div class="sign-in">
      <a class="ds-button" data-variant="secondary" href={signIn}>
        <Icon name="signIn" />
        <span>{texts.signIn}</span>
      </a>
    </div>
  );
}

function MainMenu({ items }: { items: readonly NavigationItem[] }): VNode | null {
  const texts = useTexts();
  return items.length === 0 ? null : (
    <nav class="main-menu" aria-label={texts.mainMenu}>
      <MenuList items={items} />
    </nav>
  );
}

export function MenuList({ items }: { items: readonly NavigationItem[] }): VNode {
  return (
    <ul class="wrap menu-list">
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current === true ? 'page' : undefined}>
            {item.label}
            {item.count !== undefined && item.count > 0 && <span class="menu-count">{item.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Never out of sight while someone acts for another. */
function ActingFor({ name, stop }: { name: string; stop: Href | undefined }): VNode {
  const texts = useTexts();
  return (
    <div class="acting-for">
      <div class="wrap">
        <Icon name="people" />
        <p><strong>{texts.actingFor(name)}</strong></p>
        {stop !== undefined && <a class="ds-link" href={stop}>{texts.stopActing}</a>}
      </div>
    </div>
  );
}
