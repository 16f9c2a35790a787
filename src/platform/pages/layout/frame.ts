import { h, type ComponentChild } from 'preact';
import { languageNames, languages } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Notice, RequestContext } from '../../routes/route.ts';
import { href } from '../href.ts';
import type { Href } from '../href.ts';
import { Banner } from '../parts/alert.tsx';
import { pageTexts } from '../texts.ts';
import type { LanguageChoice, NavigationItem, Organisation, SignedIn } from './header.tsx';
import type { Frame } from './layout.tsx';

type Facts = Pick<RequestContext, 'tenant' | 'display' | 'stay' | 'language' | 'path' | 'house'>;

/** Links that show this same page in another language. `path` is the request's path and query. */
export function languageChoices(path: string): LanguageChoice[] {
  const [before = '/', query = ''] = path.split('?', 2);
  return languages.map((code) => {
    const params = new URLSearchParams(query);
    params.set('sprak', code);
    return { code, label: languageNames[code], href: href(`${before}?${params}`) };
  });
}

/** The organisation as the header shows it. */
export function organisationOf({ tenant }: Pick<RequestContext, 'tenant'>): Organisation {
  return { name: tenant.name, mark: tenant.mark, themeHref: tenant.themeHref as Href };
}

/** The two ways in, the same on every page. */
function menu(language: Language, path: string): NavigationItem[] {
  const texts = pageTexts[language];
  return [['/tjanster', texts.services], ['/mina-sidor', texts.myPages]].map(([to = '/', label = '']) => (
    { href: href(to), label, current: /^[^?#]*/.exec(path)?.[0] === to }
  ));
}

/** Header, help and footer of a resident's page, from the request. A page gives its own number for help when it knows a better one. */
export function residentFrame(context: Facts, own: Partial<Frame> = {}): Frame {
  const { tenant, display, stay, language, path, house } = context;
  const signedIn: SignedIn | undefined = display === undefined ? undefined : {
    name: display.name,
    myPages: href('/mina-sidor'),
    signOut: href('/logga-ut'),
    ...(display.actingFor !== undefined && { actingFor: display.actingFor, stopActing: href('/mina-sidor/ombud') }),
  };
  return {
    language,
    organisation: organisationOf(context),
    navigation: menu(language, path),
    languages: languageChoices(path),
    signedIn,
    signIn: href('/logga-in', { till: path }),
    help: { phone: tenant.help.phone, hours: tenant.help.hoursIn?.[language] ?? tenant.help.hours, callback: href('/ring-mig') },
    ...(tenant.banner && { banner: notice(tenant.banner, language) }),
    ...(stay && { stay: { until: stay.until, left: Math.max(0, Math.round((stay.until.getTime() - house.clock.now().getTime()) / 1000)), more: href(stay.more), script: href(stay.script) } }),
    footer: {
      accessibility: href('/tillganglighet'),
      privacy: href('/personuppgifter'),
      about: href('/om'),
      board: href('/anslagstavla'),
      register: href('/diarium'),
      code: href('/svar'),
      ...(house.settings.demo && { note: demonstration[language] }),
    },
    noIndex: display !== undefined,
    ...own,
  };
}

function notice({ kind, link, words }: Notice, language: Language): ComponentChild {
  const { title, text } = words[language] ?? words.sv;
  const foreign = language === 'en' && !words.en;
  return h(Banner, { kind, heading: title, ...(foreign && { lang: 'sv' as const }), ...(link && { href: href(link), linkText: readMore[language] }) }, h('p', null, text));
}

const readMore = { sv: 'Läs mer', 'sv-simple': 'Läs mer', en: 'Read more' };

const demonstration = {
  sv: 'Detta är en demonstration. Alla personer och ärenden är påhittade.',
  'sv-simple': 'Det här är bara ett test. Alla personer är påhittade.',
  en: 'This is a demonstration. All people and cases are invented.',
};
