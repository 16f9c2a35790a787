import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const quiet = ['--no-first-run', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A real Chromium from node_modules, which needs nothing installed beside it. Set CHROMIUM to the path of another to use
 * that. `http://<name>.localhost:<port>` reaches this machine, and counts as secure: `__Host-` cookies are kept.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM;
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox', ...quiet] });
  const folder = await unpackBrowser();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--headless=shell', ...quiet],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  });
}

/**
 * Unpacks the packaged Chromium with its libraries and fonts, once for each version and user. Beside its place and then moved, so
 * that of several test files at once none finds it half done.
 * @returns its folder
 */
async function unpackBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux on x64: set CHROMIUM to the path of a Chromium or Chrome here');
  }
  const manifest = join(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `sprang-chromium-${version}-${process.getuid?.()}`);
  if (existsSync(folder)) return folder;
  const half = mkdtempSync(`${folder}.`);
  // The package unpacks into the folder for temporary files, and the libraries of a bare system only for this surrounding.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = half;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(join(half, 'fonts', 'fonts.conf'), fontSettings(folder));
  try {
    renameSync(half, folder);
  } catch {
    // Another was first; theirs is as good.
    rmSync(half, { recursive: true, force: true });
  }
  return folder;
}

/** The package's own settings look for its fonts in fixed places. Only these fonts: pages look the same on every machine. */
function fontSettings(folder: string): string {
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui']
    .map((name) => `<alias binding="same"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>${families.join('')}</fontconfig>
`;
}
