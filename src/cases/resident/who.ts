import { findPerson, fullName, proxiesOf } from '../../identity/index.ts';
import type { Uuid } from '../../platform/index.ts';
import type { Mine } from './frame.tsx';
import { texts } from './texts.ts';

/**
 * Who did something in a case, as the reader should see it: themselves as "du", others by name and on what ground they act.
 * Runs as the system for the names: a person may be told who acts for them, but not read about them at large.
 */
export async function whoDid(context: Mine, personId: Uuid, authors: readonly Uuid[]): Promise<Map<Uuid, string>> {
  const { house, tenant, language, who } = context;
  const others = [...new Set(authors)].filter((id) => id !== who.personId);
  const names = new Map<Uuid, string>();
  await house.db.system(tenant.id, 'names', async (tx) => {
    const proxies = await proxiesOf(tx, personId);
    const groundOf = (id: Uuid) => proxies.find(({ agentId, personId: principal }) => agentId === id && principal === personId)?.ground;
    for (const id of others) {
      const person = await findPerson(tx, id);
      if (!person || person.protected) continue;
      const ground = groundOf(id);
      names.set(id, ground ? `${fullName(person.facts)}, ${texts(language, `ground.${ground}`)}` : fullName(person.facts));
    }
    const own = who.actingFor ? `${texts(language, 'you')}, ${texts(language, `ground.${who.actingFor.ground}`)}` : texts(language, 'you');
    names.set(who.personId, own);
  });
  return names;
}
