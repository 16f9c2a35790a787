const placeholder = /\{([a-z][A-Za-z0-9]*)\}/g;

/** The ids in braces of a text that flows into the decision: `Du kan gå {distance}.` → `['distance']`. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(placeholder)].flatMap((found) => found[1] ?? []);
}

/**
 * Puts answers, as people read them, where the text says `{questionId}`. Without an answer to one of them there is no
 * text: a sentence with a hole must not reach a decision.
 */
export function fillText(text: string, answerText: (questionId: string) => string | undefined): string | undefined {
  const words = new Map(placeholders(text).map((id) => [id, answerText(id)]));
  if ([...words.values()].some((word) => word === undefined || word === '')) return undefined;
  return text.replaceAll(placeholder, (whole, id: string, at: number) => {
    const word = words.get(id) ?? '';
    return text.startsWith('.', at + whole.length) && word.endsWith('.') ? word.slice(0, -1) : word;
  });
}
