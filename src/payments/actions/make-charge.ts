import { decisionsOf, findCase, inquiryContext, partiesOf, partyFacts, type CaseFile, type Decision } from '../../cases/index.ts';
import { fullName } from '../../identity/index.ts';
import type { Answer } from '../../forms/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import { versionById } from '../../services/index.ts';
import { addCharge, type ChargeContent } from '../store/charges.ts';

/** Where invoices go when the definition names no payment file of its own. */
export const ledger = 'ledger';

/**
 * Fills `decisionMade`: a fee decided together with a decision, and what a recovery claims back, become what somebody owes in the same
 * transaction. A fee that the authority has lost by being late is nothing to pay, and no charge is made.
 */
export async function makeCharge(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  const decision = (await decisionsOf(tx, caseId)).find(({ id }) => id === decisionId);
  const file = await findCase(tx, caseId);
  if (!decision || !file) throw new Error('a decision in a case that cannot be seen');
  const { fee } = decision.content;
  if (fee && fee.amountOre > 0) await charge(tx, file, decision, 'fee', fee.amountOre, fee.payer ?? []);
  const claimed = decision.type === 'recovery' && decision.outcome !== 'refused' ? decision.content.amountOre ?? sumOf(decision) : 0;
  if (claimed > 0) await charge(tx, file, decision, 'recovery', claimed, []);
}

function sumOf({ items }: Decision): number {
  return items.reduce((sum, { amountOre }) => sum + (amountOre ?? 0), 0);
}

async function charge(tx: Tx, file: CaseFile, decision: Decision, kind: 'fee' | 'recovery', amountOre: number, payer: readonly string[]): Promise<void> {
  const version = await versionById(tx, file.versionId);
  const { definition } = version.compiled.folder;
  const applicant = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant')!;
  const text = kind === 'fee' ? `Avgift i ärende ${file.number}` : `Återbetalning, ärende ${file.number}`;
  const answers = payer.length ? (await inquiryContext(tx, file, version)).application : {};
  const named = payer.map((question) => payerIn(answers[question])).find((one) => one !== undefined);
  const content: ChargeContent = { ...(named ?? await applicantAsPayer(tx, applicant.id)), text };
  const id = await addCharge(tx, file.keyId, {
    authorityId: file.authorityId, unitId: file.unitId, caseId: file.id, caseNumber: file.number, decisionId: decision.id, partyId: applicant.id, kind, amountOre,
    covered: file.protected, export: definition.payment?.export ?? ledger, content,
  });
  tx.audit({ event: 'payments.charged', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { charge: id, kind, ore: amountOre } });
}

async function applicantAsPayer(tx: Tx, partyId: Uuid): Promise<Omit<ChargeContent, 'text'>> {
  const facts = await partyFacts(tx, partyId);
  if (!facts) return { name: '' };
  // Somebody with a protected identity gets the invoice the way the authority reaches them: no address leaves the case.
  const address = facts.protection === 'none' && facts.address ? [facts.address.street, `${facts.address.postcode} ${facts.address.city}`] : undefined;
  return { name: fullName(facts), ...(facts.number && { number: facts.number }), ...(address && { address }) };
}

/** Who pays, as the application names them: a person, an organisation, or what somebody wrote. */
function payerIn(answer: Answer | undefined): Omit<ChargeContent, 'text'> | undefined {
  if (typeof answer === 'string' && answer.trim()) return { name: answer.trim() };
  if (typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const part = (key: string): string => { const value = (answer as Readonly<Record<string, unknown>>)[key]; return typeof value === 'string' ? value : ''; };
  const name = part('name') || `${part('givenName')} ${part('familyName')}`.trim();
  const number = (part('organisationNumber') || part('number') || part('personalNumber')).replaceAll(/\D/g, '');
  return name ? { name, ...(number && { number }) } : undefined;
}
