import { classes, type RequestClass } from './model/classify.ts';

/** A request that waits to be let in. */
export interface Waiter {
  class: RequestClass;
  machine: boolean;
  /** turns it will still wait: not a moment, since a process that was stopped for a while has not let anyone in meanwhile either */
  patience: number;
  go(): void;
  refuse(): void;
}

/**
 * Those who wait a moment because all hands are full. By class; people in the order they came, since that is fair; machines the newest
 * first, since the oldest has most likely given up (adaptive LIFO).
 */
export class Line {
  readonly #people = new Map<RequestClass, Waiter[]>(classes.map((one) => [one, []]));
  readonly #machines = new Map<RequestClass, Waiter[]>(classes.map((one) => [one, []]));

  get length(): number {
    return classes.reduce((sum, one) => sum + this.lengthOf(one), 0);
  }

  /** How many of a class wait. */
  lengthOf(one: RequestClass): number {
    return this.#people.get(one)!.length + this.#machines.get(one)!.length;
  }

  add(waiter: Waiter): void {
    this.#lineOf(waiter).push(waiter);
  }

  /** @returns false when it is not there any more */
  remove(waiter: Waiter): boolean {
    const line = this.#lineOf(waiter);
    const at = line.indexOf(waiter);
    if (at !== -1) line.splice(at, 1);
    return at !== -1;
  }

  /** One more turn has been waited. @returns those who have waited long enough, who stand here no more */
  turn(): Waiter[] {
    const tired: Waiter[] = [];
    for (const lines of [this.#people, this.#machines]) {
      for (const [of, line] of lines) {
        for (const waiter of line) waiter.patience -= 1;
        if (!line.some(({ patience }) => patience <= 0)) continue;
        tired.push(...line.filter(({ patience }) => patience <= 0));
        lines.set(of, line.filter(({ patience }) => patience > 0));
      }
    }
    return tired;
  }

  /** The next of the classes for which there is room. */
  next(hasRoom: (of: RequestClass) => boolean): Waiter | undefined {
    for (const one of classes) {
      if (this.lengthOf(one) === 0 || !hasRoom(one)) continue;
      return this.#people.get(one)!.shift() ?? this.#machines.get(one)!.pop();
    }
    return undefined;
  }

  #lineOf({ class: of, machine }: Waiter): Waiter[] {
    return (machine ? this.#machines : this.#people).get(of)!;
  }
}
