import { asUuid, deleteDocuments, swedishDay, type PersonData, type Retention, type Tx, type Uuid } from '../platform/index.ts';
import { partiesOfPerson } from '../cases/index.ts';
import { batchesBefore } from './store/batches.ts';
import { chargeContent, chargesOfCase } from './store/charges.ts';
import { orderContent, ordersOfCase } from './store/orders.ts';
import { q, type Tables } from './store/tables.ts';

export const personData: PersonData = {
  columns: ['payments.pay_order.content_cipher', 'payments.step.reason_cipher', 'payments.charge.content_cipher', 'payments.charge_event.reason_cipher'],
  async export(tx, person) {
    const found: unknown[] = [];
    for (const { caseId, partyId, untilAt } of await partiesOfPerson(tx, person)) {
      for (const order of await ordersOfCase(tx, caseId)) {
        // Who has left a case is told nothing of what is paid in it since.
        if (untilAt !== null && order.partyId !== partyId) continue;
        const mine = order.partyId === partyId && order.receiver === 'party';
        found.push({
          case: order.caseNumber, amountOre: order.amountOre, day: order.dueDay, state: order.state, ...(mine && { to: await orderContent(tx, order.id) }),
        });
      }
    }
    const owed: unknown[] = [];
    for (const { caseId, partyId } of await partiesOfPerson(tx, person)) {
      for (const charge of await chargesOfCase(tx, caseId)) {
        if (charge.partyId === partyId) owed.push({ case: charge.caseNumber, kind: charge.kind, amountOre: charge.amountOre, state: charge.state, ...await chargeContent(tx, charge.id) });
      }
    }
    return { payments: found, owed };
  },
  async erase(tx, person) {
    const cases = await partiesOfPerson(tx, person);
    const ground = 'räkenskapsinformation sparas i sju år (3 kap. 2 § lagen (2018:597) om kommunal bokföring och redovisning); övrigt gallras med ärendet';
    return { erased: 0, kept: cases.length ? [{ what: `payments: ${cases.length}`, ground }] : [] };
  },
};

const withCase = 'with the case';
const accounts = 'accounts of the organisation: to the end of the seventh year after the one it was made in';
/** Files destroyed in a run: it comes back the next day for the rest. */
const most = 50;

export const retention: Retention = {
  tables: {
    'payments.pay_order': withCase, 'payments.step': withCase, 'payments.charge': withCase, 'payments.charge_event': withCase, 'payments.instalment': withCase,
    'payments.batch': accounts, 'payments.receipt': accounts, 'payments.setting': 'as long as the authority pays',
  },
  async run(tx) {
    return { destroyed: await destroyOldFiles(tx) };
  },
};

/** Destroys files to the bank, with their receipts and keys, when they need no longer be kept as accounts. Orders of cases that are kept stay, without their file. */
async function destroyOldFiles(tx: Tx): Promise<number> {
  const year = Number(swedishDay(tx.now).slice(0, 4));
  const batches = await batchesBefore(tx, new Date(`${year - 7}-01-01T00:00:00+01:00`), most);
  for (const batch of batches) {
    await deleteDocuments(tx, batch.id);
    await tx.run(q.deleteFrom('payments.receipt').where('tenant_id', '=', tx.tenant).where('batch_id', '=', batch.id));
    for (const table of ['payments.pay_order', 'payments.charge'] as const) {
      await tx.run(q.updateTable(table).set({ batch_id: null }).where('tenant_id', '=', tx.tenant).where('batch_id', '=', batch.id));
    }
    await tx.run(q.deleteFrom('payments.batch').where('tenant_id', '=', tx.tenant).where('id', '=', batch.id));
    await tx.destroyKey(batch.keyId);
    tx.audit({ event: 'payments.fileDestroyed', authorityId: batch.authorityId, detail: { batch: batch.id, number: batch.number, sha256: batch.sha256 } });
  }
  return batches.length;
}

const caseTables = ['payments.instalment', 'payments.charge_event', 'payments.charge', 'payments.step', 'payments.pay_order'] as const satisfies readonly (keyof Tables)[];

/** Fills `goesWithCase`. @returns rows deleted */
export async function destroyWithCase(tx: Tx, caseId: Uuid): Promise<number> {
  let rows = 0;
  for (const table of caseTables) rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('case_id', '=', asUuid(caseId)));
  return rows;
}
