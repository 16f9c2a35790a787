/** Numbers on tubes are printed with spaces and dashes, and read without. */
export const sampleNumber = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
