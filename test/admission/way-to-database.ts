import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A way to PostgreSQL that can be made slow, stopped or cut off. */
export interface Way {
  /** the database, by this way */
  url: string;
  /** whatever is said is on its way this long (ms); 0 is as fast as it goes */
  slow(pause: number): void;
  /** nothing comes through, and no connection ends: so does a PostgreSQL that hangs */
  hang(): void;
  /** every connection ends, and there are no new ones */
  cut(): void;
  mend(): void;
  end(): Promise<void>;
}

/** @param url the owner's connection string */
export async function wayTo(url: string): Promise<Way> {
  const to = new URL(url);
  const sockets = new Set<Socket>();
  const state = { pause: 0, isCut: false, goesOn: Promise.resolve(), goOn: () => undefined as void };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // Whoever is cut off says so on the socket: that is what is tried.
    socket.on('error', () => undefined).on('close', () => { sockets.delete(socket); });
    return socket;
  };
  const carry = (from: Socket, on: Socket) => {
    let said = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      said = said.then(async () => {
        if (state.pause) await sleep(state.pause);
        await state.goesOn;
        on.write(chunk);
      });
    }).on('close', () => { void said.then(() => { on.end(); }); });
  };
  const server = createServer((near) => {
    keep(near);
    if (state.isCut) return void near.destroy();
    const far = keep(connect(Number(to.port), to.hostname));
    carry(near, far);
    carry(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  here.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    state.isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: here.href, cut,
    slow: (pause) => { state.pause = pause; },
    hang: () => { ({ promise: state.goesOn, resolve: state.goOn } = Promise.withResolvers<void>()); },
    mend: () => {
      state.isCut = false;
      state.goOn();
    },
    end: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
