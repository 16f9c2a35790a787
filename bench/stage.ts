import type { Done, Load } from './generator.ts';
import { makeTown, type Town } from './house.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { startProcess, type Child } from './process.ts';

/** Who is measured, and its yardstick, keep to one core, and the load to another: taking turns, they meet the same machine. */
export const cores = { measured: 0, load: 1 };

/** Everything that measures share: database, one organisation, the product, the yardstick, the load. */
export interface Stage {
  postgres: Postgres;
  town: Town;
  server: Child;
  port: number;
  bare: Child;
  barePort: number;
  generator: Child;
  /** Sends the load to a process. CPU for one step by group, µs. */
  under(target: Child, load: Load): Promise<Cost>;
}

export interface Cost {
  node: number;
  postgres: number | undefined;
  generator: number;
  done: Done;
}

export interface Wish {
  full: boolean;
  large: boolean;
  /** folder for a CPU profile of the product's process */
  profile?: string;
}

/** @param begun is told how to end, as soon as there is something that must be ended */
export async function setStage(wish: Wish, begun: (end: () => Promise<void>) => void): Promise<Stage> {
  const postgres = await startPostgres();
  const children: Child[] = [];
  const start = (file: string, core: number, options = {}) => {
    const child = startProcess(file, { core, ...options });
    children.push(child);
    return child;
  };
  let town: Town | undefined;
  let ended: Promise<void> | undefined;
  const end = async () => {
    await Promise.all(children.map((child) => child.end()));
    await town?.open.pools.end();
    await postgres.stop();
  };
  // Asked for by a signal and by the measure that it breaks off: done once.
  begun(() => (ended ??= end()));
  town = await makeTown({ url: postgres.url, master: postgres.master, folder: postgres.folder });
  const [server, bare, generator] = [
    start('server.ts', cores.measured, wish.profile ? { profile: wish.profile } : {}), start('bare.ts', cores.measured), start('generator.ts', cores.load),
  ];
  const port = await server.ask<number>('listen', town.address);
  const barePort = await bare.ask<number>('listen');
  return { postgres, town, server, port, bare, barePort, generator, under: (target, load) => measured({ postgres, generator }, target, load) };
}

/** Sends the load to a process and counts the CPU it took. */
export async function measured({ postgres, generator }: Pick<Stage, 'postgres' | 'generator'>, target: Child, load: Load): Promise<Cost> {
  const [node, database] = [await target.cpu(), postgres.cpu?.()];
  const done = await generator.ask<Done>('send', load);
  if (done.busy) console.error(`  told ${done.busy} times that it is busy, and asked again: that is in the price`);
  const used = (await target.cpu()) - node;
  return { node: used / done.steps, postgres: database === undefined ? undefined : (postgres.cpu!() - database) / done.steps, generator: done.cpu, done };
}
