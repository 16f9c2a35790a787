import { createHash } from 'node:crypto';

/** Why nobody can be let in now. `away`: something the house stands on does not answer. `busy`: too many at once. */
export type BusyReason = 'busy' | 'away';

const style = 'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.5rem;color:#1e2b3c;background:#fff}'
  + 'h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.25rem;line-height:1.3;margin:0 0 .5rem}section{margin-top:2rem;padding-top:1.5rem;border-top:1px solid #b9c1cb}'
  + 'a{color:inherit;white-space:nowrap}@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#14181d}section{border-color:#4a535e}}';

/** The page has nothing but its own words and style, and may be served by a proxy as it is (deploy/refused.html). */
export const refusalPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

type Words = readonly [heading: string, ...paragraphs: string[]];

const words: Readonly<Record<BusyReason, { sv: Words; simple: Words; en: Words }>> = {
  busy: {
    sv: ['Just nu är det många här samtidigt', 'Vi kan inte visa sidan just nu. Inget är trasigt, och inget du har skickat in tidigare är borta.'],
    simple: ['Många vill in samtidigt', 'Därför kan du inte se sidan nu. Inget är trasigt. Det du har skickat förut finns kvar.'],
    en: ['Many people are here right now', 'We cannot show the page at the moment. Nothing is broken, and nothing you have sent in before is lost.'],
  },
  away: {
    sv: ['Vi kan inte visa sidan just nu', 'Något som tjänsten behöver svarar inte. Vi arbetar med det. Inget du har skickat in tidigare är borta.'],
    simple: ['Sidan fungerar inte just nu', 'Vi försöker laga den. Det du har skickat förut finns kvar.'],
    en: ['We cannot show the page right now', 'Something the service needs is not answering. We are working on it. Nothing you have sent in before is lost.'],
  },
};

const next = {
  sv: ['Vänta ungefär en halv minut och ladda sedan om sidan.', 'Om du just skickade något: ladda om sidan och svara ja om webbläsaren frågar om det ska skickas igen. Det tas emot bara en gång.'],
  simple: ['Vänta en halv minut. Ladda sedan om sidan.', 'Skickade du något nyss? Ladda om sidan. Svara ja om du får frågan om det ska skickas igen.'],
  en: ['Wait about half a minute and then reload the page.', 'If you just sent something, reload and let the browser send it again. It is only received once.'],
} as const;

/** How the organisation is reached when it cannot wait, and who to call when life is at stake. */
const urgent = {
  sv: (call: string) => `${call && `Är det bråttom, ring oss på ${call}. `}Är det fara för liv, ring <a href="tel:112">112</a>.`,
  simple: (call: string) => `${call && `Är det bråttom? Ring oss: ${call}. `}Är det fara för liv? Ring <a href="tel:112">112</a>.`,
  en: (call: string) => `${call && `If it cannot wait, call us on ${call}. `}In an emergency, call <a href="tel:112">112</a>.`,
} as const;

/** The whole page of a refusal: three languages, no request after it, well below five kilobytes. `phone`: the organisation's, where it is known. */
export function refusalPage(reason: BusyReason, phone = ''): string {
  const call = phone && `<a href="tel:${phone.replaceAll(/[^\d+]/g, '')}">${phone.replaceAll(/[<>&"]/g, '')}</a>`;
  const { sv, simple, en } = words[reason];
  const paragraphs = (language: keyof typeof next, [, ...said]: Words) => [...said, ...next[language], urgent[language](call)].map((one) => `<p>${one}</p>`).join('');
  return '<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    + `<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${sv[0]}</title><style>${style}</style></head>`
    + `<body><main><h1>${sv[0]}</h1>${paragraphs('sv', sv)}`
    + `<section><h2>${simple[0]}</h2>${paragraphs('simple', simple)}</section>`
    + `<section lang="en"><h2>${en[0]}</h2>${paragraphs('en', en)}</section></main></body></html>`;
}
