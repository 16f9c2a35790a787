/** Whether the last digit is the check digit by Luhn (ISO/IEC 7812-1 annex B), over all digits: personal and organisation numbers, giro numbers, OCR references. */
export function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
