import type { Page } from 'playwright-core';

/** A page that axe looks at, and how to get there. */
export interface Reached {
  name: string;
  /** whose window: an alias of `demo/people.ts`, or nobody's */
  as?: string;
  /** languages the page has; staff's pages are in Swedish */
  languages: readonly Language[];
  /** looked at in one way only, but in the long run: the pages turn between script and none, light and dark */
  once?: boolean;
  /** opens it, from the front page of the window */
  open(page: Page, origin: string): Promise<void>;
}

export type Language = 'sv' | 'sv-simple' | 'en';
const all = ['sv', 'sv-simple', 'en'] as const;

/** A page with an address of its own. */
function at(path: string, as?: string, languages: readonly Language[] = all): Reached {
  return { name: path, languages, ...(as && { as }), open: async (page, origin) => { await page.goto(origin + path); } };
}

/** A page that is reached by way of another: links are followed by where they lead, so that it goes as well in every language. */
function via(from: string, links: readonly string[], as: string, languages: readonly Language[] = all): Reached {
  return {
    name: [from, ...links].join(' → '), as, languages,
    async open(page, origin) {
      await page.goto(origin + from);
      for (const link of links) {
        const href = await page.locator(`main a[href*="${link}"]`).first().getAttribute('href');
        await page.goto(new URL(href!, page.url()).href);
      }
    },
  };
}

const staffPage = (path: string, as: string) => at(path, as, ['sv']);
const staffVia = (from: string, links: readonly string[], as: string) => via(from, links, as, ['sv']);

/** What anyone meets. */
const open: readonly Reached[] = [
  at('/'), at('/tjanster'), at('/tjanster/fardtjanst'), at('/tjanster/ekonomiskt-bistand-ny-manad'), at('/sok?q=f%C3%A4rdtjenst'), at('/sok?q=zzz'),
  at('/information'), at('/kontakt'), at('/tillganglighet'), at('/personuppgifter'), at('/om'), at('/kris'), at('/diarium?namnd=tekniska-namnden'), at('/diarium/begar-ut'), at('/finns-inte'), at('/logga-in'),
  { ...at('/handlaggning/logga-in'), languages: ['sv'] },
  at('/designguide'), { ...at('/designguide/personal'), languages: ['sv'] },
];

/** What someone with a draft (anna) or a decided case (carina) meets. */
const residents: readonly Reached[] = [
  at('/mina-sidor', 'anna'), at('/tjanster/fardtjanst/borja', 'anna'), at('/mina-sidor/ombud', 'eva'),
  via('/mina-sidor', ['/ansokan/'], 'anna'), below('/ansokan/', '/ta-bort', 'anna'), below('/ansokan/', '/granska', 'anna'),
 
  at('/mina-sidor/utdrag', 'carina'), at('/mina-sidor', 'carina'), via('/mina-sidor', ['/arenden/'], 'carina'), via('/mina-sidor', ['/arenden/', '/beslut/'], 'carina'),
  via('/mina-sidor', ['/arenden/', '/beslut/', '/overklaga'], 'carina'), via('/mina-sidor', ['/arenden/', '/meddelanden'], 'carina'),
  via('/mina-sidor', ['/arenden/', '/skickat'], 'carina'), via('/mina-sidor', ['/arenden/', '/vem-har-last'], 'carina'),
];

/** What those who work there meet. */
const staff: readonly Reached[] = [
  staffPage('/handlaggning', 'karin'), staffPage('/handlaggning?visa=nya', 'karin'), staffPage('/handlaggning/register', 'karin'),
  staffVia('/handlaggning/register', ['/register/handlingar/'], 'karin'), staffPage('/handlaggning/register/utlamnande/ny', 'petra'),
  ...['utlamnande', 'gallring', 'gallring/kommande', 'gallring/stopp', 'gallring/forskning', 'gallring/planer/transportService', 'arkiv']
    .map((one) => staffPage(`/handlaggning/register/${one}`, 'petra')),
  staffPage('/handlaggning/registrera', 'karin'), staffPage('/handlaggning/ombud', 'karin'), staffPage('/handlaggning/sok', 'karin'),
  staffVia('/handlaggning?visa=nya', ['/arenden/'], 'karin'), staffVia('/handlaggning', ['/arenden/'], 'karin'),
  ...['/handelser', '/handlingar', '/utredning', '/beslut', '/komplettering', '/kommunicering', '/lamna', '/avsluta'].map((tab) => caseTab(tab, 'karin')),
  staffVia('/handlaggning', ['/arenden/', '/utredning', '/utredning/'], 'karin'),
  staffVia('/handlaggning?visa=overklagade', ['/arenden/', '/beslut'], 'karin'),
  caseTab('/utredning', 'nils'), caseTab('/beslut', 'nils'),
  staffPage('/handlaggning/sammantraden', 'maria'), ...['', '/logg'].map((one) => staffPage(`/handlaggning/uppfoljning${one}`, 'maria')), staffPage('/handlaggning', 'maria'),
  ...['', '/planer/ny?utkast=vatten', '/starta?plan=vatten'].map((one) => staffPage(`/handlaggning/kris${one}`, 'berit')),
  staffPage('/handlaggning/administration', 'ragnar'), staffPage('/handlaggning/arenden/00000000-0000-7000-8000-000000000000', 'karin'),
  ...['enheter', 'oppettider', 'roller', 'delegation', 'meddelande', 'synpunkter'].map((one) => staffPage(`/handlaggning/administration/${one}`, 'ragnar')),
];

function caseTab(tab: string, as: string): Reached {
  return { ...below('/arenden/', tab, as, '/handlaggning'), name: `a case of ${as}'s ${tab}`, languages: ['sv'] };
}

/** A page below the first thing in a list. */
function below(link: string, rest: string, as: string, list = '/mina-sidor'): Reached {
  return {
    name: `${list} → ${link} + ${rest}`, as, languages: all,
    async open(page, origin) {
      await page.goto(origin + list);
      const href = await page.locator(`main a[href*="${link}"]`).first().getAttribute('href');
      await page.goto(`${origin}${href!}${rest}`);
    },
  };
}

/** The rest of what staff meet: each in one way. */
const staffOnce: readonly Reached[] = [
  ...['uppgifter', 'tillstand', 'listor', 'urval', 'franvaro', 'granskning', 'ring-upp', 'anslag', 'anslag/nytt', 'ombud/ny', 'registrera/blankett', 'blanketter', 'overlamningar']
    .map((one) => staffPage(`/handlaggning/${one}`, 'karin')),
  staffVia('/handlaggning/ring-upp', ['/ring-upp/'], 'karin'), staffVia('/handlaggning/anslag', ['/anslag/0'], 'karin'), staffVia('/handlaggning/tillstand', ['/tillstand/'], 'karin'),
  ...['/parter', '/parter/ny', '/oversikt', '/frister', '/samtal'].map((tab) => caseTab(tab, 'karin')), staffVia('/handlaggning?visa=overklagade', ['/arenden/', '/beslut', '/delgivning'], 'karin'),
  caseTab('/formaner', 'nils'),
  ...['fordelning', 'fraser', 'fraser/ny', 'uppfoljning/tider', 'uppfoljning/automatik'].map((one) => staffPage(`/handlaggning/${one}`, 'maria')),
  staffVia('/handlaggning/sammantraden', ['/sammantraden/'], 'maria'), staffVia('/handlaggning/sammantraden', ['/sammantraden/', '/delegationsbeslut'], 'maria'),
  ...['', '/filer', '/filer/ny', '/fordringar', '/installningar'].map((one) => staffPage(`/handlaggning/utbetalningar${one}`, 'ingrid')),
  staffVia('/handlaggning/utbetalningar', ['/utbetalningar/0'], 'ingrid'),
  staffVia('/handlaggning/register/utlamnande', ['/utlamnande/0'], 'petra'), staffPage('/handlaggning/register/gallring/bevis', 'petra'), staffPage('/handlaggning/register/gallring/statistik', 'petra'),
  ...['mottagare', 'mottagare/ny', 'kanaler', 'kanaler/population', 'tjanster', 'tjanster/ta-in', 'tjanster/transportService', 'tjanster/transportService/stoppa', 'tjanster/transportService/brev/own.typ/ord', 'tabeller', 'enheter', 'roller/ny', 'delegation/ny']
    .map((one) => staffPage(`/handlaggning/administration/${one}`, 'ragnar')),
  staffVia('/handlaggning/administration/tabeller', ['/tabeller/'], 'ragnar'),
].map((one) => ({ ...one, once: true }));

/** The rest of what residents meet: each in one way, and with a map in it. */
const residentsOnce: readonly Reached[] = [
  at('/anslagstavla'), at('/svar'), at('/ring-mig'), at('/tjanster/felanmalan/utan-inloggning'), at('/diarium/begar-ut'),
].map((one) => ({ ...one, once: true }));

export const pages: readonly Reached[] = [...open, ...residents, ...staff, ...residentsOnce, ...staffOnce];
