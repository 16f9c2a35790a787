import { anyone, json, none, route, type Route } from '../platform/index.ts';
import { takeStatus } from './actions/take-status.ts';
import { publicKeys } from './store/signing-keys.ts';

/** The keys that packages are signed with, as a JWK Set (RFC 7517). */
const keys = route({
  method: 'GET', path: '/api/overlamning/nycklar', access: anyone('public halves of signing keys'), audit: none('public reading'),
  handle: async ({ house, tenant }) => json({ keys: await house.db.system(tenant.id, 'exchange', publicKeys) }),
});

/** What a receiver says about a package. See docs/exchange.md. */
const status = route({
  method: 'POST', path: '/api/overlamning/:receiver/status', access: anyone('another system: its signature is checked over the bytes'),
  audit: none('takeStatus writes exchange.statusTaken once the signature is right'), takesJson: true, crossSite: 'other systems post here; each message is signed',
  async handle({ house, tenant, params, raw, headers }) {
    if (!raw) return json({ error: 'application/json expected' }, 415);
    const taken = await house.db.system(tenant.id, 'exchange', (tx) => takeStatus(tx, params.receiver, raw, headers));
    return taken.ok ? json({ taken: true, repeated: taken.repeated }) : json({ error: taken.reason }, taken.status);
  },
});

export const apiRoutes: readonly Route[] = [keys, status];
