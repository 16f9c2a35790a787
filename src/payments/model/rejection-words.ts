/** Why a payment came back, in words to whoever must mend it (ISO 20022 external status reasons that Swedish banks use). */
const words: Readonly<Record<string, string>> = {
  AC01: 'Kontonumret är fel', AC03: 'Mottagarens kontonummer är fel', AC04: 'Kontot är avslutat', AC06: 'Kontot är spärrat', AG01: 'Kontot tar inte emot insättningar',
  AM04: 'Det saknas pengar på kommunens konto', AM05: 'Betalningen finns redan hos banken', BE01: 'Namnet stämmer inte med kontot', BE06: 'Mottagaren är okänd',
  DT01: 'Betalningsdagen är fel', MD07: 'Mottagaren har avlidit', RC01: 'Clearingnumret är fel', RR04: 'Banken stoppade betalningen enligt lag',
};

/** One sentence, from the bank's code and its own words. */
export function rejectionWords(code: string, text: string): string {
  const known = words[code];
  const own = text.trim().replace(/\.$/, '');
  if (known) return own && own.toLowerCase() !== known.toLowerCase() ? `${known}. Banken skriver: ${own}.` : `${known}.`;
  return own ? `Banken skriver: ${own}.` : `Banken säger inte varför${code ? ` (kod ${code})` : ''}.`;
}
