import { demands } from '../../classification/index.ts';
import { asUuid, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable, Bookables, OutcomeRule } from '../../booking/index.ts';
import { mayActIn } from '../acting.ts';
import { knownUnit } from '../actions/publish.ts';
import { startDraft } from '../actions/start.ts';
import { contextFor } from '../context.ts';
import { bookingStops, localise, type Service } from '../definition/index.ts';
import { openDraft } from '../drafts.ts';
import { helpFor } from '../help.ts';
import { currentVersions, inLanguage, versionById, type InForce } from '../versions.ts';

/** What `booking` is told of the services that have times: definitions in the words of a language, their rules tried, the way on to the questions. */
export const bookableServices: Bookables = {
  async all(tx, language) {
    const found: Bookable[] = [];
    for (const version of await currentVersions(tx)) {
      if (version.compiled.folder.definition.booking) found.push(await toBookable(tx, version, language));
    }
    return found;
  },
  byVersion: async (tx, id, language) => toBookable(tx, await versionById(tx, id), language),
  async stops(tx, { versionId }, personId, visit, language) {
    const version = await versionById(tx, versionId);
    const context = await contextFor(tx, version, language, personId ? { personId } : {});
    const { definition } = localise(version.compiled.folder, language);
    const held = new Set(bookingStops(version.compiled, { ...context, variables: { visit: { ...visit } } }).map(({ id }) => id));
    return (definition.booking?.stops ?? []).filter(({ id }) => held.has(id)).map(({ id, say, override }) => ({ id, say, override }));
  },
  mayAct: async (tx, who, { versionId }) => mayActIn(tx, who, await versionById(tx, versionId)),
  begin: async ({ house, tx }, who, { versionId }, language) => startDraft(house, tx, await versionById(tx, versionId), who, language),
  async isOpenDraft(tx, draftId, { service }) {
    const draft = await openDraft(tx, draftId);
    return draft !== undefined && !draft.submitted && (await versionById(tx, draft.versionId)).service === service;
  },
  hrefOfDraft: (draftId) => `/ansokan/${draftId}`,
  help: async ({ tx, tenant, language }, { versionId }) => helpFor(tx, tenant, await versionById(tx, versionId), language),
};

async function toBookable(tx: Tx, version: InForce, language: Language): Promise<Bookable> {
  const { definition } = inLanguage(version, language);
  const booking = definition.booking!;
  const { confidentiality } = definition.information;
  return {
    service: definition.service, path: version.path, name: definition.name, summary: definition.summary, versionId: version.id, authorityId: version.authorityId,
    unitId: await unitOf(tx, definition), confidentiality, level: demands(definition.information).level,
    kinds: booking.kinds.map(({ id, sv, after, once, called, series }) => ({
      id, name: sv, once, called, ...(series && { series }), ...(after && { after: { kind: after.kind, from: after.from, until: after.until } }),
    })),
    holdMinutes: booking.holdMinutes, changeHours: booking.changeHours, remindHours: booking.remindHours, letterDays: booking.letterDays,
    ...(booking.waiting && { answerHours: booking.waiting.answerHours }),
    prepare: booking.prepare.map(({ sv }) => sv), limits: booking.stops.map(({ say }) => say),
    ...(booking.outcome && { outcome: outcomeOf(booking.outcome) }),
    keep: { booking: keepOf(definition, 'booking'), outcome: keepOf(definition, 'outcome') },
    ...(version.stopped && { stopped: { why: version.stopped.why[language] ?? version.stopped.why.sv, ...(version.stopped.until && { until: version.stopped.until }) } }),
  };
}

function outcomeOf({ sv, fields, assess, laboratory, report, certificate, say, wait }: NonNullable<NonNullable<Service['booking']>['outcome']>): OutcomeRule {
  return {
    name: sv, fields: fields.map(({ id, sv: label, type, options, optional, batch, told }) => ({
      id, label, type, optional, batch, told, options: options.map((option) => ({ id: option.id, label: option.sv, ...(option.say && { say: option.say }) })),
    })),
    ...(assess && { assess }), ...(laboratory && { laboratory }), ...(report && { report }), ...(certificate && { certificate: { title: certificate.title, text: certificate.text, ...(certificate.fields && { fields: certificate.fields }) } }), ...(say && { say }), ...(wait && { wait }),
  };
}

/** Kept for ever is a hundred years here: a day must be named, and the plan is read again before it comes. */
function keepOf({ retention }: Service, type: 'booking' | 'outcome'): string {
  const keep = retention[type]?.keep ?? 'P2Y';
  return keep === 'forever' ? 'P100Y' : keep;
}

/** The unit whose staff have to do with the times: who would get the service's cases. */
async function unitOf(tx: Tx, { route }: Service): Promise<Uuid> {
  return asUuid((await knownUnit(tx, route.at(-1)!.to))!);
}
