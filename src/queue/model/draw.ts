import { createHash, createHmac } from 'node:crypto';

/** What is shown of the secret before anyone has joined: a promise that it will not be changed. Hex. */
export function promiseOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What the draw is made with: known to nobody until the list is closed, since the list is part of it. */
export function seedOf(secret: Buffer, root: Buffer): Buffer {
  return createHmac('sha256', secret).update(root).digest();
}
