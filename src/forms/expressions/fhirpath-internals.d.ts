/** The one inner file of the library that is used: days and times must be bound as its own kinds, or compare as text. */
declare module 'fhirpath/src/types.js' {
  interface LibraryContext {
    getDecimal(value: number | string): unknown;
  }
  interface LibraryType {
    checkString(context: LibraryContext, text: string): object | null;
  }
  const types: {
    FP_Date: LibraryType;
    FP_Time: LibraryType;
    FP_DateTime: LibraryType;
    FP_Decimal_Precise: { getDecimal(value: number | string): unknown };
  };
  export default types;
}
