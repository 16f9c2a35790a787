declare module 'snowball-stemmers' {
  const snowball: { newStemmer(language: 'swedish' | 'english'): { stem(word: string): string } };
  export default snowball;
}
