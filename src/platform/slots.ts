declare const contents: unique symbol;

/** An interface that a lower room declares and higher rooms fill; named in start-up errors. */
export interface Slot<T> {
  readonly name: string;
  readonly [contents]?: T;
}

export interface Filling {
  readonly slot: string;
  readonly value: unknown;
}

export function slot<T>(name: string): Slot<T> {
  return { name };
}

export function fill<T>(into: Slot<T>, value: T): Filling {
  return { slot: into.name, value };
}

/** What the rooms have filled in, collected once in sprang.ts, in the order of the rooms. */
export class Slots {
  readonly #filled = new Map<string, unknown[]>();

  constructor(fillings: readonly Filling[]) {
    for (const { slot: name, value } of fillings) this.#filled.set(name, [...(this.#filled.get(name) ?? []), value]);
  }

  all<T>(of: Slot<T>): readonly T[] {
    return (this.#filled.get(of.name) ?? []) as T[];
  }

  /** @throws unless exactly one room has filled it. */
  only<T>(of: Slot<T>): T {
    const values = this.all(of);
    if (values.length !== 1) throw new Error(`slot ${of.name} is filled by ${values.length} rooms, expected one`);
    return values[0]!;
  }
}
