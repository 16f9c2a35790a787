/**
 * The compiler's own process. Started by pool.ts as plain Node (which strips these types itself), so it imports
 * nothing of ours but types: no database, no keys, no configuration can be reached from a template.
 *
 * Why a process and not a worker thread: the compiler is native code, and `worker.terminate()` waits for it
 * (measured: asked to stop a looping template after 0.2 s, it stopped 2.9 s later, when the loop ended by itself).
 * A process can be killed at once, and a crash or a memory hog in it takes nothing else with it.
 */
import { Worker } from 'node:worker_threads';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { CompileJob, CompileOutcome, CompilerSettings, JobMessage } from './protocol.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as CompilerSettings;
const { workspace } = settings;

// Ctrl-C reaches the whole process group: finish the letter at hand, then leave with the parent.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

/** When the job at hand must be done (milliseconds since 1970), and the memory it may use; 0 between jobs. */
const limits = new BigInt64Array(new SharedArrayBuffer(16));
startWatchdog();
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [settings.fonts] }] });

process.on('message', ({ id, job }: JobMessage) => {
  Atomics.store(limits, 0, BigInt(Date.now() + job.timeoutMs));
  Atomics.store(limits, 1, BigInt(job.maxBytes));
  const outcome = compile(job);
  limits.fill(0n);
  process.send?.({ id, outcome });
});
process.send?.('ready');

function compile(job: CompileJob): CompileOutcome {
  compiler.resetShadow();
  for (const [path, content] of Object.entries(job.files)) {
    compiler.mapShadow(`${workspace}/${path}`, Buffer.isBuffer(content) ? content : Buffer.from(content));
  }
  try {
    const compiled = compiler.compile({
      mainFilePath: `${workspace}/${job.main}`,
      inputs: job.inputs,
      resetRead: true,
    });
    if (!compiled.result) return refusalOf(compiled.takeError() ?? compiled.takeDiagnostics());
    const pages = compiled.result.numOfPages;
    const bytes = compiler.pdf(compiled.result, { pdfStandard: job.standard, creationTimestamp: job.createdAt });
    return { ok: true, bytes, pages };
  } catch (error) {
    return { ok: false, message: exportMessage(error) };
  } finally {
    // Nothing of one person's letter stays in memory for the next; measured, this costs no time.
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}

interface Diagnostic {
  message: string;
  path?: string;
  range?: { start?: { line?: number } };
  severity?: number;
}

function refusalOf(error: NodeError | null): CompileOutcome {
  const diagnostics = (error ? compiler.fetchDiagnostics(error) : []) as Diagnostic[];
  const first = diagnostics.find((one) => one.severity === 1) ?? diagnostics[0];
  if (!first) return { ok: false, message: 'The template could not be compiled.' };
  const line = first.range?.start?.line;
  return {
    ok: false,
    message: first.message,
    ...(first.path ? { path: first.path } : {}),
    ...(line === undefined ? {} : { line: line + 1 }),
  };
}

/** Export errors (a missing alt text, say) come as the text of a Rust value and know no line. */
function exportMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
  return messages.length > 0 ? messages.join('; ').replaceAll('\\"', '"') : text;
}

/**
 * Ends this process when it uses too much memory, or when a job outlives its time although the parent is gone or busy.
 * It runs on a thread of its own, because the main one is inside native code all that time.
 */
function startWatchdog(): void {
  const source = `
    const { workerData } = require('node:worker_threads');
    const { writeSync } = require('node:fs');
    const { limits, graceMs } = workerData;
    const stop = (why) => { writeSync(2, why); process.kill(process.pid, 'SIGKILL'); };
    setInterval(() => {
      const end = Number(Atomics.load(limits, 0));
      const maxBytes = Number(Atomics.load(limits, 1));
      if (maxBytes > 0 && process.memoryUsage.rss() > maxBytes) stop('memory limit');
      if (end > 0 && Date.now() > end + graceMs) stop('time limit');
    }, 15);`;
  new Worker(source, { eval: true, workerData: { limits, graceMs: settings.graceMs } }).unref();
}
