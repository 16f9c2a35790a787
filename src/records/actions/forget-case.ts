import { deleteDocument, type Tx, type Uuid } from '../../platform/index.ts';
import { deleteItems, itemsInCase } from '../store/items.ts';
import { forgetMarks } from '../store/marks.ts';

/** What this room holds of a case that is destroyed: marks, tests and copies made for requests. That somebody asked stays with the request. @returns rows */
export async function forgetCase(tx: Tx, caseId: Uuid): Promise<number> {
  const items = await itemsInCase(tx, caseId);
  let rows = await forgetMarks(tx, caseId);
  for (const { copyId } of items) if (copyId && await deleteDocument(tx, copyId)) rows += 1;
  return rows + await deleteItems(tx, items.map(({ id }) => id));
}
