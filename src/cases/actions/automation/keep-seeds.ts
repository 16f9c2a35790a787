import { randomBytes } from 'node:crypto';
import { swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { commitmentOf, periodAfter, periodOf } from '../../model/automation/draw.ts';
import { addSeed, automatedAuthorities, openSeed, tellSeed, untoldSeeds } from '../../store/automation/automation.ts';

/**
 * Promises the seed of this month and the next where a rule decides, and tells those of the months that are over: both in the audit,
 * which is sealed every minute, so that a seed cannot be chosen or changed afterwards. @returns how many were promised or told
 */
export async function keepSeeds(tx: Tx): Promise<number> {
  const period = periodOf(swedishDay(tx.now));
  let done = 0;
  for (const authorityId of await automatedAuthorities(tx)) {
    for (const one of [period, periodAfter(period)]) if (await promiseSeed(tx, authorityId, one)) done += 1;
  }
  for (const { authorityId, period: over } of await untoldSeeds(tx, period)) {
    const { seed } = (await openSeed(tx, authorityId, over))!;
    await tellSeed(tx, authorityId, over, seed);
    tx.audit({ event: 'cases.drawSeedRevealed', authorityId, detail: { period: over, seed } });
    done += 1;
  }
  return done;
}

async function promiseSeed(tx: Tx, authorityId: Uuid, period: string): Promise<boolean> {
  const seed = randomBytes(32).toString('hex');
  const commitment = commitmentOf(seed);
  if (!await addSeed(tx, authorityId, period, seed, commitment)) return false;
  tx.audit({ event: 'cases.drawSeedCommitted', authorityId, detail: { period, commitment } });
  return true;
}
