import { listStaff } from '../../src/identity/index.ts';
import { listAuthorities } from '../../src/organisation/index.ts';
import { paySettings, savePaySettings } from '../../src/payments/index.ts';
import type { House, Uuid } from '../../src/platform/index.ts';
import { demoPeople, fullName } from '../people.ts';

/** A number of Bankgirot's own documentation: no money can reach it. */
const bankgiro = '991-2346';

/** Who pays, and from where, for each authority with an economist: without it no file to the bank can be made. What somebody has filled in stands. */
export async function demoPayers(house: House, tenant: Uuid, organisation: string): Promise<void> {
  await house.db.system(tenant, 'demo', async (tx) => {
    const staff = await listStaff(tx);
    for (const { id: authorityId, slug, name } of await listAuthorities(tx)) {
      const economist = demoPeople.find(({ employment: work }) => work?.organisation === organisation && work.authority === slug && work.roles.includes('economy'));
      const by = economist && staff.find((one) => one.name === fullName(economist));
      if (!by || (await paySettings(tx, authorityId)).debtor.bankgiro) continue;
      await savePaySettings(tx, authorityId, { attest: 'other', leadDays: 2, debtor: { name: `Exempelkommun, ${name.toLowerCase()}`, organisationNumber: '000000-0000', bankgiro } }, by.id);
    }
  });
}
