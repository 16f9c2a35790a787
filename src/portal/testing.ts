import { addStaff, assign } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/session.ts';
import type { Client, TestHouse, TestServer } from '../../test/support/index.ts';
import type { Town } from '../cases/testing.ts';

/** A browser in which an administrator of the whole organisation has signed in. */
export async function administrator(house: TestHouse, server: TestServer, town: Town): Promise<Client> {
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Ragnar Vinterås', title: 'Administratör', organisationalId: 'ragnar' });
    await assign(tx, { staffId, role: 'administrator' });
    return startSession(tx, {
      realm: 'staff', staffId, level: 3, provenAt: tx.now, unitIds: [], roles: ['administrator'],
      display: { name: 'Ragnar Vinterås', place: 'Hela organisationen' }, provider: { issuer: 'test', subject: staffId },
    });
  });
  browser.setCookie(cookieNames.staff, token);
  return browser;
}
