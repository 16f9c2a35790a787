import { childAt, childrenOf, readXml, textAt, XmlWrong, type XmlElement } from '../../platform/index.ts';

export const receiptNamespace = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.03';

/** What the bank says of one payment. `pending`: it has been taken, and is not paid yet. */
export interface TransferAnswer {
  endToEndId: string;
  answer: 'paid' | 'rejected' | 'pending';
  /** ISO 20022 code of the reason, when it was rejected */
  code: string;
  /** the bank's own words */
  text: string;
  line: number;
}

export interface TransferReceipt {
  /** the file it answers */
  messageId: string;
  /** of the whole file, when the bank says nothing of each payment */
  whole: 'paid' | 'rejected' | 'pending' | undefined;
  code: string;
  text: string;
  answers: readonly TransferAnswer[];
}

export type ReadReceipt = { ok: true; receipt: TransferReceipt } | { ok: false; faults: string[] };

/** Statuses of ISO 20022. Settled is paid; accepted at some step on the way is not paid yet. */
const statuses: Readonly<Record<string, TransferAnswer['answer'] | undefined>> = {
  ACSC: 'paid', ACCC: 'paid', RJCT: 'rejected', ACTC: 'pending', ACCP: 'pending', ACSP: 'pending', ACWC: 'pending', PDNG: 'pending', RCVD: 'pending',
};

/** Reads the bank's answer strictly: what is not understood is told with its line, and then nothing of the file is used. */
export function readPain002(text: string): ReadReceipt {
  let root: XmlElement;
  try {
    root = readXml(text);
  } catch (error) {
    if (!(error instanceof XmlWrong)) throw error;
    return { ok: false, faults: [`Rad ${error.line}: filen är inte riktig XML (${error.message.replace(/^\d+:\d+: /, '')}).`] };
  }
  const report = childAt(root, 'CstmrPmtStsRpt');
  if (root.name !== 'Document' || root.namespace !== receiptNamespace || !report) {
    return { ok: false, faults: [`Filen är ingen kvittensfil i formatet pain.002.001.03. Den börjar med ${root.name}${root.namespace ? ` i ${root.namespace}` : ''}.`] };
  }
  const faults: string[] = [];
  const original = childAt(report, 'OrgnlGrpInfAndSts');
  const messageId = original ? textAt(original, 'OrgnlMsgId') : '';
  if (!messageId) faults.push(`Rad ${report.line}: det står inte vilken fil kvittensen svarar på (OrgnlMsgId saknas).`);
  const named = original ? textAt(original, 'OrgnlMsgNmId') : '';
  if (named && !named.startsWith('pain.001')) faults.push(`Rad ${original!.line}: kvittensen svarar på ${named}, inte på en betalfil.`);
  const group = original ? textAt(original, 'GrpSts') : '';
  // PART: some of it was taken; what each payment got stands with the payment.
  if (group && group !== 'PART' && !statuses[group]) faults.push(`Rad ${original!.line}: filens status ”${group}” är okänd.`);
  const transactions = childrenOf(report, 'OrgnlPmtInfAndSts').flatMap((information) => childrenOf(information, 'TxInfAndSts'));
  const answers = transactions.flatMap((one) => readTransaction(one, faults));
  const twice = answers.filter(({ endToEndId }, place) => answers.findIndex((one) => one.endToEndId === endToEndId) !== place);
  faults.push(...twice.map(({ line, endToEndId }) => `Rad ${line}: betalningen ${endToEndId} står två gånger.`));
  if (!transactions.length && !statuses[group]) faults.push('Filen säger inget om någon betalning.');
  if (faults.length) return { ok: false, faults };
  return { ok: true, receipt: { messageId, whole: statuses[group], ...reasonOf(original!), answers } };
}

function readTransaction(one: XmlElement, faults: string[]): TransferAnswer[] {
  const [endToEndId, status] = [textAt(one, 'OrgnlEndToEndId'), textAt(one, 'TxSts')];
  const answer = statuses[status];
  if (!endToEndId) faults.push(`Rad ${one.line}: det står inte vilken betalning raden gäller (OrgnlEndToEndId saknas).`);
  if (!answer) faults.push(`Rad ${one.line}: betalningens status ${status ? `”${status}” är okänd` : 'saknas'}.`);
  return endToEndId && answer ? [{ endToEndId, answer, ...reasonOf(one), line: one.line }] : [];
}

function reasonOf(one: XmlElement): { code: string; text: string } {
  const information = childAt(one, 'StsRsnInf');
  return {
    code: information ? textAt(information, 'Rsn', 'Cd').slice(0, 4) : '', text: information ? childrenOf(information, 'AddtlInf').map(({ text }) => text).join(' ').slice(0, 300) : '',
  };
}
