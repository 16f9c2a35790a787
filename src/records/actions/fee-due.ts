import { z } from 'zod';
import { tableVersions } from '../../organisation/index.ts';
import { pagesOf, readDocument, type Tx } from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import { copyFee, copyKind, feeState, type FeeState, type TariffRow } from '../model/copy-fee.ts';
import type { ReleaseItem } from '../store/items.ts';
import { feeOf, type Fee } from '../store/fees.ts';
import type { ReleaseRequest } from '../store/requests.ts';

/** What the copies of a request cost by the tariff, and how far the fee has come. Öre. */
export interface FeeDue {
  state: FeeState;
  /** pages of the copies, as far as they can be counted; none: something among them is no document with pages */
  pages: number;
  dueOre: number;
  tariff: Tariff | undefined;
  told: Fee | undefined;
}

export interface Tariff { from: string; rows: readonly TariffRow[] }

/** Reckons what the copies cost on the way they are to be handed out, by the tariff in force when they were asked for. */
export async function feeDue(tx: Tx, request: ReleaseRequest, items: readonly ReleaseItem[]): Promise<FeeDue> {
  const told = await feeOf(tx, request.id);
  const tariff = copyKind[request.delivery] ? await tariffOn(tx, request.receivedDay) : undefined;
  const pages = tariff ? await pagesIn(tx, items) : 0;
  const dueOre = tariff ? copyFee(tariff.rows, request.delivery, pages) : 0;
  return { state: feeState(dueOre, told), pages, dueOre, tariff, told };
}

const rows = z.array(z.looseObject({ kind: z.string(), from: z.number(), to: z.number(), amount: z.number() }));

/** The tariff in force on a day: the dated table of the service that a release carries. Without one, copies cost nothing. */
export async function tariffOn(tx: Tx, day: string): Promise<Tariff | undefined> {
  const name = (await currentVersions(tx)).map(({ compiled }) => compiled.folder.definition).find(({ carriedBy }) => carriedBy === 'release')?.tables[0];
  const version = name ? (await tableVersions(tx, [name])).get(name)?.findLast(({ validFrom }) => validFrom <= day) : undefined;
  const read = version && rows.safeParse(version.rows);
  return version && read?.success ? { from: version.validFrom, rows: read.data } : undefined;
}

/** A picture is a page; what has no pages that can be counted is one, and whoever tells the fee can write another number. */
async function pagesIn(tx: Tx, items: readonly ReleaseItem[]): Promise<number> {
  let pages = 0;
  for (const { copyId } of items) {
    const copy: { mediaType: string; bytes: Buffer } | undefined = copyId ? await readDocument(tx, copyId) : undefined;
    if (!copy) continue;
    const counted = copy.mediaType === 'application/pdf' ? await pagesOf(copy.bytes) : undefined;
    pages += counted?.ok ? counted.pages.length : 1;
  }
  return pages;
}

/** What so many pages cost by the tariff of the request. */
export async function feeFor(tx: Tx, request: ReleaseRequest, pages: number): Promise<{ ok: true; amountOre: number; tariffFrom: string } | { ok: false }> {
  const tariff = await tariffOn(tx, request.receivedDay);
  return tariff ? { ok: true, amountOre: copyFee(tariff.rows, request.delivery, pages), tariffFrom: tariff.from } : { ok: false };
}
