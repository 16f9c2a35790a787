import { journey, type Answers } from '../../../forms/index.ts';
import { listDelegations, type Delegation } from '../../../organisation/index.ts';
import type { Tx } from '../../../platform/index.ts';
import { mayBeAutomatic } from '../../../services/index.ts';
import { changedAnswers } from '../../model/automation/unchanged.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { entriesOf } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { lastGranted } from '../application/last-granted.ts';
import { amountOf, type DecisionPlan } from '../decision/propose-decision.ts';

/** What a rule needs to grant a renewal, when nothing speaks against it. */
export type Tried =
  | { ok: true; delegation: Delegation; previous: CaseFile }
  /** every reason that a person must decide, in words to the officer */
  | { ok: false; why: string[] };

/**
 * Tries whether a renewal may be granted in full by a rule: nothing is unlike last time, everything can be worked out, nobody has said
 * anything that must be read, and what is granted is all of what is sought. Anything else is for a person; no rule ever refuses.
 */
export async function whyNotAutomatic(tx: Tx, opened: OpenedCase, plan: DecisionPlan): Promise<Tried> {
  const { file, version } = opened;
  const { compiled } = version;
  const { definition } = compiled.folder;
  const { application, within, submission, calculation } = plan.basis;
  const automatic = definition.automatic!;
  const previous = await lastGranted(tx, file, [definition.renews?.service ?? []].flat());
  const delegation = (await listDelegations(tx, file.authorityId)).find(({ point }) => point === automatic.point);
  const total = amountOf(plan);
  const why = [
    ...unless(!file.protected, 'En part har skyddade personuppgifter.'),
    ...unless(file.channel === 'web' && submission.content.entry === undefined, 'Ansökan kom inte in av den sökande själv på webben.'),
    ...unless(!file.urgent, 'Den sökande har svarat att läget är akut.'),
    ...unless(file.waitingFor === null && calculation !== null, 'Ansökan är inte komplett.'),
    ...unless((await entriesOf(tx, file.id)).every(({ kind }) => kind === 'received' || kind === 'ownPartReceived'), 'Något har redan hänt i ärendet.'),
    ...unless((await partiesOf(tx, file.id)).every(({ role, signedAt, untilAt }) => signedAt !== null || role === 'applicant' || untilAt !== null), 'Alla har inte skrivit under.'),
    ...journey(compiled.form, application, within).staffWarnings.map((fault) => (fault.textKey ? compiled.form.text(fault.textKey, 'sv') : fault.code)),
    ...unless(await heldFor(tx, opened, plan), 'Svaren uppfyller inte villkoren för ett automatiskt beslut.'),
    ...unless(plan.target.key === automatic.decision && plan.items.length > 0, 'Det som söks är inte det som får beslutas automatiskt.'),
    ...unless(plan.items.every(({ key }) => plan.main.per !== 'part' || plan.proposed.get(key) !== undefined), 'En del av det som söks går inte att räkna ut.'),
    ...unless(total === undefined ? plan.main.per !== 'part' : total > 0, 'Uträkningen ger inget att betala ut.'),
    ...unless((calculation ?? []).every(({ applies, amount }) => !applies || amount !== undefined), 'Uträkningen saknar ett svar.'),
    ...reasonsAgainst(previous, definition.renews?.fetch ?? [], submission.content.answers),
    ...unless(delegation !== undefined, `Punkt ${automatic.point} finns inte i nämndens delegationsordning.`),
    ...unless(!delegation || !delegation.fourEyes, 'Delegationsordningen kräver att två personer beslutar.'),
    ...unless(!delegation || delegation.unitIds.length === 0 || delegation.unitIds.includes(file.unitId), `Punkt ${automatic.point} gäller inte enheten.`),
    ...unless(!delegation || delegation.limitOre === null || (total ?? 0) <= Number(delegation.limitOre), `Beloppet är högre än punkt ${automatic.point} tillåter.`),
  ];
  return why.length || !delegation || !previous ? { ok: false, why: [...new Set(why)] } : { ok: true, delegation, previous: previous.file };
}

function unless(fine: boolean, reason: string): string[] {
  return fine ? [] : [reason];
}

function reasonsAgainst(previous: { answers: Answers } | undefined, fetched: readonly string[], now: Answers): string[] {
  if (!previous) return ['Det finns inget tidigare beslut om bifall till allt, att jämföra med.'];
  const changed = changedAnswers(fetched, now, previous.answers);
  return changed.length ? ['Svaren är inte desamma som förra gången.'] : [];
}

/** The condition holds for the household, and for the answers of each of those who apply together: a yes from one must not hide the other's. */
async function heldFor(tx: Tx, { file, version: { compiled } }: OpenedCase, { basis: { application, within, submission } }: DecisionPlan): Promise<boolean> {
  const own = (await submissionsOf(tx, file.id)).filter(({ kind }) => kind === 'own').map(({ content }) => content.answers);
  const each = [application, submission.content.answers, ...own.map((part) => ({ ...submission.content.answers, ...part }))];
  return each.every((answers) => mayBeAutomatic(compiled, answers, within));
}
