/** Kronor as people write them (`1 234,50 kr`) in öre; undefined when it is no amount. */
export function readAmount(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|kr\.?|:-/gi, '').replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}
