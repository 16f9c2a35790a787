import { childAt, childrenOf, elementWith, element, textAt, type XmlElement } from '../../platform/index.ts';
import { askBySoap, NoAnswer } from '../registers/soap.ts';
import type { Connection } from '../store/connections.ts';
import { sealedDelivery, type DigitalLetter, type Signer } from './sealed-delivery.ts';

const recipientSpace = 'http://minameddelanden.gov.se/schema/Recipient/v3';

/** Bytes that a document may be to go by digital mail: with its wrapping it must stay within the two megabytes that mailboxes take. */
export const largestDocument = 1_400_000;

/** Whether somebody can be reached: with the address of the mailbox they have chosen. */
export type Reachable = { yes: true; mailbox: string } | { yes: false; why: 'noMailbox' | 'declined' };

/**
 * Asks whether a person has a digital mailbox and takes mail from the organisation (`isReachable`, Recipient v3).
 * @throws NoAnswer
 */
export async function isReachable(connection: Connection, organisationNumber: string, number: string): Promise<Reachable> {
  const answer = await askBySoap(connection, elementWith('r:isReachable', { 'xmlns:r': recipientSpace },
    element('r:senderOrgNr', organisationNumber), element('r:recipientId', number)));
  const status = childrenOf(answer, 'return').find((one) => textAt(one, 'AccountStatus', 'RecipientId') === number);
  if (!status || textAt(status, 'AccountStatus', 'Type') !== 'Secure' || isTrue(status, 'AccountStatus', 'Pending')) return { yes: false, why: 'noMailbox' };
  if (!isTrue(status, 'SenderAccepted')) return { yes: false, why: 'declined' };
  const mailbox = textAt(status, 'AccountStatus', 'ServiceSupplier', 'ServiceAdress');
  // Somebody's decision goes nowhere unsealed, whatever address the register gives.
  if (!mailbox.startsWith('https://')) throw new NoAnswer('unreadable', 'mailbox address');
  return { yes: true, mailbox };
}

/**
 * Delivers a letter to a mailbox (`deliverSecure`, Service v3). @returns the mailbox's transaction; undefined when it would not take it
 * @throws NoAnswer
 */
export async function deliverSecure(connection: Connection, mailbox: string, letter: DigitalLetter, signer: Signer, day: string): Promise<string | undefined> {
  const answer = await askBySoap({ address: mailbox, settings: connection.settings }, sealedDelivery(letter, signer, day));
  const result = childAt(answer, 'return');
  const status = result && childrenOf(result, 'Status').find((one) => textAt(one, 'RecipientId') === letter.recipient);
  if (!status) throw new NoAnswer('unreadable', 'delivery result');
  return isTrue(status, 'Delivered') ? textAt(result, 'TransId').slice(0, 100) : undefined;
}

function isTrue(of: XmlElement, ...path: string[]): boolean {
  return ['true', '1'].includes(textAt(of, ...path));
}
