/** Invented documents for tests and for looking at a template: nobody in them exists. */
import type { LetterData, RegisterData, SubmissionData } from './shapes.ts';

const organisation = {
  name: 'Exempelkommun',
  unit: 'Samhällsbyggnadsnämnden · Färdtjänsten',
  color: '#1d5a7a',
  contact: {
    phone: '010-123 45 67',
    hours: 'Vi svarar vardagar 8–16. Du kan också be oss ringa upp.',
    email: 'fardtjanst@exempelkommun.se',
    web: 'exempelkommun.se/fardtjanst',
    address: ['Exempelkommun, Färdtjänsten', 'Box 123', '123 45 Exempelstad'],
  },
};

/** A decision that says partly yes. */
export const sampleLetter: LetterData = {
  organisation,
  case: { number: 'SBN 2026-004217-3' },
  date: '22 november 2026',
  officer: 'Åsa Öberg',
  recipient: ['Tilda Ärlig', 'Björkvägen 12 lgh 1102', '123 45 Exempelstad'],
  heading: 'Beslut om färdtjänst',
  answer: {
    summary: 'Du får färdtjänst, men inte ledsagare.',
    paragraphs: [
      'Du kan resa från och med den 1 december 2026. Ring beställningscentralen på 010-123 45 99 när du vill '
        + 'boka din första resa.',
    ],
  },
  items: [
    {
      name: 'Färdtjänst',
      outcome: 'Ja, du får färdtjänst.',
      valid: '2026-12-01 – 2028-11-30',
      conditions: ['Resor inom Exempelkommun och Grannköpings kommun.', 'Högst 120 enkelresor om året.'],
    },
    { name: 'Ledsagare', outcome: 'Nej.' },
    {
      name: 'Särskilt fordon',
      outcome: 'Ja, du får resa i framsätet.',
      valid: '2026-12-01 – 2028-11-30',
    },
  ],
  sections: [
    {
      heading: 'Varför vi har beslutat så',
      paragraphs: [
        'Du har berättat att du kan gå ungefär 100 meter med rollator, och att du inte kan stå och vänta på '
          + 'bussen. Ditt intyg från arbetsterapeuten visar samma sak. Du har därför väsentliga svårigheter att '
          + 'förflytta dig och att resa med buss.',
        'Du behöver ingen som hjälper dig under resan. Det du har berättat visar att du behöver hjälp med detta:',
        '- att komma till och från bilen',
        '- att bära väskor in till dörren',
        'Den hjälpen ger föraren. Därför får du inte ledsagare. Du kan ändå ta med en medresenär.',
      ],
    },
    {
      heading: 'Så har vi räknat avgiften',
      paragraphs: ['Exempel på vad resorna kostar:'],
      table: {
        columns: [
          { label: 'Sträcka' },
          { label: 'Vardag', align: 'right' },
          { label: 'Kväll och helg', align: 'right' },
        ],
        rows: [['Upp till 10 km', '45,00 kr', '60,00 kr'], ['Över 10 km', '75,00 kr', '95,00 kr']],
        total: ['Högst under en månad', '', '640,00 kr'],
      },
    },
  ],
  laws: [
    { reference: '7 § lagen (1997:736) om färdtjänst', says: 'vem som har rätt till färdtjänst' },
    { reference: '8 § lagen (1997:736) om färdtjänst', says: 'när man har rätt till ledsagare' },
    { reference: '9 § lagen (1997:736) om färdtjänst', says: 'hur länge tillståndet gäller och vilka villkor det har' },
  ],
  signatures: [
    {
      name: 'Åsa Öberg',
      title: 'Färdtjänsthandläggare',
      unit: 'Färdtjänsten',
      authority: 'För samhällsbyggnadsnämnden, delegation 5.3',
    },
  ],
  appeal: {
    paragraphs: [
      'Tycker du att beslutet är fel? Då kan du överklaga det. Det kostar ingenting.',
      'Skriv vilket beslut du överklagar, hur du vill att det ska ändras och varför. Skriv ditt namn, '
        + 'personnummer, telefonnummer och din adress. Du kan också överklaga på Mina sidor.',
      'Vi måste få ditt överklagande inom tre veckor från den dag du fick det här beslutet.',
    ],
    to: 'Förvaltningsrätten i Exempelstad',
    send: 'Exempelkommun, Samhällsbyggnadsnämnden\nBox 123, 123 45 Exempelstad',
  },
};

/** A signed application with every kind of answer. */
export const sampleSubmission: SubmissionData = {
  organisation,
  service: { name: 'Ansökan om färdtjänst' },
  version: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  languageName: 'Svenska',
  case: 'SBN 2026-004217-3',
  arrived: '3 november 2026 kl. 14.02',
  sections: [
    {
      title: 'Om dig',
      questions: [
        {
          question: 'Namn',
          answer: { kind: 'text', text: 'Tilda Ärlig' },
          source: 'folkbokföringen. Du har svarat att det stämmer.',
        },
        { question: 'Telefonnummer', answer: { kind: 'none' } },
      ],
    },
    {
      title: 'Vad gör det svårt för dig att resa?',
      questions: [
        {
          question: 'Vad är svårt?',
          explanation: 'Vi behöver veta vad som hindrar dig för att kunna bedöma din rätt.',
          answer: { kind: 'list', items: ['Gå till hållplatsen', 'Komma på och av'] },
        },
        {
          question: 'Berätta mer om det du vill',
          answer: {
            kind: 'text',
            text: 'Det är *svårt* på vintern, $5 i bussen & #read("/etc/passwd").\n\n'
              + 'السلام عليكم 😀\n- inte en punkt',
          },
        },
        {
          question: 'Resor du brukar göra',
          answer: {
            kind: 'table',
            columns: [{ label: 'Vart' }, { label: 'Gånger i månaden', align: 'right' }],
            rows: [['Vårdcentralen', '2'], ['Affären', '8']],
          },
        },
        {
          question: 'Intyg',
          answer: {
            kind: 'files',
            files: [{
              name: 'intyg arbetsterapeut.pdf', type: 'PDF', size: '214 kB',
              sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
            }],
          },
        },
      ],
    },
  ],
  attestations: [{
    statement: 'Jag försäkrar på heder och samvete att uppgifterna är riktiga.',
    name: 'Tilda Ärlig',
    at: '3 november 2026 kl. 14.02.11',
    level: 'Tillitsnivå 3',
    provider: 'Provlegitimation (test)',
    transaction: '0199f2a4-6c1e-7d1a-9a55-2d0f8a7be001',
    textHash: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  }],
};

/** Delegated decisions for a meeting. */
export const sampleRegister: RegisterData = {
  organisation,
  heading: 'Delegationsbeslut till nämnden den 10 december 2026',
  paragraphs: ['Besluten är fattade med stöd av delegationsordningen, punkt 5.3.'],
  made: '1 december 2026 kl. 09.00',
  columns: [
    { label: 'Datum' }, { label: 'Ärende' }, { label: 'Beslut' }, { label: 'Punkt' }, { label: 'Beslutat av' },
    { label: 'Antal resor', align: 'right' },
  ],
  rows: [
    ['2026-11-22', 'SBN 2026-004217-3', 'Färdtjänst beviljad delvis', '5.3', 'Åsa Öberg', '120'],
    ['2026-11-23', 'SBN 2026-004220-8', 'Färdtjänst beviljad', '5.3', 'Åsa Öberg', '60'],
  ],
};
