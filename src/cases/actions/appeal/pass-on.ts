import { fullName } from '../../../identity/index.ts';
import { formatDate, putDocument, type Staff, type Tx } from '../../../platform/index.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { decisionsOf } from '../../store/decision/decisions.ts';
import { addEntry } from '../../store/case/entries.ts';
import { findOther, otherFacts } from '../../store/parties/other-parties.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { q } from '../../store/tables.ts';
import { courtOf } from './court.ts';
import { letterHead, renderLetter } from '../decision/letter.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { mayTry } from '../decision/small-decision.ts';
import { wholeFile, wholeFileName } from '../case/whole-file.ts';
import { paragraphs } from '../authority/write-statement.ts';

/**
 * Passes an appeal that came in time on to whoever tries it (46 § förvaltningslagen), with a letter of the authority's and the whole
 * file of the case as one PDF/A. Both are kept in the case, for staff alone: the file holds every party's part.
 * @param opinion what the authority says of the appeal; may be empty
 */
export async function passOn(tx: Tx, who: Staff, opened: OpenedCase, appeal: Appeal, opinion: string): Promise<{ ok: true } | { ok: false; why: string[] }> {
  const { file } = opened;
  if (!appeal.inTime || appeal.passedOnAt || appeal.dismissedDecisionId) return { ok: false, why: ['Någon annan hann före, eller så är det inte prövat än.'] };
  const may = await mayTry(tx, who, opened);
  if (!may.ok) return may;
  const to = await courtOf(tx, file);
  const letter = await coverLetter(tx, who, opened, appeal, { to, opinion });
  if (!letter.ok) return { ok: false, why: [`Följebrevet kunde inte göras: ${letter.message}`] };
  const whole = await wholeFile(tx, who, opened);
  if (!whole.ok) return { ok: false, why: [`Akten kunde inte göras: ${whole.message}`] };
  const keep = (name: string, bytes: Buffer) => putDocument(tx, {
    dossierId: file.id, keyId: file.keyId, authorityId: file.authorityId, ownerId: who.staffId, part: 'staff', name, mediaType: 'application/pdf', bytes,
  });
  const letterId = (await keep(`Överlämnande till ${to}.pdf`, letter.bytes)).id;
  const fileId = (await keep(`${wholeFileName} ${file.number}.pdf`, whole.bytes)).id;
  const passed = await tx.run(q.updateTable('cases.appeal').set({ passed_on_at: tx.now, passed_on_to: to, file_id: fileId }).where('tenant_id', '=', tx.tenant)
    .where('id', '=', appeal.id).where('passed_on_at', 'is', null).where('dismissed_decision_id', 'is', null));
  if (!passed) throw new Error('an appeal was passed on by two at once');
  await register(tx, file, { direction: 'out', title: `Överlämnande av överklagande till ${to}`, documentId: letterId, refId: appeal.id });
  await addEntry(tx, file, { kind: 'appealPassedOn', part: appeal.partyId, authorKind: 'staff', authorId: who.staffId, refId: appeal.id, content: { params: { court: to } } });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.appealPassedOn', dossierId: file.id, unitId: file.unitId, ...(may.point && { detail: { point: may.point } }) });
  tx.emit('cases.appealPassedOn', { case: file.id, appeal: appeal.id });
  return { ok: true };
}

async function coverLetter(tx: Tx, who: Staff, opened: OpenedCase, appeal: Appeal, said: { to: string; opinion: string }) {
  const { file, version } = opened;
  const { head, officer, unit, authority } = await letterHead(tx, file, who.staffId, 'sv');
  const decision = (await decisionsOf(tx, file.id)).find(({ id }) => id === appeal.decisionId);
  const party = (await partiesOf(tx, file.id)).find(({ id }) => id === appeal.partyId);
  const facts = party && await partyFacts(tx, party.id);
  const other = party ? undefined : await findOther(tx, appeal.partyId);
  const name = facts ? fullName(facts) : other ? (await otherFacts(tx, other.id)).name : 'En part';
  return renderLetter(version, { title: `Överlämnande av överklagande ${file.number}`, language: 'sv', at: tx.now, data: {
    ...head, recipient: [said.to], officer: officer.name, heading: 'Överlämnande av överklagande',
    sections: [
      { paragraphs: [
        `${name} har överklagat ${authority.name}s beslut${decision ? ` den ${formatDate(decision.decidedAt, 'sv')}` : ''} i ärende ${file.number}. Överklagandet kom in ${formatDate(appeal.receivedDay, 'sv')}.`,
        appeal.lastDay ? `Det har kommit in i rätt tid. Sista dagen att överklaga var ${formatDate(appeal.lastDay, 'sv')}.` : 'Tiden för att överklaga hade inte börjat räknas. Överklagandet har alltså kommit in i rätt tid.',
        'Vi har prövat om beslutet ska ändras (37–39 §§ förvaltningslagen) och ändrar det inte.',
      ] },
      ...(said.opinion ? [{ heading: 'Yttrande', paragraphs: paragraphs(said.opinion) }] : []),
    ],
    attachments: [`Hela akten i ärende ${file.number} (PDF/A)`], signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
  } });
}
