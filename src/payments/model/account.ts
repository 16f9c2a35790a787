import { luhn } from '../../platform/index.ts';

/** Where money is sent. `notice`: nobody has given an account, and the bank sends a money order (utbetalningsavi) to the address. */
export type Account =
  /** clearing in four digits, account number in digits */
  | { kind: 'bank'; clearing: string; account: string }
  /** digits only */
  | { kind: 'bankgiro'; number: string }
  | { kind: 'plusgiro'; number: string }
  | { kind: 'notice'; street: string; postcode: string; city: string };

/** What somebody other than the applicant is paid by: as it was written, and what was found in it. */
export interface ReadReceiver {
  name: string;
  account?: Exclude<Account, { kind: 'bank' | 'notice' }>;
  /** OCR number or invoice number, for the payment */
  reference?: string;
}

/** An account as the form has it. The fifth digit of a Swedbank clearing number is a check digit, which no payment file has (Bankgirot, "Bankernas kontonummer"). */
export function bankAccount({ clearing, account }: { clearing: string; account: string }): Account | undefined {
  const [four, digits] = [clearing.replaceAll(/\D/g, '').slice(0, 4), account.replaceAll(/\D/g, '')];
  return /^[1-9]\d{3}$/.test(four) && /^\d{5,12}$/.test(digits) ? { kind: 'bank', clearing: four, account: digits } : undefined;
}

/** A bankgiro number has seven or eight digits, the last a check digit. @returns its digits */
export function bankgiroNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{7,8}$/.test(digits) && Number(digits) > 0 && luhn(digits) ? digits : undefined;
}

/** A plusgiro number has two to eight digits, the last a check digit. @returns its digits */
export function plusgiroNumber(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{2,8}$/.test(digits) && Number(digits) > 0 && luhn(digits) ? digits : undefined;
}

/**
 * Finds name, giro and reference in what a person wrote of a landlord: "Bostads AB Hemmet, bg 5050-1055, OCR 1234566".
 * A number is believed only when it says what it is and its check digit is right: otherwise somebody must look.
 */
export function readReceiver(text: string): ReadReceiver {
  const plain = text.replaceAll(/[\u00a0\u202f]/g, ' ').trim();
  const bankgiro = /\b(?:bankgiro|bg)\b[\s.:nr]*(\d[\d -]{5,9}\d)(?!\d)/i.exec(plain);
  const plusgiro = /\b(?:plusgiro|postgiro|pg)\b[\s.:nr]*(\d[\d -]{0,9}\d)(?!\d)/i.exec(plain);
  const reference = /\b(?:ocr|referens|faktura|avi)[ -]?(?:nummer|nr)?\b[\s.:nr]*(\d[\d ]{1,27}\d)(?!\d)/i.exec(plain);
  const [bg, pg] = [bankgiro && bankgiroNumber(bankgiro[1]!), plusgiro && plusgiroNumber(plusgiro[1]!)];
  const found = [bankgiro, plusgiro, reference].flatMap((match) => (match ? [match.index] : []));
  const name = plain.slice(0, Math.min(...found, plain.length)).replace(/[\s,.;:–-]+$/, '');
  const ocr = reference?.[1]!.replaceAll(' ', '');
  return {
    name: name || plain, ...(ocr && { reference: ocr }),
    ...(bg ? { account: { kind: 'bankgiro' as const, number: bg } } : pg ? { account: { kind: 'plusgiro' as const, number: pg } } : {}),
  };
}

/** An account as people read it. */
export function accountText(account: Account): string {
  switch (account.kind) {
    case 'bank': return `${account.clearing}, ${account.account}`;
    case 'bankgiro': return `bankgiro ${account.number.slice(0, -4)}-${account.number.slice(-4)}`;
    case 'plusgiro': return `plusgiro ${account.number.slice(0, -1)}-${account.number.slice(-1)}`;
    case 'notice': return 'utbetalningsavi med posten';
  }
}
