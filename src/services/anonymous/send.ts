import { createHash } from 'node:crypto';
import { openWith, sealWith } from '../../identity/index.ts';
import { journey, submitted as submittedAnswers, type Answers, type Fault, type FileReference } from '../../forms/index.ts';
import { swedishDay, putDocument, withoutPdfMetadata, type House, type Language, type TenantFacts, type Tx, type Upload } from '../../platform/index.ts';
import { inspectUploads, type RefusedFile } from '../actions/save-page.ts';
import { knownUnit } from '../actions/publish.ts';
import { contextFor } from '../context.ts';
import { isUrgent, unitFor } from '../definition/index.ts';
import { seenHash, seenOf } from '../seen.ts';
import { q } from '../store.ts';
import { submitted } from '../submission.ts';
import type { ServiceVersion } from '../versions.ts';
import type { Carried } from './carried.ts';

/** What the sender is shown, once. */
export interface AnonymousReceipt {
  /** absent when nothing of it is to be found again */
  number?: string;
  code?: string;
  sentOn: string;
}

export type Sent =
  | { ok: true; receipt: AnonymousReceipt }
  /** `answers`: something is missing or wrong; `files`: some could not be taken. Nothing was kept. */
  | { ok: false; reason: 'answers'; faults: readonly Fault[] }
  | { ok: false; reason: 'files'; refused: readonly RefusedFile[] };

/**
 * Makes a case of a form that its pages carried: nobody's, in a transaction that knows of nobody who is signed in. Pressed twice, the
 * second press waits for the first and gets the same receipt, which only this browser can open.
 */
export async function sendCarried(
  at: { house: House; tenant: TenantFacts }, version: ServiceVersion, carried: Carried, uploads: readonly Upload[],
  wish: { language: Language; follow: 'code' | 'none' },
): Promise<Sent> {
  const { house, tenant } = at;
  const { good, refused } = await inspectUploads(uploads, wish.language, house.clock.now());
  // A program writes who made a document into it: nobody who sends in without saying who they are means to send that.
  for (const file of good) {
    if (file.mediaType !== 'application/pdf') continue;
    const clean = await withoutPdfMetadata(file.bytes);
    if (clean) file.bytes = clean;
    else refused.push({ field: file.field, name: file.name, reason: 'damaged' });
  }
  if (refused.length) return { ok: false, reason: 'files', refused };
  return house.db.transaction('resident', { tenant: tenant.id }, { kind: 'anyone' }, async (tx): Promise<Sent> => {
    const { compiled } = version;
    const waiting = good.map((file) => ({ ...file, id: tx.id() }));
    const answersWith = (files: readonly (FileReference & { field: string })[]): Answers => ({ ...carried.answers,
      ...Object.fromEntries([...Map.groupBy(files, ({ field }) => field)].map(([field, some]) => [field, some.map(({ field: _field, ...file }) => file)])) });
    const tried = answersWith(waiting.map(({ id, field, name, mediaType, bytes }) => ({ id, field, name, type: mediaType, size: bytes.length })));
    const { person: _nobody, ...context } = await contextFor(tx, version, wish.language, { answers: tried });
    const found = journey(compiled.form, tried, context, carried.typed);
    if (!found.complete) return { ok: false, reason: 'answers', faults: found.errors };
    const once = await claim(tx, carried.token);
    if (once) return { ok: true, receipt: once };

    const [id, keyId] = [tx.id(), await tx.createKey()];
    await tx.enter(id);
    const kept: (FileReference & { field: string })[] = [];
    for (const { field, name, mediaType, bytes } of good) {
      const { id: document, size } = await putDocument(tx, { dossierId: id, keyId, name, mediaType, bytes });
      kept.push({ field, id: document, name, type: mediaType, size });
    }
    const answers = submittedAnswers(compiled.form, answersWith(kept), context);
    const seen = seenOf(compiled.form, answers, context, { service: version.service, version: version.hash, language: wish.language });
    const unitId = await knownUnit(tx, unitFor(compiled, answers, context));
    const received = await house.slots.only(submitted)({ house, tx, tenant }, {
      id, version, part: 'application', keyId, answers, language: wish.language, seen, hash: seenHash(seen), way: 'web', unitId: unitId!,
      urgent: isUrgent(compiled, answers, context), follow: wish.follow,
    });
    const receipt: AnonymousReceipt = {
      sentOn: swedishDay(tx.now), ...(wish.follow === 'code' && { number: received.number, ...(received.code && { code: received.code }) }),
    };
    await tx.run(q.updateTable('services.sent_once').set({ sealed: sealWith(carried.token, receipt) })
      .where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(carried.token)));
    return { ok: true, receipt };
  });
}

/** Takes the one time that this form can be sent. @returns the receipt when it has been sent already */
async function claim(tx: Tx, token: string): Promise<AnonymousReceipt | undefined> {
  const made = await tx.run(q.insertInto('services.sent_once')
    .values({ tenant_id: tx.tenant, token_hash: hashOf(token), day: swedishDay(tx.now), sealed: Buffer.alloc(0) })
    .onConflict((conflict) => conflict.doNothing()));
  if (made) return undefined;
  const row = await tx.one(q.selectFrom('services.sent_once').select('sealed').where('tenant_id', '=', tx.tenant).where('token_hash', '=', hashOf(token)));
  return openWith<AnonymousReceipt>(token, row.sealed) ?? { sentOn: swedishDay(tx.now) };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
