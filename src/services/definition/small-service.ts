import type { Files } from './folder.ts';

/** The smallest service that is whole, for tests. Every part of it is needed. */
export const smallService: Files = {
  'service.yaml': `# A bench in the park
service: parkBench
path: parkbank
name: Parkbänk
summary: Be om en bänk.
need: leisure
keywords: [bänk]
start:
  who: Alla.
  minutes: { from: 1, to: 2 }
  time: En vecka.
  decided: En handläggare beslutar.
  after:
    - { id: reading, sv: Vi läser. }
channels: [web, phone]
authority: technical
route:
  - { to: parkUnit }
law: { act: Ingen lag, sections: { rule: 1 § } }
register: { in: diary, title: Önskemål om bänk }
secrecy: { act: OSL, section: 1 kap. 1 §, test: straight }
privacy: { purpose: Svara dig., basis: [6.1e] }
information: { confidentiality: 1, integrity: 1, availability: 1, traceability: 1 }
parties:
  applicant: { is: person }
  signs: [applicant]
pages:
  - id: where
    title: Var?
    questions:
      - { id: place, ask: Var ska bänken stå?, type: text }
      - { id: shade, ask: Vill du ha skugga?, type: yesNo }
      - { id: tree, ask: Vilket träd?, type: text, when: '%shade = true', confirm: { from: population.name } }
inquiry: inquiry.yaml
decisions:
  - type: grant
    per: whole
    items:
      - { id: bench, sv: Bänk, law: rule }
    outcomes: [granted, refused]
    reasons:
      - { id: nice, for: [granted], sv: Platsen är bra. }
      - { id: full, for: [refused], sv: Det är fullt. }
    valid: [further]
delegation:
  - { point: '1.1', decisions: [grant], reported: false }
deadlines:
  - { id: promise, clock: promise, sv: En vecka, from: complete, for: P1W }
letter:
  granted: letters/yes.typ
  refused: letters/no.typ
notify: { how: [myPages], clock: appeal }
appeal: { to: forvaltningsratten, within: P3W, from: served }
retention:
  application: { keep: P1Y, from: closed }
  message: { keep: P1Y, from: closed }
  note: { keep: P1Y, from: closed }
  inquiry: { keep: P1Y, from: closed }
  decision: { keep: forever }
  appeal: { keep: P1Y, from: closed }
  readLog: { keep: P1Y, from: made }
`,
  'inquiry.yaml': `sections:
  - id: bench
    item: bench
    title: Bänken
    sought: [place, tree]
    assessment:
      - { id: room, ask: Finns det plats?, type: yesNo }
    proposal:
      - { when: '%room = true', outcome: granted, reasons: [nice], say: Det finns plats. }
    text:
      - { id: told, say: 'Du vill ha bänken här: {place}.' }
completion:
  - { id: map, sv: Karta, ask: Skicka en karta. }
`,
  'texts/en.yaml': english(),
  'texts/sv-simple.yaml': english(),
  'letters/yes.typ': 'Ja',
  'letters/no.typ': 'Nej',
};

function english(): string {
  return `name: Bench
summary: Ask for a bench.
keywords: [bench, seat]
start:
  who: Everyone.
  time: A week.
  decided: An officer decides.
  after.reading: We read.
privacy.purpose: Answer you.
pages.where.title: Where?
questions:
  place.ask: Where?
  shade.ask: Shade?
  tree.ask: Which tree?
decisions.grant:
  items.bench.name: Bench
  reasons: { nice: A good place., full: It is full. }
deadlines.promise: One week
inquiry:
  sections.bench:
    title: The bench
    text.told.say: 'You want it here: {place}.'
  completion.map: { name: Map, ask: Send a map. }
`;
}
