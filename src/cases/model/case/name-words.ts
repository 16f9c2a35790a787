/** Words of a name as they are searched for: small letters, without accents other than å, ä and ö, at least two letters. */
export function nameWords(...names: readonly string[]): string[] {
  const words = names.flatMap((name) => plain(name).split(/[^a-zåäö0-9]+/u)).filter((word) => word.length >= 2);
  return [...new Set(words)];
}

const kept = new Map([['å', '\u0001'], ['ä', '\u0002'], ['ö', '\u0003']]);

function plain(name: string): string {
  let text = name.normalize('NFC').toLowerCase();
  for (const [letter, mark] of kept) text = text.replaceAll(letter, mark);
  // What Unicode takes apart loses its marks (é → e); letters that it does not are written as Swedes write them.
  text = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ø', '\u0003').replaceAll('æ', '\u0002').replaceAll('ß', 'ss');
  for (const [letter, mark] of kept) text = text.replaceAll(mark, letter);
  return text;
}
