import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { compileService, readService, versionHash, type Files, type Problem, type ServiceFolder } from '../definition/index.ts';
import { q } from '../store.ts';

/** A version that has been brought in and is looked at before it is published. */
export interface ProposedVersion {
  id: Uuid;
  service: string;
  hash: string;
  folder: ServiceFolder;
  source: 'library' | 'files' | 'earlier' | 'words';
  madeBy: Uuid;
  madeAt: Date;
}

/** Keeps a folder that has been read and found right, until it is published or thirty days have passed. */
export async function propose(tx: Tx, folder: ServiceFolder, from: { source: ProposedVersion['source']; by: Uuid }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('services.proposal').values({
    tenant_id: tx.tenant, id, service: folder.definition.service, hash: versionHash(folder), folder: JSON.stringify(folder), source: from.source,
    made_by: from.by, made_at: tx.now,
  }));
  return id;
}

/** What was brought in; undefined when it has been published or is too old. */
export async function proposalById(tx: Tx, id: Uuid): Promise<ProposedVersion | undefined> {
  const row = await tx.maybe(q.selectFrom('services.proposal').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && {
    id, service: row.service, hash: row.hash, folder: row.folder as unknown as ServiceFolder, source: row.source, madeBy: asUuid(row.made_by), madeAt: row.made_at,
  };
}

export async function dropProposal(tx: Tx, id: Uuid): Promise<void> {
  await tx.run(q.deleteFrom('services.proposal').where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/**
 * Reads files as they were chosen in a browser, which tells names but no folders: `en.yaml` is a language, `*.typ` a letter, and files
 * that are not sent stay as they are in the version in force. @returns the folder, or what is wrong with file, line and remedy
 */
export function readSent(sent: Files, before: ServiceFolder | undefined, beforeFiles: Files): { ok: true; folder: ServiceFolder } | { ok: false; problems: readonly Problem[] } {
  const named = Object.fromEntries(Object.entries(sent).map(([name, text]) => [placeOf(name), text]));
  const tables = Object.fromEntries(Object.entries(before?.tables ?? {}).map(([id, table]) => [`${id}.yaml`, JSON.stringify(table)]));
  const read = readService(before?.definition.path ?? 'service', { ...beforeFiles, ...named }, tables);
  if (!read.ok) return { ok: false, problems: read.problems };
  const compiled = compileService(read.service);
  return compiled.ok ? { ok: true, folder: read.service } : { ok: false, problems: [] };
}

function placeOf(name: string): string {
  const file = name.split(/[\\/]/).at(-1)!.toLowerCase();
  if (file === 'service.yaml' || file === 'inquiry.yaml') return file;
  return file.endsWith('.typ') ? `letters/${file}` : `texts/${file}`;
}
