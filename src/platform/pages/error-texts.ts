import type { Language } from '../language.ts';

/** 410 is gone, 413 too large, 422 could not be read, 429 too many, 503 closed for a while. */
export type ErrorStatus = 403 | 404 | 410 | 413 | 422 | 429 | 500 | 503;

interface ErrorTexts {
  start: string;
  reference: (reference: string) => string;
  retry: (minutes: number) => string;
  pages: Readonly<Record<ErrorStatus, { heading: string; paragraphs: readonly string[] }>>;
}

const sv: ErrorTexts = {
  start: 'Gå till startsidan',
  reference: (reference) => `Om du kontaktar oss, berätta gärna det här numret: ${reference}. Det hjälper oss att se vad som hände.`,
  retry: (minutes) => (minutes === 1 ? 'Försök igen om en minut.' : `Försök igen om ${minutes} minuter.`),
  pages: {
    403: {
      heading: 'Du kan inte se den här sidan',
      paragraphs: [
        'Sidan finns, men du har inte rätt att se den med den inloggning du har nu.',
        'Tror du att det är fel? Logga ut och in igen, eller hör av dig till oss.',
      ],
    },
    404: {
      heading: 'Sidan finns inte',
      paragraphs: [
        'Adressen kan vara felskriven, eller så har sidan flyttat.',
        'Kontrollera adressen, eller sök efter det du behöver på startsidan.',
      ],
    },
    410: {
      heading: 'Sidan är borttagen',
      paragraphs: ['Det som fanns här är borttaget och går inte att få tillbaka.', 'Saknar du något? Hör av dig till oss.'],
    },
    413: {
      heading: 'Filen är för stor',
      paragraphs: ['Gå tillbaka och välj en mindre fil, eller ta en bild av papperet med telefonen.', 'Det du har sparat finns kvar.'],
    },
    422: {
      heading: 'Vi kunde inte läsa det du skickade',
      paragraphs: ['Något i formuläret kom inte fram som det skulle. Det beror inte på dig.', 'Gå tillbaka och försök igen.'],
    },
    429: {
      heading: 'Det blev för många försök',
      paragraphs: ['Vi har fått många försök på kort tid och pausar för att skydda dina uppgifter. Det du har sparat finns kvar.'],
    },
    500: {
      heading: 'Något gick fel hos oss',
      paragraphs: [
        'Det beror inte på dig. Vi får veta att det har hänt.',
        'Det du har sparat finns kvar. Försök igen om en stund, eller hör av dig till oss.',
      ],
    },
    503: {
      heading: 'Tjänsten är stängd en stund',
      paragraphs: ['Det är många som vill in just nu, eller så arbetar vi med tjänsten. Det du har sparat finns kvar.'],
    },
  },
};

const svSimple: ErrorTexts = {
  start: 'Gå till första sidan',
  reference: (reference) => `Behöver du hjälp? Berätta det här numret för oss: ${reference}.`,
  retry: sv.retry,
  pages: {
    403: { heading: 'Du får inte se den här sidan', paragraphs: ['Du kan prova att logga ut och logga in igen.', 'Du kan också ringa oss.'] },
    404: { heading: 'Sidan finns inte', paragraphs: ['Adressen kan vara fel.', 'Du kan söka på första sidan.'] },
    410: { heading: 'Sidan är borta', paragraphs: ['Det som fanns här är borttaget.', 'Du kan ringa oss om du saknar något.'] },
    413: { heading: 'Filen är för stor', paragraphs: ['Gå tillbaka.', 'Välj en mindre fil, eller ta en bild med telefonen.'] },
    422: { heading: 'Det gick inte att läsa det du skickade', paragraphs: ['Det är inte ditt fel.', 'Gå tillbaka och prova igen.'] },
    429: { heading: 'Det blev för många försök', paragraphs: ['Vänta en stund. Det du har sparat finns kvar.'] },
    500: { heading: 'Något gick fel', paragraphs: ['Det är vårt fel, inte ditt.', 'Det du har sparat finns kvar.', 'Prova igen om en stund.'] },
    503: { heading: 'Sidan är stängd en stund', paragraphs: ['Det är många som vill in just nu.', 'Det du har sparat finns kvar.'] },
  },
};

const en: ErrorTexts = {
  start: 'Go to the start page',
  reference: (reference) => `If you contact us, please mention this number: ${reference}. It helps us see what happened.`,
  retry: (minutes) => (minutes === 1 ? 'Try again in one minute.' : `Try again in ${minutes} minutes.`),
  pages: {
    403: {
      heading: 'You cannot see this page',
      paragraphs: [
        'The page exists, but the way you are signed in now does not let you see it.',
        'Do you think this is wrong? Sign out and in again, or contact us.',
      ],
    },
    404: {
      heading: 'There is no such page',
      paragraphs: ['The address may be misspelled, or the page may have moved.', 'Check the address, or search on the start page.'],
    },
    410: {
      heading: 'The page has been removed',
      paragraphs: ['What was here has been removed and cannot be brought back.', 'Are you missing something? Contact us.'],
    },
    413: {
      heading: 'The file is too large',
      paragraphs: ['Go back and choose a smaller file, or take a picture of the paper with your phone.', 'What you saved is still there.'],
    },
    422: {
      heading: 'We could not read what you sent',
      paragraphs: ['Something in the form did not reach us as it should. It is not your fault.', 'Go back and try again.'],
    },
    429: {
      heading: 'Too many attempts',
      paragraphs: ['We have had many attempts in a short time and are pausing to protect your data. What you saved is still there.'],
    },
    500: {
      heading: 'Something went wrong on our side',
      paragraphs: [
        'It is not your fault. We are told that it happened.',
        'What you saved is still there. Try again in a while, or contact us.',
      ],
    },
    503: {
      heading: 'The service is closed for a while',
      paragraphs: ['Many people want in right now, or we are working on the service. What you saved is still there.'],
    },
  },
};

export const errorTexts: Readonly<Record<Language, ErrorTexts>> = { sv, 'sv-simple': svSimple, en };
