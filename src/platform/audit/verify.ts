import type { Tx } from '../database/transaction.ts';
import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import { headsDirectory, readHeads, type Head } from './heads.ts';
import { auditExpiry } from './retain.ts';
import { beginning, hashSize, headOf, leafOf } from './seal-format.ts';
import { blocksAfter, countUnsealed, entriesOf, strayEntries, type Block } from './store.ts';

/** What is wrong with a sealed audit, and where. */
export type AuditFinding =
  /** an entry does not say what it said when it was sealed */
  | { kind: 'edited'; block: number; position: number; entry: string }
  /** an entry that was sealed is gone */
  | { kind: 'deleted'; block: number; position: number }
  /** an entry stands in another place than where it was sealed */
  | { kind: 'reordered'; block: number; position: number; entry: string; sealedIn: { block: number; position: number } }
  /** an entry says it was sealed in a place that was another's, or never was */
  | { kind: 'inserted'; block: number; position: number; entry: string }
  /** blocks are gone in the middle */
  | { kind: 'blockMissing'; block: number }
  /** all blocks from this one on are gone */
  | { kind: 'truncated'; block: number }
  /** the block is not the one whose head was written outside the database */
  | { kind: 'headMismatch'; block: number }
  /** no head of this block was written outside the database: it is checked against itself only */
  | { kind: 'headMissing'; block: number };

export interface AuditReport {
  blocks: number;
  /** sealed entries that were looked at */
  entries: number;
  /** entries not sealed yet: of these a change is not found */
  unsealed: number;
  findings: readonly AuditFinding[];
}

/** Compares the sealed audit of a tenant with itself and with the heads written outside the database. */
export async function verifyAudit(house: House, tenant: Uuid, directory = headsDirectory(house)): Promise<AuditReport> {
  const heads = await readHeads(directory, tenant);
  return house.db.system(tenant, 'verify audit', async (tx) => {
    const check = new Check(tx, heads);
    await check.everyBlock();
    return { blocks: check.blocks, entries: check.entries, unsealed: await countUnsealed(tx), findings: await check.findings() };
  });
}

interface Misfit {
  block: number;
  position: number;
  entry: string;
  leaf: string;
}

class Check {
  blocks = 0;
  entries = 0;
  readonly #tx: Tx;
  readonly #heads: Map<number, Head>;
  readonly #findings: AuditFinding[] = [];
  /** sealed places whose entry was not found there, by leaf */
  readonly #unmet = new Map<string, { block: number; position: number; empty: boolean }>();
  /** entries that are not what was sealed in their place */
  readonly #misfits: Misfit[] = [];
  #lastHead: Buffer | undefined;

  constructor(tx: Tx, heads: Map<number, Head>) {
    this.#tx = tx;
    this.#heads = heads;
  }

  async everyBlock(): Promise<void> {
    let last = 0;
    for (let page = await blocksAfter(this.#tx, last, 20); page.length; page = await blocksAfter(this.#tx, last, 20)) {
      for (const block of page) {
        for (let number = last + 1; number < block.number; number++) this.#findings.push({ kind: 'blockMissing', block: number });
        this.#head(block);
        await this.#content(block);
        last = block.number;
        this.blocks++;
      }
    }
    const lost = [...this.#heads.keys()].filter((number) => number > last);
    if (lost.length) this.#findings.push({ kind: 'truncated', block: Math.min(...lost) });
    await this.#strays();
  }

  /** Findings with what was moved told apart from what was changed or taken away. */
  async findings(): Promise<AuditFinding[]> {
    const moved = new Set<string>();
    const misfits = this.#misfits.map(({ leaf, ...where }): AuditFinding => {
      const sealedIn = this.#unmet.get(leaf);
      if (!sealedIn || moved.has(leaf)) return { kind: 'edited', ...where };
      moved.add(leaf);
      return { kind: 'reordered', ...where, sealedIn: { block: sealedIn.block, position: sealedIn.position } };
    });
    const deleted = [...this.#unmet].filter(([leaf, { empty }]) => empty && !moved.has(leaf))
      .map(([, { block, position }]): AuditFinding => ({ kind: 'deleted', block, position }));
    return [...this.#findings, ...misfits, ...deleted].sort((a, b) => a.block - b.block);
  }

  #head(block: Block): void {
    const written = this.#heads.get(block.number)?.head;
    // Against the head on disk of the block before, so that one rewritten block does not cast doubt on all after it.
    const previous = this.#heads.get(block.number - 1)?.head ?? this.#lastHead ?? beginning;
    const real = headOf(this.#tx.tenant, { ...block, previous });
    if (!written) this.#findings.push({ kind: 'headMissing', block: block.number });
    const whole = block.previous.equals(previous) && block.head.equals(real) && real.equals(written ?? real);
    if (!whole) this.#findings.push({ kind: 'headMismatch', block: block.number });
    this.#lastHead = block.head;
  }

  async #content(block: Block): Promise<void> {
    const { number } = block;
    const expired = block.sealed_at < auditExpiry(this.#tx.now);
    const seen = new Set<number>();
    for (const entry of await entriesOf(this.#tx, number)) {
      const { id, position } = entry;
      this.entries++;
      if (seen.has(position) || position === null || position < 0 || position >= block.entries) {
        this.#findings.push({ kind: 'inserted', block: number, position, entry: id });
        continue;
      }
      seen.add(position);
      if (entry.redacted_at && expired) continue;
      const leaf = leafOf(this.#tx.tenant, entry);
      if (leaf.equals(leafAt(block, position))) continue;
      this.#misfits.push({ block: number, position, entry: id, leaf: leaf.toString('hex') });
      this.#unmet.set(leafAt(block, position).toString('hex'), { block: number, position, empty: false });
    }
    for (let position = 0; position < block.entries; position++) {
      if (!seen.has(position)) this.#unmet.set(leafAt(block, position).toString('hex'), { block: number, position, empty: true });
    }
  }

  async #strays(): Promise<void> {
    const gone = new Set(this.#findings.filter(({ kind }) => kind === 'blockMissing').map(({ block }) => block));
    for (const { id, block } of await strayEntries(this.#tx)) {
      if (!gone.has(block) && !this.#heads.has(block)) this.#findings.push({ kind: 'inserted', block, position: 0, entry: id });
    }
  }
}

function leafAt({ leaves }: Block, position: number): Buffer {
  return leaves.subarray(position * hashSize, (position + 1) * hashSize);
}
