/** The front door of `platform`: what every other room stands on. */
export * from './clock.ts';
export * from './days-off.ts';
export * from './ids.ts';
export * from './language.ts';
export { luhn } from './luhn.ts';
export * from './principal.ts';
export * from './problem.ts';
export { few, type Few } from './few.ts';
export * from './slots.ts';
export { readTexts, type TextParams, type Texts } from './texts.ts';
export { plannedAnew } from './database/conversation.ts';
export { builtOnce, tables } from './database/query.ts';
export { AgreedClock } from './database/agreed-clock.ts';
export { Database, type Realm, type Runner, type Scope, type Tx } from './database/transaction.ts';
export { openPools, type Pools } from './database/pools.ts';
export { migrate } from './database/migrate.ts';
export { startEmbedded, type Embedded, type EmbeddedOptions } from './database/embedded.ts';
export { Keys, KeyGone } from './keys/keys.ts';
export {
  dropUnneededKeys, lookupRehasher, rewrapDossiers, rotateDataKey, rotateLookupKey, rotateMaster, type LookupRotation,
} from './keys/rotate.ts';
export { Masters } from './keys/key-ring.ts';
export { SealBroken, type Place } from './keys/cipher.ts';
export {
  deleteDocument, deleteDocuments, listDocuments, moveDocuments, putDocument, readDocument, DocumentBroken,
  type Document, type DocumentFacts, type NewDocument,
} from './documents/documents.ts';
export { startWork, type Work, type WorkOptions } from './outbox/work.ts';
export { sealAudit } from './audit/seal.ts';
export { verifyAudit, type AuditFinding, type AuditReport } from './audit/verify.ts';
export { platform } from './platform-room.ts';
export { readsOf, type StaffRead } from './audit/read-log.ts';
export { eventsAbout, type PersonEvent } from './audit/about-person.ts';
export { tenantList } from './tenants.ts';
export type { AuditRecord } from './audit/record.ts';
export type { House, Issuer, Settings } from './house.ts';
export type { DomainEvent, EventHandler, Job, PersonData, Retention, Room } from './room.ts';
export { anyone, judge, resident, staff, type AccessRule, type Verdict } from './routes/access.ts';
export { allOf, textOf, typedIn } from './routes/fields.ts';
export * from './routes/route.ts';
export { Refused } from './server/refusals.ts';
export { isAway } from './server/away.ts';
export { asksForPage, refuseBusy } from './server/busy.ts';
export { admissionGate, askedFor, classPass, doorKeeper, type DoorKeeper, type Gate } from './server/door.ts';
export * from './server/entrance.ts';
export { allRoutes, buildServer, type ServerOptions } from './server/server.ts';
export { buildAwayServer } from './server/away-server.ts';
export { answerAway } from './server/answer-away.ts';
export { copyPages, hostList } from './server/copy-pages.ts';
export { copiesOnShelf, hasCopies } from './server/copy-shelf.ts';
export { metrics, metricsOfWorker, serveMetrics } from './server/metrics.ts';
export { openLog } from './log.ts';
export * from './composition.ts';
export * from './files/index.ts';
export * from './pdf/index.ts';
export * from './xml/index.ts';
export * from './pages/index.ts';
