import { fullName } from '../../../identity/index.ts';
import { addDuration, putDocument, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase, updateCase } from '../../store/case/case-file.ts';
import { revokeCodes } from '../../store/parties/codes.ts';
import { addEntry } from '../../store/case/entries.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { register } from '../../store/register/records.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { q } from '../../store/tables.ts';
import { letterHead, renderLetter } from '../decision/letter.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { ask } from '../inquiry/request.ts';

export type Left = { ok: true } | { ok: false; message: string };

/**
 * One of those who apply together leaves: a couple who part. From now on they see nothing of the case, and are told so in a letter of
 * their own; what they sent in stays in the file, and is put before nobody but staff (secrecy between those who applied together, 26
 * kap. 1 § and 10 kap. OSL). Whoever is left is asked how things stand now. What is worked out and proposed is from now on about them
 * alone (`parties.coApplicant.left` of the service).
 */
export async function leaveCase(tx: Tx, who: Staff, opened: OpenedCase, partyId: Uuid, why: string): Promise<Left> {
  const { file, version } = opened;
  const party = (await partiesOf(tx, file.id)).find(({ id }) => id === partyId);
  const facts = party && await partyFacts(tx, party.id);
  if (!party || !facts || party.role === 'applicant' || party.untilAt) return { ok: false, message: 'Parten är den som söker, eller har redan lämnat ärendet.' };
  if (file.decidedAt || file.closedAt) return { ok: false, message: 'Ärendet är beslutat. Ändra beslutet i stället.' };
  const letter = await letterTo(tx, who, opened, { name: fullName(facts), address: facts.protection === 'none' ? facts.address ?? null : null });
  if (!letter.ok) return letter;
  await tx.run(q.updateTable('cases.party').set({ until_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', partyId));
  await revokeCodes(tx, file.id, { partyId });
  await register(tx, file, { direction: 'out', title: 'Besked om att en part inte längre är med i ärendet', documentId: letter.documentId });
  await addEntry(tx, file, { kind: 'partyLeft', part: 'all', authorKind: 'staff', authorId: who.staffId, refId: partyId });
  // Why is for staff: it may tell of both.
  await addEntry(tx, file, { kind: 'note', part: 'staff', authorKind: 'staff', authorId: who.staffId, content: { text: why } });
  if (file.waitingFor === 'coApplicant') await updateCase(tx, file.id, { waiting_for: null, waiting_until: null });
  tx.audit({ event: 'cases.partyLeft', dossierId: file.id, subjectId: party.personId, unitId: file.unitId });
  tx.emit('cases.partyLeft', { case: file.id, party: partyId });
  const language = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'application')?.language ?? 'sv';
  return ask(tx, who, (await findCase(tx, file.id))!, version, {
    kind: 'completion', dueDay: addDuration(opened.today, 'P2W'), language, content: { text: words[language === 'en' ? 'en' : 'sv'], items: [] },
  }).then((asked) => (asked.ok ? { ok: true } : asked));
}

const words = {
  sv: 'Den du sökte tillsammans med är inte längre med i ansökan. Ansökan gällde er båda, och därför behöver vi veta hur det ser ut nu.\n\nBerätta vilka som bor i ditt hushåll, vilka inkomster och utgifter du har själv och från vilken dag det gäller. Vill du hellre göra en ny ansökan själv går det också.',
  en: 'The person you applied with is no longer part of the application. It was for both of you, so we need to know how things stand now.\n\nTell us who lives in your household, which incomes and expenses are yours and from which day. You may also make a new application by yourself.',
} as const;

async function letterTo(
  tx: Tx, who: Staff, { file, version }: OpenedCase, to: { name: string; address: { street: string; postcode: string; city: string } | null },
): Promise<{ ok: true; documentId: Uuid } | { ok: false; message: string }> {
  const { head, officer } = await letterHead(tx, file, who.staffId, 'sv');
  const heading = 'Du är inte längre med i ansökan';
  const letter = await renderLetter(version, { title: heading, language: 'sv', at: tx.now, data: {
    ...head, officer: officer.name, heading, recipient: [to.name, ...(to.address ? [to.address.street, `${to.address.postcode} ${to.address.city}`] : [])],
    sections: [{ paragraphs: [
      'Du sökte tillsammans med någon annan. Nu handlägger vi ansökan utan dig.',
      'Du ser inte längre ärendet på Mina sidor, och du får inga fler brev om det. Den andra får inte läsa det som bara du har lämnat.',
      'Behöver du själv söka gör du en egen ansökan. Ring oss om du undrar över något.',
    ] }],
  } });
  if (!letter.ok) return letter;
  const { id } = await putDocument(tx, {
    dossierId: file.id, keyId: file.keyId, authorityId: file.authorityId, ownerId: who.staffId, part: 'staff', name: `${heading}.pdf`, mediaType: 'application/pdf', bytes: letter.bytes,
  });
  return { ok: true, documentId: id };
}
