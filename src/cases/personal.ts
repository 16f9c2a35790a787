import { asUuid, type PersonData, type Retention, type Tx, type Uuid } from '../platform/index.ts';
import { destroyDue } from './actions/register/destroy-due.ts';
import { forgetAbsences } from './store/officers/absences.ts';
import { findCase } from './store/case/case-file.ts';
import { entriesOf } from './store/case/entries.ts';
import { inTurn } from './store/in-turn.ts';
import { otherAnswer, otherFacts, othersOfPerson, otherShown } from './store/parties/other-parties.ts';
import { submissionsOf } from './store/application/submissions.ts';
import { q } from './store/tables.ts';

export const personData: PersonData = {
  columns: [
    'cases.party.person_id', 'cases.party.facts_cipher', 'cases.entry.author_id', 'cases.entry.cipher', 'cases.submission.content_cipher',
    'cases.submission.attestation_cipher', 'cases.submission.submitted_by', 'cases.assignment.note_cipher', 'cases.opening.note_cipher',
    'cases.inquiry.content_cipher', 'cases.request.content_cipher', 'cases.request.answer_cipher', 'cases.request.answered_by', 'cases.replacement.said_by',
    'cases.decision.content_cipher', 'cases.matter.content_cipher', 'cases.matter.begun_by', 'cases.confirmation.note_cipher', 'cases.decision_item.content_cipher', 'cases.permit.content_cipher', 'cases.appeal.content_cipher',
    'cases.name_word.hash', 'cases.task.what_cipher', 'cases.delay_request.content_cipher', 'cases.agenda_item.statement_cipher',
    'cases.agenda_item.minutes_cipher', 'cases.appeal_outcome.content_cipher', 'cases.hold.reason_cipher',
    'cases.other_party.person_id', 'cases.other_party.facts_cipher', 'cases.other_party.shown_cipher', 'cases.other_party.answer_cipher',
    'cases.access_code.code_hash', 'cases.access_code.link_hash', 'cases.code_session.token_hash', 'cases.code_attempt.address_hash',
    'cases.notice.posted_by', 'cases.notice.taken_down_by',
  ],
  async export(tx, person) {
    const found: unknown[] = [];
    for (const { caseId, partyId, untilAt } of await partiesOfPerson(tx, person)) {
      const { state, closed_at: closedAt, ...file } = await tx.one(q.selectFrom('cases.case_file').select(['number', 'service', 'arrived_at', 'state', 'closed_at'])
        .where('tenant_id', '=', tx.tenant).where('id', '=', caseId));
      const mine = (part: string) => part === 'all' || part === partyId;
      const submissions = (await submissionsOf(tx, caseId)).filter(({ part }) => mine(part));
      // Who has left a case is told nothing of what came after.
      const entries = (await entriesOf(tx, caseId)).filter(({ part, at }) => mine(part) && (untilAt === null || at <= untilAt));
      found.push({
        ...file, ...(untilAt === null ? { state, closed_at: closedAt } : { left_at: untilAt }), submissions: submissions.map(({ kind, submittedAt, content }) => ({ kind, submittedAt, seen: content.seen })),
        events: entries.map(({ kind, at, content }) => ({ kind, at, ...content })),
      });
    }
    return { cases: found, askedInOthersCases: await askedOf(tx, person) };
  },
  async erase(tx, person) {
    const cases = await partiesOfPerson(tx, person);
    return { erased: 0, kept: cases.length ? [{ what: `cases: ${cases.length}`, ground: 'official records, kept by the authority\'s plan (arkivlagen)' }] : [] };
  },
};

/** The cases a person is, or has been, a party to, and as which. `untilAt`: when they left; what came after is not theirs to be told. */
export async function partiesOfPerson(tx: Tx, person: Uuid): Promise<{ caseId: Uuid; partyId: Uuid; untilAt: Date | null }[]> {
  const rows = await tx.all(q.selectFrom('cases.party').select(['case_id', 'id', 'until_at']).where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person).orderBy('added_at').limit(5_000));
  return rows.map((row) => ({ caseId: asUuid(row.case_id), partyId: asUuid(row.id), untilAt: row.until_at }));
}

/** Where a person was asked in somebody else's case, what they were shown and what they answered. */
async function askedOf(tx: Tx, person: Uuid): Promise<unknown[]> {
  return inTurn(await othersOfPerson(tx, person), async ({ id, caseId, asked, invitedAt, dueDay, answeredAt }) => {
    const shown = await otherShown(tx, id);
    // As on their own page: nothing of somebody who has got a protected identity since.
    const covered = (await findCase(tx, caseId))?.protected ?? true;
    return { asked, invitedAt, dueDay, answeredAt, as: await otherFacts(tx, id), shown: shown && covered ? { ...shown, sections: [] } : shown, answer: await otherAnswer(tx, id) };
  });
}

const withCase = 'with the case, by document type, from the plan in the definition of its service';

export const retention: Retention = {
  tables: {
    'cases.case_file': 'when nothing of the case is kept any more', 'cases.party': withCase, 'cases.entry': `${withCase}; notes by their own line of the plan`,
    'cases.submission': 'application', 'cases.assignment': withCase, 'cases.opening': withCase, 'cases.inquiry': 'inquiry', 'cases.request': 'message',
    'cases.decision': 'decision', 'cases.decision_item': 'decision', 'cases.matter': 'decision', 'cases.confirmation': 'inquiry', 'cases.permit': 'permit', 'cases.notification': withCase, 'cases.appeal': 'appeal',
    'cases.clock': withCase, 'cases.wait': withCase, 'cases.task': 'note', 'cases.delay_request': 'message', 'cases.agenda_item': 'decision',
    'cases.appeal_outcome': 'appeal', 'cases.meeting': 'kept: decisions point at the meeting that made them or was told of them',
    'cases.absence': 'a year after its last day',
    'cases.phrase': 'kept until it is taken away; nothing about anybody', 'cases.saved_view': 'kept until it is taken away; nothing about anybody', 'cases.first_view': 'with the list',
    'cases.automation': 'kept: decisions rest on it', 'cases.draw_seed': 'kept: the draws can be recounted', 'cases.draw': withCase,
    'cases.number_range': 'kept: says only which numbers have been used', 'cases.seen': withCase, 'cases.record': withCase, 'cases.replacement': withCase, 'cases.name_word': 'application',
    'cases.retention_plan': 'kept: says by what something was destroyed', 'cases.hold': withCase, 'cases.research_sample': 'kept: says why something was not destroyed',
    'cases.archived': withCase, 'cases.destruction': 'kept: the proof of what was destroyed; numbers only',
    'cases.other_party': 'statement or consent, otherwise with the case', 'cases.access_code': withCase, 'cases.code_session': 'a day after it ended',
    'cases.code_attempt': 'within two days', 'cases.notice': `${withCase}; without a case two years after it was taken down`,
  },
  async run(tx) {
    return { destroyed: (await destroyDue(tx)).touched + await forgetAbsences(tx) };
  },
};
