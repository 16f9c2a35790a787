import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigProblem } from '../problem.ts';
import { createCluster, ensureDatabase } from './embedded/cluster.ts';
import { findHome, type Home } from './embedded/home.ts';
import { occupy, type Occupancy } from './embedded/occupancy.ts';
import { clearTheWay, freePort, run, stopServer, type Server } from './embedded/server.ts';

export interface EmbeddedOptions {
  /** Folder for the database, its log and its password; made if missing. */
  directory: string;
  /** Told in plain words what an operator should know. */
  log: (message: string) => void;
  /** Settings of PostgreSQL besides ours, such as `{ fsync: 'off' }` for a database that is thrown away. */
  settings?: Record<string, string>;
  /** Use a database that another process of ours runs there already, rather than refuse. For `sprang <command>`. */
  join?: boolean;
}

export interface Embedded {
  /** Connection of the owner: may make roles, is not a superuser. */
  url: string;
  /** Folder where the database really lies: `directory`, or another if the database's account cannot reach that. */
  where: string;
  /** Ends the database cleanly. Does nothing the second time, or for one that was only joined. */
  stop(): Promise<void>;
}

const attempts = 5;

/**
 * Starts the PostgreSQL that came with `npm ci`, on 127.0.0.1 and a free port, with its data in `directory`.
 * What a killed process left behind is cleared away first, and a server that dies is started again on the same port.
 * @throws ConfigProblem when one is running there already, when the folder cannot be used, or when there is no PostgreSQL
 *   for this machine; Error with the end of PostgreSQL's log when it does not start.
 */
export async function startEmbedded({ directory, log, settings = {}, join = false }: EmbeddedOptions): Promise<Embedded> {
  const home = findHome(directory, log);
  const occupancy = occupy(home);
  if (!occupancy.ours) {
    if (join && occupancy.url) return { url: occupancy.url, where: home.folder, stop: async () => undefined };
    throw new ConfigProblem('SPRANG_VAR', `Språng kör redan med databasen i ${home.folder} (process ${occupancy.pid})`,
      'Avsluta den processen först, eller ge den här en egen mapp i SPRANG_VAR');
  }
  try {
    await createCluster(home, log);
    const server = await startPatiently(home, settings, await freePort(), log);
    const url = await ensureDatabase(home, server.port);
    occupancy.announce(url);
    return supervise(home, server, occupancy, { url, settings, log });
  } catch (error) {
    await stopServer(home);
    occupancy.leave();
    throw error;
  }
}

/** A port may be taken between choosing and using it, and remains of a killed server may need a moment to go. */
async function startPatiently(home: Home, settings: Record<string, string>, wanted: number, log: EmbeddedOptions['log']) {
  for (let attempt = 1, port = wanted; ; attempt++, port = await freePort()) {
    await clearTheWay(home, log);
    try {
      return await run(home, port, settings);
    } catch (error) {
      if (attempt === attempts) throw error;
      await sleep(200 * attempt);
    }
  }
}

function supervise(home: Home, first: Server, occupancy: Occupancy & { ours: true },
  { url, settings, log }: { url: string; settings: Record<string, string>; log: EmbeddedOptions['log'] }): Embedded {
  let server = first;
  let stopping: Promise<void> | undefined;

  const watch = async () => {
    await server.ended;
    if (stopping) return;
    log('Databasen avslutades oväntat och startas igen');
    try {
      server = await restart();
      void watch();
    } catch (error) {
      log(`Databasen gick inte att starta igen: ${(error as Error).message}`);
    }
  };
  // On the same port: whoever holds the address finds the database there again.
  const restart = async () => {
    for (let attempt = 1; ; attempt++) {
      await clearTheWay(home, log);
      try {
        return await run(home, first.port, settings);
      } catch (error) {
        if (stopping || attempt === attempts) throw error;
        await sleep(200 * attempt);
      }
    }
  };
  const stop = async () => {
    await stopServer(home);
    await server.gone();
    occupancy.leave();
  };
  void watch();
  return { url, where: home.folder, stop: () => (stopping ??= stop()) };
}
