import { receiptNamespace } from '../../src/payments/model/pain002.ts';
import type { Client, ClientResponse } from '../support/index.ts';
import { visit } from './visit.ts';

const files = '/handlaggning/utbetalningar/filer';

/**
 * In the place of the bank: reads the latest file that was made for it, and hands its receipt in on the page where receipts are handed in.
 * @param code what the bank says of every payment in the file: undefined is paid, else it came back with this reason (`AC04`: the account is closed)
 * @throws where there is no file
 */
export async function bankAnswers(client: Client, code?: string): Promise<ClientResponse> {
  const file = await visit(client, files, ['/filer/[0-9a-f]{8}', 'Hämta filen']);
  const sent = file.response.text;
  const name = /<MsgId>([^<]+)</.exec(sent)?.[1];
  const payments = [...sent.matchAll(/<EndToEndId>([^<]+)</g)].map(([, id]) => id!);
  if (!name || !payments.length) throw new Error(`no file to the bank: ${sent.slice(0, 500)}`);
  const said = code === undefined ? '<TxSts>ACSC</TxSts>' : `<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>`;
  const bytes = Buffer.from(`<Document xmlns="${receiptNamespace}"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${name}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>
${payments.map((id) => `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId>${said}</TxInfAndSts>`).join('\n')}
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`);
  return client.multipart(`${files}/kvittens`, {}, [{ field: 'receipt', name: 'kvittens.xml', mediaType: 'application/xml', bytes }]);
}
