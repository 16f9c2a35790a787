import { addEntry, casesByIds, findCase, letterHead, partiesOf, registerRecord, renderLetter } from '../../cases/index.ts';
import { findPerson } from '../../identity/index.ts';
import { formatDate, formatMoney, putDocument, type House, type LetterData, type Tx, type Uuid } from '../../platform/index.ts';
import { versionById } from '../../services/index.ts';
import { benefitsRegisterOf, sources, type Benefit, type BenefitsQuestion } from '../model/benefits.ts';
import { NoAnswer } from '../registers/soap.ts';
import { dueQuestions, keepAnswer, questionById, updateQuestion, type KeptAnswer, type StoredQuestion } from '../store/benefit-questions.ts';

/** Minutes to wait after each failed try; then the officer is told, and may ask again. */
const waits = [1, 5, 15] as const;
/** Milliseconds in which nobody else asks what somebody is asking. */
const held = 120_000;

/** Asks the register once, and keeps what it answers. Nothing is held in the database meanwhile. */
export async function fetchBenefits(house: House, tenant: Uuid, id: Uuid): Promise<void> {
  const question = await house.db.system(tenant, 'exchange', (tx) => take(tx, id));
  if (!question) return;
  const answer = await askCalmly(house, tenant, id, question);
  await house.db.system(tenant, 'exchange', (tx) => note(tx, id, answer));
}

/** Asks all whose time has come, one after another. */
export async function fetchDueBenefits(house: House, tenant: Uuid): Promise<void> {
  const due = await house.db.system(tenant, 'exchange', (tx) => dueQuestions(tx, 100));
  for (const id of due) await fetchBenefits(house, tenant, id);
}

async function take(tx: Tx, id: Uuid): Promise<BenefitsQuestion | undefined> {
  const question = await questionById(tx, id, { lock: true });
  if (!question || question.state !== 'waiting' || (question.nextAt && question.nextAt > tx.now)) return undefined;
  await updateQuestion(tx, id, { next_at: new Date(tx.now.getTime() + held) });
  const party = (await partiesOf(tx, question.caseId)).find((one) => one.id === question.partyId);
  const number = party && (await findPerson(tx, party.personId))?.facts.number;
  const [file] = await casesByIds(tx, [question.caseId]);
  return number && file ? { number, from: question.from, until: question.until, reference: file.number } : undefined;
}

async function askCalmly(house: House, tenant: Uuid, id: Uuid, question: BenefitsQuestion): Promise<KeptAnswer | undefined> {
  try {
    const register = await benefitsRegisterOf(house, tenant);
    return register && { simulated: register.simulated, sources: await register.ask(question) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    house.log.warn({ tenant, question: id, code: error.code, detail: error.detail }, 'the register of benefits did not answer');
    return undefined;
  }
}

async function note(tx: Tx, id: Uuid, answer: KeptAnswer | undefined): Promise<void> {
  const question = await questionById(tx, id, { lock: true });
  if (!question || question.state !== 'waiting') return;
  if (answer) {
    await keepAnswer(tx, question, answer);
    await keepRecord(tx, question, answer);
    return;
  }
  const wait = waits[question.attempts];
  const next = wait === undefined ? null : new Date(tx.now.getTime() + wait * 60_000);
  await updateQuestion(tx, id, { attempts: question.attempts + 1, next_at: next, state: next ? 'waiting' : 'failed' });
  if (!next) tx.audit({ event: 'exchange.benefitsFailed', dossierId: question.caseId, authorityId: question.authorityId });
}

/** What was told is a record of the case, which the person it is about may read: nobody is judged by what they have not seen. */
async function keepRecord(tx: Tx, question: StoredQuestion, answer: KeptAnswer): Promise<void> {
  const file = await findCase(tx, question.caseId);
  if (!file) return;
  const title = 'Uppgifter om förmåner';
  const { head, officer } = await letterHead(tx, file, question.staffId, 'sv');
  const data: LetterData = { ...head, officer: officer.name, heading: title, sections: recordSections(question, answer) };
  const made = await renderLetter(await versionById(tx, file.versionId), { data: { ...data }, title, language: 'sv', at: tx.now });
  if (!made.ok) throw new Error(`the record of benefits could not be made: ${made.message}`);
  const { id: documentId } = await putDocument(tx, {
    dossierId: file.id, keyId: file.keyId, authorityId: file.authorityId, part: question.partyId, name: `${title}.pdf`, mediaType: 'application/pdf', bytes: made.bytes,
  });
  await registerRecord(tx, file, { direction: 'drawnUp', title, documentId, refId: question.id });
  await addEntry(tx, file, { kind: 'benefitsFetched', part: question.partyId, authorKind: 'staff', authorId: question.staffId, refId: question.id });
  tx.audit({ event: 'exchange.benefitsFetched', dossierId: file.id, authorityId: file.authorityId, detail: { purpose: question.purpose, simulated: answer.simulated } });
}

function recordSections({ from, until }: StoredQuestion, { simulated, sources: answers }: KeptAnswer): NonNullable<LetterData['sections']> {
  return [
    { paragraphs: [
      `Det här svarade andra myndigheter och a-kassorna om tiden ${formatDate(from, 'sv')}–${formatDate(until, 'sv')}.`,
      ...(simulated ? ['Uppgifterna är simulerade: de kommer från ett påhittat register.'] : []),
    ] },
    ...answers.map(({ source, state, benefits }) => ({
      heading: sources[source],
      ...(state === 'found'
        ? { table: { columns: [{ label: 'Förmån' }, { label: 'Gäller' }, { label: 'Betalas ut' }, { label: 'Belopp', align: 'right' as const }], rows: benefits.map(benefitCells) } }
        : { paragraphs: [state === 'nothing' ? 'Inga uppgifter.' : 'Svarade inte. Det betyder inte att det saknas uppgifter.'] }),
    })),
  ];
}

/** Name, period, day of payment and amount, in words. */
export function benefitCells({ name, state, from, until, paidDay, amountOre }: Benefit): string[] {
  const day = (text: string | undefined) => (text ? formatDate(text, 'sv') : '');
  return [state ? `${name} (${state})` : name, from || until ? `${day(from)}–${day(until)}` : '–', day(paidDay) || '–', amountOre === undefined ? '–' : formatMoney(amountOre)];
}
