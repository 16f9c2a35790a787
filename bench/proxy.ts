import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPage } from './browser.ts';
import { cpuOf } from './postgres-cpu.ts';
import { pin } from './process.ts';

const deploy = join(import.meta.dirname, '../deploy');

/** HAProxy in front of a server, as `deploy/haproxy.cfg` says, without TLS. */
export interface Proxy {
  port: number;
  /** CPU so far, µs */
  cpu(): number;
  end(): Promise<void>;
}

/** @returns undefined where HAProxy is not installed */
export async function startProxy(to: { port: number; host: string; folder: string; core: number }): Promise<Proxy | undefined> {
  const program = ['haproxy', '/usr/sbin/haproxy'].find((path) => spawnSync(path, ['-v']).status === 0);
  if (!program) return undefined;
  const port = await freePort();
  const file = join(to.folder, 'haproxy.cfg');
  writeFileSync(file, changed(readFileSync(join(deploy, 'haproxy.cfg'), 'utf8'), [
    [/^ *log .*\n/gm, ''],
    [/^frontend plain\n(?: .*\n)+/m, ''],
    [/bind :443 ssl .*/, `bind 127.0.0.1:${port}`],
    [/\/etc\/haproxy\/refused\.html/g, join(deploy, 'refused.html')],
    [/127\.0\.0\.1:3000/, `127.0.0.1:${to.port}`],
  ]));
  const child = spawn(program, ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const ended = once(child, 'exit');
  const end = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  for (let tries = 0; !await fetchPage(port, '/', { host: to.host, accept: 'text/html' }).then(({ status }) => status === 200, () => false); tries++) {
    if (child.exitCode !== null || tries === 100) {
      await end();
      throw new Error(`HAProxy does not serve: ${said}`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  pin(child.pid!, to.core);
  return { port, end, cpu: () => cpuOf(child.pid!) };
}

/** The configuration that is shipped, changed only where it stands elsewhere. @throws when something to change is not there any more */
function changed(text: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`deploy/haproxy.cfg has nothing like ${from}`);
    return after;
  }, text);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
