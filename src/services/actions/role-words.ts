/** What the roles of the published catalogue are called in Swedish. Another catalogue may have roles of its own: they are told by their id alone. */
const authorityWords: Readonly<Record<string, string>> = {
  board: 'kommunstyrelsen', building: 'byggnadsnämnden', healthCare: 'nämnden för hälso- och sjukvård', social: 'socialnämnden', technical: 'den tekniska nämnden',
};
const unitWords: Readonly<Record<string, string>> = {
  bookingCentre: 'beställningscentralen', buildingPermitUnit: 'enheten för bygglov', careUnit: 'vårdenheten', childrenAndFamilyUnit: 'enheten för barn och familj',
  childrenUnit: 'enheten för färdtjänst för barn', contactCentre: 'kontaktcentret', feedbackUnit: 'enheten för synpunkter', housingAdaptationUnit: 'enheten för bostadsanpassning',
  incomeSupportUnit: 'enheten för försörjningsstöd', parkingUnit: 'enheten för parkeringstillstånd', recordsUnit: 'enheten för diarium och utlämnande',
  streetUnit: 'enheten för gator och parker', transportUnit: 'enheten för färdtjänst',
};

/** Why a service cannot be published where nobody has an authority's role in it, and where that is said. */
export function missingAuthority(role: string, organisation: string): { reason: string; remedy: string } {
  const word = authorityWords[role];
  return {
    reason: `nämndrollen ${role} finns inte hos ${organisation}${word ? `: tjänsten hör till ${word}, och det är inte sagt vilken nämnd det är hos er` : ''}`,
    remedy: `Skriv raden ”${role}: ” och nämndens kortnamn under roles.authorities i organisationens fil, och läs in filen igen.`,
  };
}

/** As `missingAuthority`, of a unit that the service's cases go to. */
export function missingUnit(role: string, organisation: string): { reason: string; remedy: string } {
  const word = unitWords[role];
  return {
    reason: `enhetsrollen ${role} finns inte hos ${organisation}${word ? `: ärendena går till ${word}, och det är inte sagt vilken enhet det är hos er` : ''}`,
    remedy: `Skriv raden ”${role}: ” och enhetens kortnamn under roles.units i organisationens fil, och läs in filen igen.`,
  };
}
