import { createCipheriv, createDecipheriv, createSecretKey, createHash, randomBytes } from 'node:crypto';

/** The master keys, newest first. The first wraps; all unwrap, so that a master can be replaced while the system runs. */
export class Masters {
  readonly #keys: readonly { id: string; key: Buffer }[];

  /** @param keys 32 bytes each, newest first */
  constructor(keys: readonly Buffer[]) {
    if (!keys.length || keys.some((key) => key.length !== 32)) throw new Error('a master key has 32 bytes');
    this.#keys = keys.map((key) => ({ id: createHash('sha256').update('id').update(key).digest('hex').slice(0, 16), key }));
  }

  get currentId(): string {
    return this.#keys[0]!.id;
  }

  /** The key that passwords of login roles follow from: the oldest, so that adding a newer one changes no password. */
  get oldest(): Buffer {
    return this.#keys.at(-1)!.key;
  }

  wrap(key: Buffer, name: string): Buffer {
    return wrapKey(this.#keys[0]!.key, key, name);
  }

  /** @throws when the master that wrapped it is not among those configured */
  unwrap(wrapped: Buffer, masterId: string, name: string): Buffer {
    const master = this.#keys.find(({ id }) => id === masterId);
    if (!master) throw new Error(`a key is wrapped by master ${masterId}, which is not configured`);
    return unwrapKey(master.key, wrapped, name);
  }
}

export function wrapKey(by: Buffer, key: Buffer, name: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(by), nonce);
  cipher.setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function unwrapKey(by: Buffer, wrapped: Buffer, name: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(by), wrapped.subarray(0, 12));
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(wrapped.subarray(12, 28));
  return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]);
}
