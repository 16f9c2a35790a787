/**
 * The test people of the demonstration. Names are invented; personal identity numbers come only from Skatteverket's
 * published list of test numbers (CC0), so that no living person can be hit. Nobody here exists.
 */

/** A level of assurance that a test person's e-ID can reach; the demonstration provider knows the URI of each. */
export type DemoLevel = 'loa2' | 'loa3' | 'loa4' | 'uncertified-loa3' | 'eidas-sub';

/** What a member of staff does within a unit or an authority. */
export type DemoRole = 'officer' | 'deputy' | 'manager' | 'registrar' | 'administrator' | 'economy' | 'onDuty' | 'secretary';

/** A test person's employment. Ids of organisation, authority and units are those of `demo/organisations/*.yaml`. */
export interface DemoEmployment {
  organisation: 'exempelkommun' | 'region-exempel';
  /** Whole organisation when null: only an administrator. */
  authority: string | null;
  /** Whole authority when empty: only a registrar or an administrator. */
  units: readonly string[];
  roles: readonly DemoRole[];
  title: string;
}

/** Someone who can sign in at the demonstration provider. */
export interface DemoPerson {
  /** Used as `login_hint`; never a personal number. */
  alias: string;
  givenName: string;
  familyName: string;
  birthYear: number;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** Twelve digits; absent for someone with a foreign e-ID. */
  personalIdentityNumber?: string;
  /** Provisional identifier of a foreign e-ID (Sweden Connect, 1.2.752.201.3.4), with its persistence class. */
  prid?: { value: string; persistence: 'A' | 'B' | 'C'; country: string };
  /** Levels the person's e-ID reaches, the usual one first. */
  levels: readonly DemoLevel[];
  /** In Swedish: what to try as this person. Shown at sign-in. */
  note: string;
  employment?: DemoEmployment;
}

/** Organisation numbers of the invented organisations, as in `demo/organisations/*.yaml`, ten digits. */
export const demoOrganisationNumbers = {
  'exempelkommun': { number: '0000000000', name: 'Exempelkommun' },
  'region-exempel': { number: '0000000001', name: 'Region Exempel' },
} as const;

const residents: readonly DemoPerson[] = [
  resident('anna', 'Anna', 'Sjölind', '194401152204', ['loa3', 'loa2'],
    '82 år och har svårt att gå. Sök färdtjänst, följ ärendet och läs beslutet.'),
  resident('bertil', 'Bertil', 'Sjölind', '196809139295', ['loa3', 'loa2'],
    'Annas son, bor i en annan kommun. Prova att vara ombud för Anna.'),
  resident('carina', 'Carina', 'Westmark', '198801132385', ['loa3', 'loa2'],
    'Gift med David, två barn hemma. Sök ekonomiskt bistånd tillsammans med David.'),
  resident('david', 'David', 'Westmark', '198701182399', ['loa3', 'loa2'],
    'Gift med Carina. Skriv under som medsökande.'),
  resident('eva', 'Eva', 'Lundhage', '198501132388', ['loa3', 'loa2'],
    'Vårdnadshavare för Hugo, 9 år, och Filip, 16 år. Sök färdtjänst för Hugo.'),
  resident('filip', 'Filip', 'Lundhage', '201001132396', ['loa3'],
    '16 år. Egen part i sina ärenden; Eva är vårdnadshavare.'),
  resident('greta', 'Greta', 'Holmdal', '199101132380', ['loa3', 'loa2'],
    'Har skyddade personuppgifter, liksom dottern Liv. Se hur uppgifterna döljs.'),
  {
    alias: 'ines', givenName: 'Inês', familyName: 'Carvalhal', birthYear: 1990, birthDate: '1990-05-14',
    prid: { value: 'PT:DEMO9H2K7T4W', persistence: 'B', country: 'PT' }, levels: ['eidas-sub'],
    note: 'E-legitimation från Portugal, inget svenskt personnummer.',
  },
  resident('johan', 'Johan', 'Ekhage', '197901132394', ['loa2'],
    'E-legitimation på nivå 2. Se vad som händer när tjänsten kräver nivå 3.'),
];

const staff: readonly DemoPerson[] = [
  employee('karin', 'Karin', 'Almgård', '197901122387', ['loa3'], 'Handlägg en ansökan om färdtjänst till beslut.',
    work('tekniska-namnden', ['fardtjanst', 'fardtjanst-barn'], ['officer'], 'Handläggare, färdtjänst')),
  employee('lars', 'Lars', 'Höglind', '198101122391', ['loa3'], 'Ersättare för Karin. Ta över ett ärende.',
    work('tekniska-namnden', ['fardtjanst', 'fardtjanst-barn'], ['officer', 'deputy'], 'Handläggare, färdtjänst')),
  employee('maria', 'Maria', 'Stenvik', '197101039282', ['loa3', 'loa4'],
    'Fördela ärenden, se handläggningstider, besluta med delegation.',
    work('tekniska-namnden', ['fardtjanst', 'fardtjanst-barn'], ['manager'], 'Enhetschef, färdtjänst')),
  employee('nils', 'Nils', 'Bergåker', '198301132398', ['loa3'],
    'Handlägg en månadsansökan om ekonomiskt bistånd.',
    work('socialnamnden', ['forsorjningsstod'], ['officer'], 'Socialsekreterare')),
  employee('ulf', 'Ulf', 'Tallmark', '199201112399', ['loa3'], 'Ersättare för Nils.',
    work('socialnamnden', ['forsorjningsstod'], ['officer', 'deputy'], 'Socialsekreterare')),
  employee('olga', 'Olga', 'Rydmark', '197405269288', ['loa3'],
    'Chef för ekonomiskt bistånd. Fördela, följ upp, besluta.',
    work('socialnamnden', ['forsorjningsstod'], ['manager'], 'Enhetschef, försörjningsstöd')),
  employee('ingrid', 'Ingrid', 'Karlmark', '197002259294', ['loa3'],
    'Ekonom. Attestera utbetalningar, gör filen till banken, läs in kvittensen.',
    work('socialnamnden', [], ['economy'], 'Ekonom, socialnämnden')),
  employee('petra', 'Petra', 'Lönnfors', '198101132382', ['uncertified-loa3'],
    'Registrator. Registrera en ansökan som kom på papper.',
    work('tekniska-namnden', [], ['registrar', 'secretary'], 'Registrator och sekreterare, tekniska nämnden')),
  employee('berit', 'Berit', 'Stormdal', '196205143248', ['loa3'],
    'Tjänsteperson i beredskap. Slå på ett krisläge, berätta vad som gäller.',
    { organisation: 'exempelkommun', authority: null, units: [], roles: ['onDuty'], title: 'Tjänsteperson i beredskap' }),
  employee('ragnar', 'Ragnar', 'Vinterås', '195807133052', ['loa3'],
    'Administratör. Enheter, öppettider, roller och delegationer.',
    { organisation: 'exempelkommun', authority: null, units: [], roles: ['administrator'], title: 'Administratör' }),
  employee('sara', 'Sara', 'Kvistberg', '199401152385', ['loa3'],
    'Handlägg ett bygglov: komplettering, grannar, beslut, startbesked. Ska inte se andra nämnders ärenden.',
    work('byggnadsnamnden', ['bygglov'], ['officer'], 'Bygglovshandläggare')),
  employee('tove', 'Tove', 'Myrlund', '199003202380', ['loa3'],
    'Arbetar i Region Exempel. Ska inte se något i kommunen.',
    {
      organisation: 'region-exempel', authority: 'halso-och-sjukvardsnamnden', units: ['sjukresor'],
      roles: ['officer'], title: 'Handläggare, sjukresor',
    }),
  employee('ylva', 'Ylva', 'Norrgård', '198404272380', ['loa3'], 'Svara på synpunkter och lämna ut allmänna handlingar.',
    work('kommunstyrelsen', ['kansli'], ['officer', 'registrar'], 'Registrator, kommunstyrelsen')),
  employee('henrik', 'Henrik', 'Falkvik', '196705203252', ['loa3'], 'Kanslichef. Besluta när en handling inte kan lämnas ut.',
    work('kommunstyrelsen', ['kansli'], ['manager'], 'Kanslichef')),
  employee('jonas', 'Jonas', 'Grusberg', '199510022396', ['loa3'], 'Ta hand om felanmälningar, de farliga först.',
    work('tekniska-namnden', ['gata-park'], ['officer'], 'Arbetsledare, gata och park')),
  employee('agneta', 'Agneta', 'Brolin', '197811022388', ['loa3'], 'Chef för gata, park och parkering. Återkalla ett parkeringstillstånd.',
    work('tekniska-namnden', ['gata-park', 'parkering'], ['manager'], 'Enhetschef, gata och park')),
  employee('elin', 'Elin', 'Svalmark', '196608182942', ['loa3'], 'Handlägg ett parkeringstillstånd till beslut.',
    work('tekniska-namnden', ['parkering'], ['officer'], 'Handläggare, parkeringstillstånd')),
  employee('sofia', 'Sofia', 'Lindrot', '199407112383', ['loa3'], 'Ta emot en orosanmälan och gör en skyddsbedömning.',
    work('socialnamnden', ['barn-och-familj'], ['officer'], 'Socialsekreterare, mottagningen')),
  employee('kjell', 'Kjell', 'Ahlbacka', '198903312398', ['loa3'], 'Chef för mottagningen. Följ att skyddsbedömningar görs samma dag.',
    work('socialnamnden', ['barn-och-familj'], ['manager'], 'Enhetschef, barn och familj')),
  employee('moa', 'Moa', 'Ekdahl', '198801062384', ['loa3'], 'Sjuksköterska på en vårdcentral i regionen. Svara på en begäran om receptförnyelse, och ta emot dem som har en tid.',
    { organisation: 'region-exempel', authority: 'halso-och-sjukvardsnamnden', units: ['vardcentral-eken'], roles: ['officer', 'manager'], title: 'Sjuksköterska' }),
  employee('rolf', 'Rolf', 'Timmerdahl', '197603012399', ['loa3'], 'Chef för bygglov. Fördela, förläng tiden, besluta om förhandsbesked.',
    work('byggnadsnamnden', ['bygglov'], ['manager'], 'Bygglovschef')),
  employee('oskar', 'Oskar', 'Plankvist', '199003012391', ['loa3'], 'Ersättare för Sara, handlägger bygglov.',
    work('byggnadsnamnden', ['bygglov'], ['officer', 'deputy'], 'Bygglovshandläggare')),
  employee('viveka', 'Viveka', 'Stentorp', '197603012381', ['loa3'], 'Sekreterare i byggnadsnämnden och registrator. För in nämndens paragrafer.',
    work('byggnadsnamnden', [], ['registrar', 'secretary'], 'Nämndsekreterare')),
  employee('mikael', 'Mikael', 'Tröskelin', '198303012390', ['loa3'], 'Handlägg bostadsanpassningsbidrag, åtgärd för åtgärd.',
    work('tekniska-namnden', ['bostadsanpassning'], ['officer'], 'Handläggare, bostadsanpassning')),
  employee('birgitta', 'Birgitta', 'Ledstedt', '197205169266', ['loa3'], 'Chef för bostadsanpassning. Fördela, besluta om återkrav.',
    work('tekniska-namnden', ['bostadsanpassning'], ['manager'], 'Enhetschef, bostadsanpassning')),
  employee('gunilla', 'Gunilla', 'Sandhed', '197403199289', ['loa3'], 'Ekonom. Attestera bidrag till bostadsanpassning, gör filen till banken.',
    work('tekniska-namnden', [], ['economy'], 'Ekonom, tekniska nämnden')),
];

/** Everyone who can sign in, residents first. */
export const demoPeople: readonly DemoPerson[] = [...residents, ...staff];

/** The test person with an alias, or undefined. */
export function demoPerson(alias: string): DemoPerson | undefined {
  return demoPeople.find((person) => person.alias === alias);
}

/** Given and family name together. */
export function fullName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`;
}

/** The organisational identity (`alias@organisation number`) that the provider states for staff, or undefined. */
export function orgAffiliation(person: DemoPerson): string | undefined {
  return person.employment && `${person.alias}@${demoOrganisationNumbers[person.employment.organisation].number}`;
}

function resident(alias: string, givenName: string, familyName: string, number: string, levels: readonly DemoLevel[],
  note: string): DemoPerson {
  return {
    alias, givenName, familyName, note, levels,
    personalIdentityNumber: number,
    birthYear: Number(number.slice(0, 4)),
    birthDate: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`,
  };
}

function employee(alias: string, givenName: string, familyName: string, number: string, levels: readonly DemoLevel[],
  note: string, employment: DemoEmployment): DemoPerson {
  return { ...resident(alias, givenName, familyName, number, levels, note), employment };
}

function work(authority: string, units: readonly string[], roles: readonly DemoRole[], title: string): DemoEmployment {
  return { organisation: 'exempelkommun', authority, units, roles, title };
}
