/** A file name from outside, made harmless. */

/**
 * The name without path, control characters, characters that turn the direction of text (`fdp.exe` shown as `exe.pdf`)
 * or that some system forbids; at most 100 characters; always with this extension, and only this.
 */
export function safeName(name: string, extension: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    // "Beslut: färdtjänst" is a heading: without its colon it still reads as one.
    .replace(/[:;]\s+/g, ' ')
    .replace(/[<>:"|?*;%]/g, '_')
    .replace(/\s+/g, ' ')
    .trim();
  const stem = clean.replace(/\.[^.]{0,10}$/, '').replace(/^\.+|[. ]+$/g, '');
  return `${[...(stem || 'fil')].slice(0, 95).join('')}.${extension}`;
}
