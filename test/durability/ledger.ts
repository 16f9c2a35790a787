import type { Uuid } from '../../src/platform/index.ts';

/**
 * What a client knows of something it asked for. `acknowledged`: it was told that it is done. `unsure`: no answer came, or a
 * fault; it may have been done or not. `refused`: it was told that it was not done.
 */
export type Known = 'acknowledged' | 'unsure' | 'refused';

/** One thing that was asked for, with words that stand nowhere else. */
export type Operation =
  | { kind: 'submission'; draft: Uuid; marker: string; known: Known; caseId?: Uuid }
  | { kind: 'message'; caseId: Uuid; marker: string; known: Known }
  | { kind: 'decision'; caseId: Uuid; marker: string; known: Known }
  | { kind: 'save'; draft: Uuid; marker: string; known: Known };

/** Kept outside the product, where no kill reaches. */
export class Ledger {
  readonly operations: Operation[] = [];
  acknowledged = 0;
  #serial = 0;

  /** Words for one operation. */
  marker(): string {
    return `märke-${String(++this.#serial).padStart(6, '0')}`;
  }

  add(operation: Operation): void {
    this.operations.push(operation);
    if (operation.known === 'acknowledged') this.acknowledged += 1;
  }

  of<Kind extends Operation['kind']>(kind: Kind): Extract<Operation, { kind: Kind }>[] {
    return this.operations.filter((one): one is Extract<Operation, { kind: Kind }> => one.kind === kind);
  }

  /** `submission: 210 acknowledged, 3 unsure` and so on. */
  counts(): string[] {
    return [...new Set(this.operations.map(({ kind }) => kind))].map((kind) => {
      const mine = this.operations.filter((one) => one.kind === kind);
      const known = (what: Known) => mine.filter((one) => one.known === what).length;
      return `${kind}: ${known('acknowledged')} acknowledged, ${known('unsure')} unsure, ${known('refused')} refused`;
    });
  }
}
