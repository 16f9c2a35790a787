import { staffOf } from '../../../identity/index.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';
import { awayToday } from '../../store/officers/absences.ts';
import type { Task } from '../../store/clocks/tasks.ts';

/** Who somebody's task lies with today, by name: never "the unit", always somebody. */
export type HolderOf = (task: Pick<Task, 'role' | 'staffId'> & { madeBy?: Uuid | null }, file: { unitId: Uuid; assigneeId: Uuid | null }) => string;

/** Reads who works in the authority, once for a page. */
export async function holders(tx: Tx, authorityId: Uuid): Promise<HolderOf> {
  const staff = await staffOf(tx, authorityId);
  const away = await awayToday(tx, authorityId);
  const nameOf = (id: Uuid) => staff.find((one) => one.id === id)?.name ?? 'någon som har slutat';
  const person = (id: Uuid) => {
    const deputy = away.get(id)?.deputyId;
    return deputy ? `${nameOf(deputy)} (för ${nameOf(id)}, som är borta)` : nameOf(id);
  };
  return ({ role, staffId, madeBy }, { unitId, assigneeId }) => {
    if (role === 'staff' && staffId) return person(staffId);
    if (role === 'officer' && assigneeId) return person(assigneeId);
    if (role === 'colleague') {
      const colleagues = staff.filter(({ id, assignments }) => id !== madeBy
        && assignments.some((one) => (one.role === 'officer' || one.role === 'manager') && (one.unitId === undefined || one.unitId === unitId)));
      return colleagues.length ? `En av ${colleagues.map(({ id }) => person(id)).join(', ')}` : 'ingen: enheten har ingen mer som kan';
    }
    const managers = staff.filter(({ assignments }) => assignments.some((one) => one.role === 'manager' && (one.unitId === undefined || one.unitId === unitId)));
    return managers.length ? managers.map(({ id }) => person(id)).join(', ') : 'ingen: enheten har ingen chef';
  };
}
