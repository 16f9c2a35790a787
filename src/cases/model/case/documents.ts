/** What the copy of something signed is called: by the id of what was signed, which says nothing to who reads it. */
export const signedCopyPrefix = 'underskriven-kopia-';

export function isSignedCopy(name: string): boolean {
  return name.startsWith(signedCopyPrefix);
}
