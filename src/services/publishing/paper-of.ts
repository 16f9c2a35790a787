import type { Language, Tx } from '../../platform/index.ts';
import { authorityFor, whatIsMissing } from '../actions/publish.ts';
import { compileService, versionHash } from '../definition/index.ts';
import { paperSender, renderPaper } from '../paper/pdf.ts';
import type { ProposedVersion } from './proposals.ts';
import type { ServiceVersion } from '../versions.ts';

/** All questions of a proposed version as its paper form: what it will ask, for whoever reads no YAML. Undefined when it cannot be made yet. */
export async function paperOf(tx: Tx, { id, folder }: ProposedVersion, language: Language): Promise<Buffer | undefined> {
  const compiled = compileService(folder);
  const authorityId = await authorityFor(tx, folder.definition.authority);
  if (!compiled.ok || !authorityId || (await whatIsMissing(tx, folder)).length) return undefined;
  const { service, path } = folder.definition;
  const version: ServiceVersion = { id, service, path, hash: versionHash(folder), authorityId, validFrom: '', compiled: compiled.service };
  const made = await renderPaper(version, language, await paperSender(tx, version, language), tx.now);
  return made.ok ? made.bytes : undefined;
}
