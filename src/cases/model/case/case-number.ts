/** Case numbers: `TN 2026-004217-3`. Said over the phone and typed from paper, so the last digit checks the others. */

/** @param sequence 1 and up; six digits at least */
export function caseNumber(prefix: string, year: number, sequence: number): string {
  const serial = String(sequence).padStart(6, '0');
  return `${prefix} ${year}-${serial}-${checkDigit(`${year}${serial}`)}`;
}

/** Reads a case number as people write it (`tn2026 4217-3`), or undefined when it is none or a digit is wrong. */
export function readCaseNumber(typed: string): string | undefined {
  const match = /^([A-ZÅÄÖ]{1,5})\s*(\d{4})\s*[-–]?\s*(\d{1,9})\s*[-–]\s*(\d)$/.exec(typed.trim().toUpperCase());
  if (!match) return undefined;
  const [, prefix, year, serial, digit] = match as unknown as [string, string, string, string, string];
  const number = caseNumber(prefix, Number(year), Number(serial));
  return number.endsWith(`-${digit}`) ? number : undefined;
}

/** Luhn's check digit (ISO/IEC 7812-1 annex B): finds every single wrong digit and nearly every swap of neighbours. */
export function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
