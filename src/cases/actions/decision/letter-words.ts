import { formatDate, formatMoney, type Language } from '../../../platform/index.ts';
import type { Outcome } from '../../../services/index.ts';
import type { DecisionRule } from '../../model/decision/decision-rule.ts';
import type { DecidedFee } from '../../model/application/fee.ts';
import type { DecisionItem } from '../../store/decision/decisions.ts';

interface Sought { name: string; outcome: Outcome }

/** What a letter of decision says by itself, in Swedish and English. Letters in easy Swedish use the Swedish words, which are short. */
export function letterWords(language: Language) {
  const english = language === 'en';
  const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${english ? 'and' : 'och'} ${names.at(-1)!}`);
  const namesOf = (items: readonly Sought[], ...outcomes: Outcome[]) => listed(items.filter(({ outcome }) => outcomes.includes(outcome)).map(({ name }) => small(name)));
  return {
    yes: english ? 'Yes' : 'Ja',
    /** after a condition that the officer has typed in Swedish */
    typedInSwedish: english ? ' (written in Swedish)' : '',
    from: english ? 'valid from' : 'gäller från',
    decidedAmount: english ? 'Decided amount' : 'Beslutat belopp',
    outcome: (english ? { granted: 'Yes', partly: 'Partly', refused: 'No' } : { granted: 'Ja', partly: 'Delvis', refused: 'Nej' }) satisfies Record<Outcome, string>,
    /** What a decision is called that is not the answer to the application itself. */
    headingOf(type: DecisionRule['type'], service: string): string {
      const name = small(service);
      switch (type) {
        case 'revocation': return english ? `Decision to revoke a permit: ${service}` : `Beslut om återkallelse: ${name}`;
        case 'recovery': return english ? `Decision on repayment: ${service}` : `Beslut om återkrav: ${name}`;
        case 'change': return english ? `Decision on a change: ${service}` : `Beslut om ändring: ${name}`;
        case 'renewal': return english ? `Decision on renewal: ${service}` : `Beslut om förlängning: ${name}`;
        case 'reconsideration': return english ? `Changed decision: ${service}` : `Ändrat beslut: ${name}`;
        default: return this.heading(service);
      }
    },
    /** The first sentence of a decision that follows on another; undefined when the usual one fits. */
    followingSummary(type: DecisionRule['type'], outcome: Outcome, about: { day?: string; lastDay?: string | null; amountOre?: number }): string | undefined {
      const [day, last] = [about.day ? formatDate(about.day, language) : '', about.lastDay ? formatDate(about.lastDay, language) : ''];
      const amount = about.amountOre === undefined ? '' : formatMoney(about.amountOre, language);
      switch (type) {
        case 'revocation':
          if (outcome === 'refused') return english ? 'You keep your permit.' : 'Du får behålla ditt tillstånd.';
          return english ? `Your permit is revoked. It is valid through ${last}.` : `Ditt tillstånd återkallas. Det gäller till och med ${last}.`;
        case 'recovery':
          if (outcome === 'refused') return english ? 'You do not have to pay anything back.' : 'Du behöver inte betala tillbaka något.';
          return english ? `You are to pay back ${amount}.` : `Du ska betala tillbaka ${amount}.`;
        case 'change':
          if (outcome === 'refused') return english ? 'No. Your permit is not changed.' : 'Nej. Ditt tillstånd ändras inte.';
          return english ? 'Your permit is changed.' : 'Ditt tillstånd ändras.';
        case 'renewal': return outcome === 'granted' ? (english ? 'Yes. Your permit is renewed.' : 'Ja. Ditt tillstånd förlängs.') : undefined;
        case 'reconsideration': return english ? `We have changed our decision of ${day}.` : `Vi har ändrat vårt beslut från den ${day}.`;
        default: return undefined;
      }
    },
    /** Why something is decided once more: an instance above has spoken. `carriedOut`: it changed the decision, and did not send it back. */
    court({ instance, day }: { instance: string; day: string }, carriedOut: boolean): string {
      const when = formatDate(day, language);
      if (english) {
        return carriedOut ? `${instance} changed our decision on ${when}. This decision says what you get because of that.`
          : `${instance} annulled our decision on ${when} and sent the case back to us. We have examined it again, and this decision now applies.`;
      }
      return carriedOut ? `${instance} ändrade vårt beslut den ${when}. Här står vad du får efter det.`
        : `${instance} upphävde vårt beslut den ${when} och lämnade tillbaka ärendet till oss. Vi har prövat det på nytt, och nu gäller det här beslutet.`;
    },
    /** Why a decision may be changed to someone's disadvantage (37 § förvaltningslagen). */
    ground: english
      ? { reservation: 'The decision said that it might be changed.', safety: 'Compelling reasons of safety require that the decision is changed at once.',
        falseInformation: 'The decision was wrong because of information from you that was wrong or misleading.' }
      : { reservation: 'Det framgår av beslutet att det kan ändras under vissa förutsättningar.', safety: 'Tvingande säkerhetsskäl kräver att beslutet ändras omgående.',
        falseInformation: 'Beslutet blev fel därför att uppgifter från dig var oriktiga eller vilseledande.' },
    /** Where the letter is in English and what somebody has written by hand is not. */
    swedish: 'The following is written by the case officer, in Swedish. Call us if you want help to read it.',
    feeHeading: english ? 'Fee' : 'Avgift',
    /** The fee has a line of its own: how much, and what was taken off because the authority was late. */
    fee: ({ amountOre, fullOre, late, law }: DecidedFee): string[] => {
      const [amount, full, less] = [amountOre, fullOre, fullOre - amountOre].map((one) => formatMoney(one, language));
      if (!late) return [english ? `The fee is ${amount}. You will get an invoice.` : `Avgiften är ${amount}. Du får en faktura.`];
      const how = english
        ? `By the tariff the fee is ${full}. We have decided later than we should have, and so we have taken off ${less}.${law ? ` This follows from ${law}.` : ''}`
        : `Enligt taxan är avgiften ${full}. Vi har beslutat senare än vi borde, och därför har vi dragit av ${less}.${law ? ` Det följer av ${law}.` : ''}`;
      if (amountOre === 0) return [how, english ? 'You do not have to pay anything.' : 'Du behöver inte betala något.'];
      return [how, english ? `You are to pay ${amount}. You will get an invoice.` : `Du ska betala ${amount}. Du får en faktura.`];
    },
    automationHeading: english ? 'This decision was made automatically' : 'Beslutet är fattat automatiskt',
    /** What 28 § förvaltningslagen and articles 15 and 22 of the GDPR ask to be told: that it was automatic, by what rule, from what, and how a person looks at it. */
    automation: ({ previousNumber, resolution, phone, authority }: { previousNumber: string; resolution: string; phone: string; authority: string }) => (english
      ? [`No case officer has been involved. ${authority} has decided that an application may be granted automatically when nothing has changed (${resolution}).`,
        `A computer compared your answers with those in case ${previousNumber}, where you got everything that you applied for. They are the same, and you answered that nothing has changed. The amount was then worked out by the same rules and tables that a case officer uses. How it was worked out is shown in this decision.`,
        'A rule can only say yes to everything. A no, or a part, is always decided by a person.',
        `You have the right to have a person look at the decision. Ask for it on My pages, or call ${phone}. You do not have to say why, and it costs nothing. You can also appeal.`]
      : [`Ingen handläggare har varit med. ${authority} har beslutat att en ansökan får beviljas automatiskt när ingenting har ändrats (${resolution}).`,
        `En dator jämförde dina svar med svaren i ärende ${previousNumber}, där du fick allt du sökte. Svaren är desamma, och du har svarat att ingenting är annorlunda. Beloppet räknades sedan ut med samma regler och tabeller som en handläggare använder. Hur det räknades ut står i beslutet.`,
        'En regel kan bara säga ja till allt. Ett nej, eller ett ja till en del, beslutas alltid av en människa.',
        `Du har rätt att få beslutet granskat av en människa. Be om det på Mina sidor, eller ring ${phone}. Du behöver inte säga varför, och det kostar ingenting. Du kan också överklaga.`]),
    left: english ? 'We decide on the following later: ' : 'Det här beslutar vi om senare: ',
    listed: (names: readonly string[]) => listed(names.map(small)),
    correctedHeading: (service: string) => (english ? `Corrected decision: ${service}` : `Rättat beslut: ${small(service)}`),
    corrected: (decidedAt: Date, what: string) => (english
      ? `This replaces the decision that we sent you on ${formatDate(decidedAt, language)}. It had an obvious mistake, which we have corrected: ${what}`
      : `Det här ersätter beslutet som vi skickade till dig den ${formatDate(decidedAt, language)}. Det hade ett uppenbart fel som vi har rättat: ${what}`),
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
    /** `court`: the name of who tries it, as it stands after "till" */
    appeal: (authority: string, court: string) => (english
      ? ['If you think the decision is wrong you can appeal. Write which decision you appeal, what you want changed and why. The easiest way is on My pages. You can also send a letter.',
        `Send the appeal to us. ${authority} first tries whether it has come in time, and then passes it on to ${court}.`]
      : ['Tycker du att beslutet är fel kan du överklaga. Skriv vilket beslut det gäller, vad du vill ändra och varför. Det går lättast på Mina sidor. Du kan också skicka ett brev.',
        `Skicka överklagandet till oss. ${authority} prövar först om det har kommit in i tid och lämnar sedan över det till ${court}.`]),
    /** What is given, with the days of the decision where the definition leaves room for them: `{from}`, `{until}`. */
    within(given: string, { validFrom, validUntil, further }: { validFrom?: string | undefined; validUntil?: string | undefined; further: boolean }): string {
      const last = validUntil && !further ? formatDate(validUntil, language) : english ? 'further notice' : 'vidare';
      return given.replaceAll('{from}', validFrom ? formatDate(validFrom, language) : '').replaceAll('{until}', last);
    },
    appealBy: (within: string) => {
      const weeks = /^P(\d+)W$/.exec(within)?.[1];
      if (english) return weeks ? `within ${weeks} weeks from the day you got the decision` : 'within the time stated by law, from the day you got the decision';
      return weeks === '3' ? 'inom tre veckor från den dag då du fick beslutet' : `inom ${weeks ?? ''} veckor från den dag då du fick beslutet`;
    },
  };
}
