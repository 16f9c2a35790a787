import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  expires: number;
}

/** The provider's storage: a map in memory that ends with the process. Expired rows go when the map grows. */
export function memoryAdapter(): (name: string) => Adapter {
  const rows = new Map<string, Stored>();

  const read = (key: string): AdapterPayload | undefined => {
    const row = rows.get(key);
    return row && row.expires > Date.now() ? row.payload : undefined;
  };

  return (name) => ({
    upsert: async (id, payload, expiresIn) => {
      if (rows.size > 2_000) {
        for (const [key, row] of rows) if (row.expires <= Date.now()) rows.delete(key);
      }
      const expires = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
      rows.set(`${name}:${id}`, { payload, expires });
    },
    find: async (id) => read(`${name}:${id}`),
    findByUid: async (uid) => {
      for (const [key, row] of rows) {
        if (key.startsWith(`${name}:`) && row.payload.uid === uid) return read(key);
      }
      return undefined;
    },
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const payload = read(`${name}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      rows.delete(`${name}:${id}`);
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, row] of rows) if (row.payload.grantId === grantId) rows.delete(key);
    },
  });
}
