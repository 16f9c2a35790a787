import { element, elementWith, xmlDocument, type Written } from '../../platform/index.ts';
import type { Account } from './account.ts';

/** The format of the file: credit transfers of ISO 20022, in the version Swedish banks take. */
export const painNamespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';

/** One payment of a file. */
export interface Transfer {
  /** at most 35 characters, unique for ever: the bank's answer names it */
  endToEndId: string;
  amountOre: number;
  /** `YYYY-MM-DD` */
  dueDay: string;
  name: string;
  account: Account;
  /** OCR or invoice number of the receiver */
  reference?: string;
  /** what the receiver reads; never why somebody gets money */
  message: string;
}

export interface TransferFile {
  messageId: string;
  madeAt: Date;
  debtor: { name: string; organisationNumber: string; bankgiro: string };
  transfers: readonly Transfer[];
}

/** The file the bank reads: one group for each day of payment. The same payments give the same bytes. */
export function pain001({ messageId, madeAt, debtor, transfers }: TransferFile): string {
  const days = [...new Set(transfers.map(({ dueDay }) => dueDay))].sort();
  const party = (name: string) => element(name, element('Nm', debtor.name.slice(0, 70)),
    element('Id', element('OrgId', element('Othr', element('Id', debtor.organisationNumber.replaceAll(/\D/g, '')), element('SchmeNm', element('Cd', 'BANK'))))));
  return xmlDocument(elementWith('Document', { xmlns: painNamespace }, element('CstmrCdtTrfInitn',
    element('GrpHdr', element('MsgId', messageId), element('CreDtTm', madeAt.toISOString().slice(0, 19)), element('NbOfTxs', transfers.length),
      element('CtrlSum', sumOf(transfers)), party('InitgPty')),
    days.map((day, place) => {
      const mine = transfers.filter(({ dueDay }) => dueDay === day);
      return element('PmtInf',
        element('PmtInfId', `${messageId}-${place + 1}`), element('PmtMtd', 'TRF'), element('BtchBookg', 'true'), element('NbOfTxs', mine.length), element('CtrlSum', sumOf(mine)),
        element('PmtTpInf', element('SvcLvl', element('Cd', 'NURG'))), element('ReqdExctnDt', day), party('Dbtr'),
        element('DbtrAcct', other(debtor.bankgiro.replaceAll(/\D/g, ''), 'Prtry', 'BGNR'), element('Ccy', 'SEK')),
        element('DbtrAgt', element('FinInstnId', clearing('9900'))), mine.map(transaction));
    }))));
}

/** Kronor with two decimals, as the format writes amounts. */
export function kronor(öre: number): string {
  return `${Math.trunc(öre / 100)}.${String(öre % 100).padStart(2, '0')}`;
}

function sumOf(transfers: readonly Transfer[]): string {
  return kronor(transfers.reduce((sum, { amountOre }) => sum + amountOre, 0));
}

function transaction({ endToEndId, amountOre, name, account, reference, message }: Transfer): Written {
  return element('CdtTrfTxInf',
    element('PmtId', element('InstrId', endToEndId), element('EndToEndId', endToEndId)),
    element('Amt', elementWith('InstdAmt', { Ccy: 'SEK' }, kronor(amountOre))),
    agentOf(account),
    element('Cdtr', element('Nm', name.slice(0, 70)), account.kind === 'notice'
      ? element('PstlAdr', element('StrtNm', account.street), element('PstCd', account.postcode.replaceAll(/\s/g, '')), element('TwnNm', account.city), element('Ctry', 'SE'))
      : undefined),
    accountOf(account),
    element('RmtInf', reference
      ? element('Strd', element('CdtrRefInf', element('Tp', element('CdOrPrtry', element('Cd', 'SCOR'))), element('Ref', reference)))
      : element('Ustrd', message.slice(0, 140))));
}

/** Bankgiro is reached as a bank of its own, with clearing number 9900; plusgiro with 9500 or 9960. */
function agentOf(account: Account): Written | undefined {
  switch (account.kind) {
    case 'bank': return element('CdtrAgt', element('FinInstnId', clearing(account.clearing)));
    case 'bankgiro': return element('CdtrAgt', element('FinInstnId', clearing('9900')));
    case 'plusgiro': return element('CdtrAgt', element('FinInstnId', clearing('9960')));
    case 'notice': return undefined;
  }
}

function accountOf(account: Account): Written | undefined {
  switch (account.kind) {
    case 'bank': return element('CdtrAcct', other(`${account.clearing}${account.account}`, 'Cd', 'BBAN'));
    case 'bankgiro': return element('CdtrAcct', other(account.number, 'Prtry', 'BGNR'));
    case 'plusgiro': return element('CdtrAcct', other(`9960${account.number}`, 'Cd', 'BBAN'));
    case 'notice': return undefined;
  }
}

function clearing(number: string): Written {
  return element('ClrSysMmbId', element('ClrSysId', element('Cd', 'SESBA')), element('MmbId', number));
}

function other(id: string, kind: 'Cd' | 'Prtry', scheme: string): Written {
  return element('Id', element('Othr', element('Id', id), element('SchmeNm', element(kind, scheme))));
}
