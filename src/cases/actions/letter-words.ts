import { formatDate, formatMoney, type Language } from '../../platform/index.ts';
import type { Outcome } from '../../services/index.ts';
import type { DecisionItem } from '../store/decisions.ts';

interface Sought { name: string; outcome: Outcome }

/** What a letter of decision says by itself, in Swedish and English. Letters in easy Swedish use the Swedish words, which are short. */
export function letterWords(language: Language) {
  const english = language === 'en';
  const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${english ? 'and' : 'och'} ${names.at(-1)!}`);
  const namesOf = (items: readonly Sought[], ...outcomes: Outcome[]) => listed(items.filter(({ outcome }) => outcomes.includes(outcome)).map(({ name }) => small(name)));
  return {
    yes: english ? 'Yes' : 'Ja',
    from: english ? 'valid from' : 'gäller från',
    decidedAmount: english ? 'Decided amount' : 'Beslutat belopp',
    outcome: (english ? { granted: 'Yes', partly: 'Partly', refused: 'No' } : { granted: 'Ja', partly: 'Delvis', refused: 'Nej' }) satisfies Record<Outcome, string>,
    heading: (service: string) => (english ? `Decision: ${service}` : `Beslut: ${small(service)}`),
    summary(outcome: Outcome, items: readonly Sought[], amountOre?: number): string {
      if (amountOre !== undefined && outcome !== 'refused') {
        const amount = formatMoney(amountOre, language);
        if (english) return outcome === 'granted' ? `Yes. You get ${amount}.` : `Partly. You get ${amount}, which is less than you applied for.`;
        return outcome === 'granted' ? `Ja. Du får ${amount}.` : `Ja, delvis. Du får ${amount}. Det är mindre än du har sökt.`;
      }
      const [given, partly, refused] = [namesOf(items, 'granted'), namesOf(items, 'partly'), namesOf(items, 'refused')];
      if (outcome === 'granted') return english ? `Yes. You get ${given}.` : `Ja. Du får ${given}.`;
      if (outcome === 'refused') return english ? `No. You do not get ${refused}.` : `Nej. Du får inte ${refused}.`;
      const parts = english
        ? [given && `You get ${given}.`, partly && `You get part of what you applied for: ${partly}.`, refused && `You do not get ${refused}.`]
        : [given && `Du får ${given}.`, partly && `Du får en del av det du har sökt: ${partly}.`, refused && `Du får inte ${refused}.`];
      return [english ? 'Partly.' : 'Ja, delvis.', ...parts.filter(Boolean)].join(' ');
    },
    valid({ validFrom, validUntil, further }: Pick<DecisionItem, 'validFrom' | 'validUntil' | 'further'>): string {
      if (!validFrom) return '';
      const start = formatDate(validFrom, language);
      if (further) return english ? `from ${start} until further notice` : `från ${start} tills vidare`;
      return validUntil ? `${start} – ${formatDate(validUntil, language)}` : start;
    },
    appeal: (authority: string) => (english
      ? ['If you think the decision is wrong you can appeal. Write which decision you appeal, what you want changed and why. The easiest way is on My pages. You can also send a letter.',
        `Send the appeal to us. ${authority} first tries whether it has come in time, and then passes it on to the court.`]
      : ['Tycker du att beslutet är fel kan du överklaga. Skriv vilket beslut det gäller, vad du vill ändra och varför. Det går lättast på Mina sidor. Du kan också skicka ett brev.',
        `Skicka överklagandet till oss. ${authority} prövar först om det har kommit in i tid och lämnar sedan över det till domstolen.`]),
    appealBy: (within: string) => {
      const weeks = /^P(\d+)W$/.exec(within)?.[1];
      if (english) return weeks ? `within ${weeks} weeks from the day you got the decision` : 'within the time stated by law, from the day you got the decision';
      return weeks === '3' ? 'inom tre veckor från den dag då du fick beslutet' : `inom ${weeks ?? ''} veckor från den dag då du fick beslutet`;
    },
  };
}
