import { type Draft, type DraftContent, openDraft } from './drafts.ts';
import { type FormContext, type Journey, journey } from '../forms/index.ts';
import { type Language, type Tx, type Uuid } from '../platform/index.ts';
import { fullName } from '../identity/index.ts';
import { contextFor, tableDayOf } from './context.ts';
import { versionById, type ServiceVersion } from './versions.ts';

/** A draft opened with everything needed to show, save or send it in. */
export interface OpenedDraft {
  draft: Draft;
  version: ServiceVersion;
  context: FormContext;
  journey: Journey;
  applicantName: string;
  /** newer questions are offered: the draft may stay on its own */
  replaced?: boolean;
}

/** Opens a draft in the room of whoever asks; undefined when there is none there. */
export async function workOnDraft(tx: Tx, id: Uuid, language: Language, options: { lock?: boolean } = {}): Promise<OpenedDraft | undefined> {
  const draft = await openDraft(tx, id, options);
  if (!draft) return undefined;
  const version = await versionById(tx, draft.versionId);
  const { person, ...context } = await contextFor(tx, version, language, {
    ...(draft.personId && { personId: draft.personId }), answers: draft.content.answers, ...(draft.content.previous && { previous: draft.content.previous }),
    ...(draft.caseId && { part: 'own' as const }),
  });
  return onItsWay({ draft, version, context, applicantName: person ? fullName(person) : '' });
}

/** The same draft as it is when `content` has been saved over it: what `workOnDraft` would open now, without asking again. */
export function asSaved({ draft, version, context, applicantName }: OpenedDraft, content: DraftContent): OpenedDraft {
  const { tableDay: _before, ...rest } = context;
  const now = { ...rest, ...tableDayOf(version, content.answers) };
  return onItsWay({ draft: { ...draft, content, revision: draft.revision + 1 }, version, context: now, applicantName });
}

/** With the way through the form, worked out when it is first asked for: a page that is saved asks only for the way after it. */
function onItsWay(opened: Omit<OpenedDraft, 'journey'>): OpenedDraft {
  const { draft: { content }, version, context } = opened;
  let way: Journey | undefined;
  return { ...opened, get journey() { return way ??= journey(version.compiled.form, content.answers, context, content.typed); } };
}
