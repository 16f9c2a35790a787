import { element, elementWith } from '../../platform/index.ts';
import { benefitsSpace } from '../registers/benefits.ts';
import { navetNamespace } from '../registers/navet.ts';
import { askBySoap, NoAnswer } from '../registers/soap.ts';
import { sendSms } from '../channels/sms.ts';
import type { Connection } from '../store/connections.ts';

/** How a try went: what to do about it when it did not go well. */
export type Tried = { ok: true } | { ok: false; what: string; remedy: string };

/** A number that nobody has: a register that answers that it knows nobody has answered. (Skatteverket gives no numbers of the 1890s to anyone living.) */
const nobody = '189001010016';

/** Makes a harmless call to the other end: nothing is asked about anybody and nothing is sent. */
export async function tryConnection(connection: Connection): Promise<Tried> {
  const { settings } = connection;
  try {
    switch (connection.kind) {
      case 'population':
        await askBySoap(connection, elementWith('v1:PersonpostRequest', { 'xmlns:v1': navetNamespace },
          element('v1:Bestallning', element('v1:OrgNr', settings.organisationNumber ?? ''), element('v1:BestallningsIdentitet', settings.order ?? '')), element('v1:PersonId', nobody)));
        break;
      case 'benefits':
        await askBySoap(connection, elementWith('f:Prova', { 'xmlns:f': benefitsSpace }, element('f:Organisation', (settings.organisationNumber ?? '').replaceAll(/\D/g, ''))));
        break;
      case 'digitalMail': {
        // The question may be about no recipients at all.
        const digits = (settings.organisationNumber ?? '').replaceAll(/\D/g, '');
        await askBySoap(connection, elementWith('r:isReachable', { 'xmlns:r': 'http://minameddelanden.gov.se/schema/Recipient/v3' }, element('r:senderOrgNr', digits.length === 10 ? `16${digits}` : digits)));
        break;
      }
      case 'sms':
        await sendSms(connection, { id: 'prov', to: '+46700000000', text: 'Prov' }, { dry: true });
    }
    return { ok: true };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ok: false, ...wordsOf(error) };
  }
}

function wordsOf({ code, detail }: NoAnswer): { what: string; remedy: string } {
  if (/CERT|TLS|SSL|ISSUER|SIGNED/i.test(detail)) {
    return { what: `Certifikaten stämmer inte (${detail}).`, remedy: 'Kontrollera att den andra sidan känner till vårt certifikat, och att deras utfärdare står under ”Deras utfärdare”.' };
  }
  switch (code) {
    case 'unreachable': return { what: `De svarade inte${detail ? ` (${detail})` : ''}.`, remedy: 'Kontrollera adressen, och att brandväggen släpper fram oss. Prova igen om en stund.' };
    case 'refused': return { what: `De släppte inte in oss${detail ? ` (${detail})` : ''}.`, remedy: 'Kontrollera certifikatet, användarnamnet och lösenordet, och att avtalet gäller.' };
    case 'fault': return { what: `De tog inte emot frågan${detail ? ` (${detail})` : ''}.`, remedy: 'Kontrollera organisationsnumret och beställningen mot avtalet.' };
    case 'unreadable': return { what: 'De svarade något som vi inte förstår.', remedy: 'Kontrollera att adressen går till rätt tjänst och rätt version.' };
  }
}
