/** What may be asked of somebody on the telephone before they are told of their visit: what a stranger is not likely to know. */
export const identityQuestions = {
  number: 'Hela personnumret', address: 'Folkbokföringsadressen', visit: 'Dag och plats för besöket', code: 'Koden för besöket', calledBack: 'Motringning till ett nummer som vi redan hade',
} as const;
export type IdentityQuestion = keyof typeof identityQuestions;

/** A number alone is known to many: two at least. */
export const leastQuestions = 2;

/** What was asked, in words for the history; undefined when it is too little. */
export function identityCheck(asked: readonly string[], besides: string): string | undefined {
  const questions = (Object.keys(identityQuestions) as IdentityQuestion[]).filter((one) => asked.includes(one));
  if (questions.length < leastQuestions) return undefined;
  return [...questions.map((one) => identityQuestions[one].toLowerCase()), ...(besides ? [besides] : [])].join(', ');
}
