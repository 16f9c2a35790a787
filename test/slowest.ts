import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

const most = 15;

/** Reporter: which files took the longest, so that it is seen when one of them has begun to cost more than it proves. Judges nothing: it depends on the machine. */
export default async function* slowest(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { file: string; seconds: number }[] = [];
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file !== undefined) files.push({ file: relative(process.cwd(), data.file), seconds: data.duration_ms / 1_000 });
  }
  if (files.length < 2) return;
  files.sort((a, b) => b.seconds - a.seconds);
  const all = files.reduce((sum, { seconds }) => sum + seconds, 0);
  yield `# ${files.length} files, ${all.toFixed(0)} s one after another; the longest:\n`;
  for (const { file, seconds } of files.slice(0, most)) yield `# ${seconds.toFixed(1).padStart(6)} s  ${file}\n`;
}
