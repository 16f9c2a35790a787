import { Encrypter } from 'age-encryption';

/** Why a text is no key that packages can be sealed to, in words to the administrator; undefined when it is one. */
export function keyFault(recipient: string): string | undefined {
  if (/^AGE-SECRET-KEY-/i.test(recipient)) return 'Det är arkivets hemliga nyckel. Den ska aldrig lämna arkivet. Be dem göra en ny, och skriv in den publika, som börjar på age1.';
  try {
    new Encrypter().addRecipient(recipient);
    return undefined;
  } catch {
    return 'Det är ingen publik nyckel. Den börjar på age1 och är 62 tecken lång.';
  }
}

/** Seals a package to the archive's key, in the format of age (age-encryption.org/v1): only the archive opens it. */
export async function sealToArchive(recipient: string, bytes: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(bytes));
}
