import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCompilerPool } from './pool.ts';
import type { CompileJob } from './protocol.ts';
import { closePdf, renderPdf, type PdfRequest, type PdfResult } from './render.ts';
import { textOfPdf } from './text-of-pdf.ts';
import { makePng } from '../files/fixtures.ts';

after(closePdf);

const png = makePng(2, 2);
const loop = '#let n = 0\n#for i in range(100000) { for j in range(100000) { n += 1 } }';

function render(source: string, change: Partial<PdfRequest> = {}): Promise<PdfResult> {
  return renderPdf({
    template: { files: { 'letters/one.typ': source }, main: 'letters/one.typ' },
    data: {}, standard: 'ua-1', language: 'sv', title: 'Prov', at: new Date('2026-11-22T10:00:00Z'), ...change,
  });
}

async function bytesOf(source: string, change: Partial<PdfRequest> = {}): Promise<Buffer> {
  const result = await render(source, change);
  assert.ok(result.ok, JSON.stringify(result));
  return result.bytes;
}

async function refusalOf(source: string, change: Partial<PdfRequest> = {}): Promise<Exclude<PdfResult, { ok: true }>> {
  const result = await render(source, change);
  assert.ok(!result.ok, 'it should have been refused');
  return result;
}

describe('a document', () => {
  it('is a tagged PDF with title, language and date, whatever its template says', async () => {
    const raw = (await bytesOf('= Hej', { title: 'Beslut om å, ä & ö' })).toString('utf8');
    assert.match(raw, /^%PDF-/);
    assert.match(raw, /\/MarkInfo <<\s+\/Marked true/);
    assert.match(raw, /\/StructTreeRoot/);
    assert.match(raw, /\/S \/H1/);
    assert.match(raw, /\/Lang \(sv\)/);
    assert.match(raw, /<dc:title>.*Beslut om å, ä &amp; ö<\/rdf:li>/);
    assert.match(raw, /\/DisplayDocTitle true/);
    assert.match(raw, /<xmp:CreateDate>2026-11-22T10:00:00/);
  });

  for (const [standard, marks] of [
    ['ua-1', ['<pdfuaid:part>1<']],
    ['a-2a', ['<pdfaid:part>2<', '<pdfaid:conformance>A<']],
    ['a-3b', ['<pdfaid:part>3<', '<pdfaid:conformance>B<']],
  ] as const) {
    it(`calls itself ${standard} when that was asked`, async () => {
      const raw = (await bytesOf('= Hej', { standard })).toString('utf8');
      for (const mark of marks) assert.ok(raw.includes(mark), mark);
    });
  }

  it('is in easy Swedish marked as Swedish, and in English as English', async () => {
    assert.match((await bytesOf('= Hej', { language: 'sv-simple' })).toString('latin1'), /\/Lang \(sv\)/);
    assert.match((await bytesOf('= Hi', { language: 'en' })).toString('latin1'), /\/Lang \(en\)/);
  });

  it('is the same bytes for the same request', async () => {
    assert.ok((await bytesOf('= Hej')).equals(await bytesOf('= Hej')));
  });

  it('shows text from a person as it was written, never as markup', async () => {
    const text = '#read("/etc/passwd") *fet* _kurs_ $x^2$ = rubrik `kod` @ref <etikett> \\ // -- "citat" #{1+1} [a]';
    assert.equal(textOfPdf(await bytesOf('#json("/data.json").text', { data: { text } })), text);
  });

  it('hyphenates as Swedish does', async () => {
    const source = '#set page(width: 4.2cm, margin: 1cm)\n#set text(hyphenate: true)\nfärdtjänsthandläggare';
    assert.match(textOfPdf(await bytesOf(source)), /^färdtjänst\u00ad\nhandläg/);
  });

  it('fails where the standard is not met: a picture without words for it', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    const template = { files: { 'a.typ': '#image("mark.svg")', 'mark.svg': svg }, main: 'a.typ' };
    const refused = await refusalOf('', { template });
    assert.equal(refused.reason, 'template');
    assert.match(refused.message, /PDF\/UA-1 error: missing alt text/);
  });
});

describe('a broken template', () => {
  it('is refused with its file and line', async () => {
    const refused = await refusalOf('= Hej\n\n#missing');
    assert.deepEqual(refused, {
      ok: false, reason: 'template', message: 'unknown variable: missing', path: 'letters/one.typ', line: 3,
    });
  });

  it('is refused when its main file is not there', async () => {
    assert.match((await refusalOf('', { template: { files: {}, main: 'gone.typ' } })).message, /no file gone\.typ/);
  });

  it('that loops is stopped, and the next letter is made', async () => {
    assert.equal((await refusalOf(loop, { timeoutMs: 300 })).reason, 'timeout');
    await bytesOf('= Nästa');
  });

  it('that eats memory is stopped, and the next letter is made', async () => {
    const refused = await refusalOf('#range(40000000).len()', { maxBytes: 200 * 1024 * 1024, timeoutMs: 60_000 });
    assert.match(refused.message, /too much memory/);
    await bytesOf('= Nästa');
  });

  it('that brings the compiler down is refused, and the next letter is made', async () => {
    const refused = await refusalOf(`#${'('.repeat(100_000)}`);
    assert.match(refused.message, /stopped unexpectedly/);
    await bytesOf('= Nästa');
  });
});

describe('a template sees only its own files', () => {
  it('reads what was given to it', async () => {
    const template = { files: { 'a.typ': '#read("folder/note.txt")', 'folder/note.txt': 'egen' }, main: 'a.typ' };
    assert.equal(textOfPdf(await bytesOf('', { template })), 'egen');
  });

  it('nothing of the letter before is left', async () => {
    await bytesOf('', { template: { files: { 'a.typ': 'a', 'left.txt': 'hemlig' }, main: 'a.typ' } });
    assert.equal((await refusalOf('#read("/left.txt")')).message, 'file not found');
  });

  it('no file of the machine, by any way of writing it', async () => {
    const secret = join(tmpdir(), `sprang-test-${randomUUID()}.txt`);
    await writeFile(secret, 'hemlig');
    try {
      const up = '../'.repeat(12);
      for (const path of [secret, `${up}${secret.slice(1)}`, `//${secret}`, `file://${secret}`, '/etc/passwd', '../../etc/passwd']) {
        for (const call of ['read(P)', 'json(P)', 'include P', 'image(P, alt: "x")', 'bibliography(P)', 'plugin(P)']) {
          const refused = await refusalOf(`#${call.replace('P', JSON.stringify(path))}`);
          assert.match(refused.message, /file not found|access denied/, `${call} ${path}`);
          assert.ok(!refused.message.includes(tmpdir()), 'the answer names no folder of ours');
        }
      }
    } finally {
      await rm(secret);
    }
  });

  it('no picture of the machine through a link in an SVG, only one of its own', async () => {
    const picture = join(tmpdir(), `sprang-test-${randomUUID()}.png`);
    await writeFile(picture, png);
    const svg = (href: string): string => '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
      + ` width="9" height="9"><image xlink:href="${href}" href="${href}" width="9" height="9"/></svg>`;
    const hasPicture = async (href: string): Promise<boolean> => {
      const files = { 'a.typ': '#image("m.svg", alt: "x")', 'm.svg': svg(href), 'own.png': png };
      const result = await render('', { template: { files, main: 'a.typ' } });
      return result.ok && result.bytes.includes('/Subtype /Image');
    };
    try {
      assert.equal(await hasPicture('own.png'), true);
      for (const href of [picture, `file://${picture}`, `../../../../../../..${picture}`]) {
        assert.equal(await hasPicture(href), false, href);
      }
    } finally {
      await rm(picture);
    }
  });

  it('no file under a name that climbs or is the workspace\'s own', async () => {
    for (const name of ['../a.typ', '/a.typ', 'x/../../a.typ', 'data.json', 'sprang-main.typ', 'a b.typ']) {
      const refused = await refusalOf('', { template: { files: { [name]: '', 'a.typ': '' }, main: 'a.typ' } });
      assert.match(refused.message, /not allowed/, name);
    }
  });

  it('no packages, said plainly with the line', async () => {
    const refused = await refusalOf('\n#import "@preview/tablex:0.0.8": *');
    assert.deepEqual([refused.message, refused.line], ['Packages are not allowed in a template.', 2]);
  });

  it('no network, also when a proxy is set and the package name is put together', async () => {
    let connections = 0;
    const proxy = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const before = { https: process.env['HTTPS_PROXY'], all: process.env['ALL_PROXY'] };
    Object.assign(process.env, { HTTPS_PROXY: address, ALL_PROXY: address });
    const pool = createCompilerPool({ size: 1, maxWaiting: 1 });
    try {
      const files = { 'a.typ': '#let p = "@pre" + "view/tablex:0.0.8"\n#import p: *' };
      const ended = await pool.run(job({ files, main: 'a.typ' }));
      assert.ok(ended.end === 'done' && !ended.outcome.ok, JSON.stringify(ended));
      assert.equal(connections, 0);
    } finally {
      pool.close();
      proxy.close();
      restore('HTTPS_PROXY', before.https);
      restore('ALL_PROXY', before.all);
    }
  });

  it('no eval, which could make markup of a person\'s text', async () => {
    assert.match((await refusalOf('#eval(json("/data.json").text)')).message, /eval is not allowed/);
  });
});

describe('the pool', () => {
  it('says busy instead of piling up', async () => {
    const pool = createCompilerPool({ size: 1, maxWaiting: 1 });
    const jobs = [1, 2, 3].map(() => pool.run(job({ files: { 'a.typ': loop }, main: 'a.typ' })));
    assert.deepEqual(await jobs[2], { end: 'busy' });
    pool.close();
    assert.deepEqual(await Promise.all(jobs.slice(0, 2)), [{ end: 'closed' }, { end: 'closed' }]);
    assert.deepEqual(await pool.run(job({ files: { 'a.typ': 'a' }, main: 'a.typ' })), { end: 'closed' });
  });

  it('gives each of many letters at once its own text', async () => {
    const texts = Array.from({ length: 24 }, (_, index) => `Brev nummer ${index}`);
    const letters = await Promise.all(texts.map((text) => bytesOf('#json("/data.json").text', { data: { text } })));
    assert.deepEqual(letters.map(textOfPdf), texts);
  });

  it('has compilers that end themselves when nobody is left to end them', async () => {
    const settings = { workspace: '/nowhere', fonts: fileURLToPath(new URL('./fonts', import.meta.url)), graceMs: 0 };
    const compiler = fork(fileURLToPath(new URL('./compiler.ts', import.meta.url)), [JSON.stringify(settings)], {
      execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    compiler.send({ id: 1, job: job({ files: { 'a.typ': loop }, main: 'a.typ', timeoutMs: 300 }) });
    const [, signal] = await once(compiler, 'exit');
    assert.equal(signal, 'SIGKILL');
  });
});

function job(change: Partial<CompileJob>): CompileJob {
  return {
    files: {}, main: '', inputs: {}, standard: 'a-3b', createdAt: 0, timeoutMs: 60_000, maxBytes: 512 * 1024 * 1024, ...change,
  };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
