import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { findInPages, maskedPages, pageImage, pagesOf, textInPages } from './page-images.ts';
import { imagesToPdf } from './pictures.ts';
import { closePdf, renderPdf } from './render.ts';

after(closePdf);

const at = new Date('2026-11-20T09:00:00Z');
let letter: Buffer;
before(async () => {
  const data = {
    organisation: { name: 'Exempelkommun' }, heading: 'Journal', made: '20 november 2026', columns: [{ label: 'Vem' }, { label: 'Vad' }],
    rows: [['Tilda Ärlig', 'Har artros i båda knäna'], ['Bo Ek', 'Ringde']],
  };
  const made = await renderPdf({ template: { files: {}, main: 'register.typ' }, data, standard: 'a-2a', language: 'sv', title: 'Om Tilda Ärlig', at });
  assert.ok(made.ok);
  letter = made.bytes;
});

/** Every stream of a PDF, unpacked where it is packed, after everything that is not packed. */
function everythingIn(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  let all = raw;
  for (const { index } of raw.matchAll(/stream\r?\n/g)) {
    const from = index + /stream\r?\n/.exec(raw.slice(index))![0].length;
    try {
      all += inflateSync(pdf.subarray(from, raw.indexOf('endstream', from))).toString('latin1');
    } catch {
      // A stream that is not packed stands readable in the raw bytes.
    }
  }
  return all;
}

describe('the pages of a PDF', () => {
  test('are counted with their size', async () => {
    const pages = await pagesOf(letter);
    assert.ok(pages.ok);
    assert.equal(pages.pages.length, 1);
    assert.ok(Math.abs(pages.pages[0]!.width - 595.28) < 1);
  });

  test('are found by their words, also across white space and letter case', async () => {
    const found = await findInPages(letter, 'tilda   ÄRLIG');
    assert.ok(found.ok);
    assert.ok(found.masks.length >= 1);
    const none = await findInPages(letter, 'Någon annan');
    assert.deepEqual(none, { ok: true, masks: [] });
  });

  test('that are none are refused', async () => {
    assert.deepEqual(await pagesOf(Buffer.from('%PDF-1.7 but nothing more')), { ok: false, reason: 'damaged' });
    assert.deepEqual(await pageImage(letter, 9), { ok: false, reason: 'damaged' });
  });
});

test('what is masked is gone: not as text, not in a stream, not in the metadata', async () => {
  const before = await textInPages(letter);
  assert.ok(before.ok && before.text.includes('Tilda Ärlig') && before.text.includes('artros'));
  const [name, illness] = [await findInPages(letter, 'Tilda Ärlig'), await findInPages(letter, 'artros i båda knäna')];
  assert.ok(name.ok && illness.ok);
  const masked = await maskedPages(letter, [...name.masks, ...illness.masks]);
  assert.ok(masked.ok);
  const copy = await imagesToPdf(masked.images.map((bytes) => ({ bytes, mediaType: 'image/png' })), { title: 'Maskerad kopia', language: 'sv', at });
  assert.ok(copy.ok);
  const text = await textInPages(copy.bytes);
  assert.deepEqual(text, { ok: true, text: '' });
  const all = everythingIn(copy.bytes);
  for (const gone of ['Tilda', 'artros', 'Om Tilda', 'Ärlig', Buffer.from('Tilda', 'utf16le').swap16().toString('latin1')]) assert.ok(!all.includes(gone), gone);
  assert.ok(everythingIn(letter).includes('Tilda'), 'the search would have found it in the original');
});

test('what is masked is gone from the picture too, and the rest is left as it was', async () => {
  const found = await findInPages(letter, 'Tilda Ärlig');
  assert.ok(found.ok);
  const [open, closed] = [await pageImage(letter, 1), await pageImage(letter, 1, { masks: found.masks })];
  assert.ok(open.ok && closed.ok);
  const [before, now] = [dots(open.png), dots(closed.png)];
  const mask = found.masks.at(-1)!;
  let [different, inside, light] = [0, 0, 0];
  for (let y = 0; y < now.height; y++) {
    for (let x = 0; x < now.width; x++) {
      const [sx, sy] = [(x + 0.5) / now.width, (y + 0.5) / now.height];
      const within = found.masks.some((one) => sx >= one.x - 0.01 && sx <= one.x + one.width + 0.01 && sy >= one.y - 0.01 && sy <= one.y + one.height + 0.01);
      if (!within && before.at(x, y) !== now.at(x, y)) different += 1;
      if (sx >= mask.x && sx <= mask.x + mask.width && sy >= mask.y && sy <= mask.y + mask.height) {
        inside += 1;
        if (now.at(x, y) !== 0) light += 1;
      }
    }
  }
  assert.ok(inside > 50);
  assert.deepEqual({ different, light }, { different: 0, light: 0 });
});

/** Reads back the PNGs that we write: no filter, grey or red, green and blue. */
function dots(png: Buffer): { width: number; height: number; at(x: number, y: number): number } {
  const [width, height, grey] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 0];
  const packed = png.subarray(41, 41 + png.readUInt32BE(33));
  const rows = inflateSync(packed);
  const per = grey ? 1 : 3;
  return { width, height, at: (x, y) => rows[y * (1 + width * per) + 1 + x * per]! };
}
