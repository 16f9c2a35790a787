import { childrenOf, element, elementWith, textAt, type House, type Uuid, type XmlElement } from '../../platform/index.ts';
import { sources, type Benefit, type BenefitsQuestion, type BenefitsRegister, type Source, type SourceAnswer } from '../model/benefits.ts';
import { connectionOf, type Connection } from '../store/connections.ts';
import { askBySoap, NoAnswer } from './soap.ts';

/**
 * The composite question about benefits (SSBTEK: sammansatt bastjänst för ekonomiskt bistånd): one question about one person and a period,
 * and an answer with a part from each payer. The contract is not public; the shapes here are our own, described by
 * test/exchange/schemas/formaner/formaner.xsd, and are to be fitted to the contract of the supplier that an organisation connects through.
 */
export const benefitsSpace = 'urn:sprang:formaner:v1';

/** Fills `benefitsRegister`: what the organisation is connected to. */
export async function connectedBenefits(house: House, tenant: Uuid): Promise<BenefitsRegister | undefined> {
  const connection = await house.db.system(tenant, 'exchange', (tx) => connectionOf(tx, 'benefits'));
  return connection && { simulated: false, ask: (question) => askBenefits(connection, question) };
}

/** Asks. @throws NoAnswer, also when the answer is about somebody else or cannot be understood whole */
export async function askBenefits(connection: Connection, { number, from, until, reference }: BenefitsQuestion): Promise<SourceAnswer[]> {
  const answer = await askBySoap(connection, elementWith('f:Fraga', { 'xmlns:f': benefitsSpace },
    element('f:Organisation', (connection.settings.organisationNumber ?? '').replaceAll(/\D/g, '')), element('f:Arende', reference), element('f:PersonId', number),
    element('f:FranOchMed', from), element('f:TillOchMed', until)));
  if (answer.name !== 'FragaSvar' || answer.namespace !== benefitsSpace || textAt(answer, 'PersonId') !== number) throw new NoAnswer('unreadable');
  return childrenOf(answer, 'Kalla').map(sourceOf);
}

const states = { UPPGIFTER: 'found', INGA_UPPGIFTER: 'nothing', INGET_SVAR: 'noAnswer' } as const;

function sourceOf(part: XmlElement): SourceAnswer {
  const source = Object.keys(sources).find((code): code is Source => code === textAt(part, 'Kod'));
  const state = Object.entries(states).find(([code]) => code === textAt(part, 'Status'))?.[1];
  if (!source || !state) throw new NoAnswer('unreadable', 'source');
  return { source, state, benefits: childrenOf(part, 'Forman').map(benefitOf) };
}

function benefitOf(part: XmlElement): Benefit {
  const day = (name: string) => {
    const text = textAt(part, name);
    if (text && !/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new NoAnswer('unreadable', 'day');
    return text;
  };
  const [from, until, paidDay, amount, state] = [day('FranOchMed'), day('TillOchMed'), day('Utbetalningsdag'), textAt(part, 'Belopp'), textAt(part, 'Lage')];
  if (amount && !/^-?\d{1,9}(\.\d{1,2})?$/.test(amount)) throw new NoAnswer('unreadable', 'amount');
  return {
    name: textAt(part, 'Benamning'), ...(from && { from }), ...(until && { until }), ...(paidDay && { paidDay }),
    ...(amount && { amountOre: Math.round(Number(amount) * 100) }), ...(state && { state }),
  };
}
