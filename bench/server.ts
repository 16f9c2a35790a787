/** The product as it is served, in a process of its own, so that its CPU can be told from PostgreSQL's and the load's. */
import type { AddressInfo } from 'node:net';
import { asUuid, buildServer, none, resident, route, type Issuer, type Room } from '../src/platform/index.ts';
import { submissionSignature } from '../src/services/resident-routes.tsx';
import { rooms } from '../src/sprang.ts';
import { openBenchHouse } from './house.ts';
import type { BenchAddress } from './postgres.ts';
import { answerQuestions } from './process.ts';

/**
 * What the provider of sign-in leads back to, without the provider: session, access rule, transaction, and all that a signed
 * submission does. Left out of the real way: fetching and checking the provider's answer, which is the provider's price.
 */
const sendIn = route({
  method: 'POST', path: '/bench/skicka/:id', access: resident(3), audit: none('the submission itself is audited'),
  handle: (context) => submissionSignature.signed(context, `${asUuid(context.params.id)} sv`, {
    personId: context.who.personId, name: 'Prov Person', level: 'loa3', issuer: 'https://issuer.example', subject: 'bench',
    signedAt: context.now.toISOString(), transaction: 'bench', hash: String(context.fields['hash']), textHash: '',
    // As long as those of the demonstration's provider.
    toBeSigned: 'x'.repeat(400), jws: 'x'.repeat(1_200), idToken: 'x'.repeat(1_200), providerKey: {},
  }),
});

const bench: Room = { name: 'portal', routes: [sendIn], personData: { none: 'a route' }, retention: { none: 'a route' } };

let end: () => Promise<void> = async () => undefined;

answerQuestions({
  /** @param issuers where one signs in, for the measures that do */
  listen: async ({ issuers, ...address }: BenchAddress & { issuers?: readonly Issuer[] }) => {
    const { house, pools } = openBenchHouse(address, issuers);
    const app = await buildServer(house, [...rooms, bench], { trustedProxy: [], ready: async () => ({ ready: true, parts: {} }) });
    await app.listen({ host: '127.0.0.1', port: 0 });
    end = async () => {
      await app.close();
      await pools.end();
    };
    return (app.server.address() as AddressInfo).port;
  },
}, () => end());
