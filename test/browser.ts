import { chromium, type Browser } from 'playwright-core';

const quiet = ['--no-first-run', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A real Chromium from node_modules, which needs nothing installed beside it. Set CHROMIUM to the path of another to use
 * that. `http://<name>.localhost:<port>` reaches this machine, and counts as secure: `__Host-` cookies are kept.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env.CHROMIUM;
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox', ...quiet] });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux on x64: set CHROMIUM to the path of a Chromium or Chrome here');
  }
  // Read when the package is loaded: without it the libraries that a bare system lacks are not unpacked.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--headless=shell', ...quiet],
    headless: true,
  });
}
