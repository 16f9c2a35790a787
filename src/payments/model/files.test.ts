import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childAt, childrenOf, readXml, textAt } from '../../platform/index.ts';
import { csv, readCsv } from './csv.ts';
import { kronor, pain001, painNamespace, type Transfer } from './pain001.ts';
import { readPain002, receiptNamespace } from './pain002.ts';
import { rejectionWords } from './rejection-words.ts';

const debtor = { name: 'Exempelkommun', organisationNumber: '212000-0000', bankgiro: '991-2346' };
const transfers: Transfer[] = [
  { endToEndId: 'a1', amountOre: 640_405, dueDay: '2026-11-09', name: 'Åsa & Söner', account: { kind: 'bank', clearing: '8327', account: '1234567890' }, message: 'EX-1' },
  { endToEndId: 'a2', amountOre: 700_000, dueDay: '2026-11-10', name: 'Hemmet', account: { kind: 'bankgiro', number: '50501055' }, reference: '1234566', message: 'EX-1' },
  { endToEndId: 'a3', amountOre: 5, dueDay: '2026-11-09', name: 'Nils', account: { kind: 'notice', street: 'Vägen 1', postcode: '999 01', city: 'Exempelstad' }, message: 'EX-2' },
];
const file = () => pain001({ messageId: 'SN-UT-1', madeAt: new Date('2026-11-05T09:00:00Z'), debtor, transfers });

test('the payment file has a group for each day, and its counts and sums are those of its payments', () => {
  const root = readXml(file());
  assert.equal(root.namespace, painNamespace);
  const body = childAt(root, 'CstmrCdtTrfInitn')!;
  assert.deepEqual([textAt(body, 'GrpHdr', 'NbOfTxs'), textAt(body, 'GrpHdr', 'CtrlSum')], ['3', '13404.10']);
  assert.deepEqual(childrenOf(body, 'PmtInf').map((group) => [textAt(group, 'ReqdExctnDt'), textAt(group, 'NbOfTxs'), textAt(group, 'CtrlSum'), childrenOf(group, 'CdtTrfTxInf').length]),
    [['2026-11-09', '2', '6404.10', 2], ['2026-11-10', '1', '7000.00', 1]]);
});

test('a bank account, a bankgiro with its reference and a money order are each written as the banks ask', () => {
  const [first, second] = childrenOf(childAt(readXml(file()), 'CstmrCdtTrfInitn')!, 'PmtInf');
  const [account, notice] = childrenOf(first!, 'CdtTrfTxInf');
  assert.deepEqual([textAt(account!, 'CdtrAcct', 'Id', 'Othr', 'Id'), textAt(account!, 'CdtrAgt', 'FinInstnId', 'ClrSysMmbId', 'MmbId'), textAt(account!, 'Cdtr', 'Nm')],
    ['83271234567890', '8327', 'Åsa & Söner']);
  assert.deepEqual([childAt(notice!, 'CdtrAcct'), textAt(notice!, 'Cdtr', 'PstlAdr', 'PstCd')], [undefined, '99901']);
  const [giro] = childrenOf(second!, 'CdtTrfTxInf');
  assert.deepEqual([textAt(giro!, 'CdtrAcct', 'Id', 'Othr', 'SchmeNm', 'Prtry'), textAt(giro!, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref')], ['BGNR', '1234566']);
});

test('the same payments give the same bytes', () => { assert.equal(file(), file()); });

test('öre are written as kronor with two decimals', () => {
  assert.deepEqual([0, 5, 50, 100, 123_456].map(kronor), ['0.00', '0.05', '0.50', '1.00', '1234.56']);
});

const answer = (inside: string, group = '<OrgnlMsgId>SN-UT-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId><GrpSts>PART</GrpSts>') =>
  `<Document xmlns="${receiptNamespace}"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>${group}</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>${inside}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
const line = (id: string, status: string, more = '') => `\n<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${more}</TxInfAndSts>`;

test('a receipt says of each payment whether it was paid, came back or waits', () => {
  const read = readPain002(answer(`${line('a1', 'ACSC')}${line('a2', 'RJCT', '<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Closed</AddtlInf></StsRsnInf>')}${line('a3', 'ACSP')}`));
  assert.ok(read.ok);
  assert.deepEqual(read.receipt.answers.map((one) => [one.endToEndId, one.answer, one.code, one.text]),
    [['a1', 'paid', '', ''], ['a2', 'rejected', 'AC04', 'Closed'], ['a3', 'pending', '', '']]);
});

test('a receipt of the whole file needs no payments', () => {
  const read = readPain002(answer('', '<OrgnlMsgId>SN-UT-1</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>'));
  assert.ok(read.ok && read.receipt.whole === 'rejected' && read.receipt.code === 'AM04');
});

const wrong: Record<string, [text: string, says: RegExp]> = {
  'a file that is no XML': ['hej', /inte riktig XML/],
  'a file that breaks off': [answer(line('a1', 'ACSC')).slice(0, -20), /inte riktig XML/],
  'another format': ['<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>', /ingen kvittensfil.*camt\.053/],
  'the payment file itself': [file(), /ingen kvittensfil.*pain\.001/],
  'a receipt of no file': [answer(line('a1', 'ACSC'), ''), /OrgnlMsgId saknas/],
  'a receipt of another kind of file': [answer(line('a1', 'ACSC'), '<OrgnlMsgId>x</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>'), /inte på en betalfil/],
  'a status nobody knows': [answer(line('a1', 'HEJ')), /Rad 2: betalningens status ”HEJ” är okänd/],
  'a payment without a status': [answer('<TxInfAndSts><OrgnlEndToEndId>a1</OrgnlEndToEndId></TxInfAndSts>'), /status saknas/],
  'a payment without a name': [answer('<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>'), /OrgnlEndToEndId saknas/],
  'a payment twice': [answer(line('a1', 'ACSC') + line('a1', 'RJCT')), /Rad 3: betalningen a1 står två gånger/],
  'a receipt that says nothing': [answer('', '<OrgnlMsgId>x</OrgnlMsgId>'), /inget om någon betalning/],
};
for (const [what, [text, says]] of Object.entries(wrong)) {
  test(`refuses ${what}, in words to whoever sent it`, () => {
    const read = readPain002(text);
    assert.ok(!read.ok);
    assert.match(read.faults.join('\n'), says);
  });
}

test('why a payment came back is said in words', () => {
  assert.equal(rejectionWords('AC04', ''), 'Kontot är avslutat.');
  assert.equal(rejectionWords('AC04', 'Konto stängt 2026.'), 'Kontot är avslutat. Banken skriver: Konto stängt 2026.');
  assert.equal(rejectionWords('ZZ99', ''), 'Banken säger inte varför (kod ZZ99).');
});

test('a list for spreadsheets runs nothing, and is read again as it was written', () => {
  const text = csv(['namn', 'belopp'], [['=cmd()', '1'], ['Åsa; "Ö"', '2'], ['@x', 3]]);
  assert.match(text, /'=cmd\(\)/);
  const read = readCsv(text, ['namn', 'belopp']);
  assert.ok(read.ok);
  assert.deepEqual(read.rows.map(({ cells }) => cells['namn']), ['\'=cmd()', 'Åsa; "Ö"', '\'@x']);
  assert.deepEqual(readCsv('a;b\n1;2;3', ['a']), { ok: false, faults: ['Rad 2: raden har 3 kolumner, rubriken har 2.'] });
  assert.deepEqual(readCsv('a\n1', ['b']), { ok: false, faults: ['Rad 1: kolumnen ”b” saknas.'] });
});
