import { serve, testHouse, type Client } from '../support/index.ts';
import { identity } from '../../src/identity/index.ts';
import { cookieNames, startSession } from '../../src/identity/session.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import type { Tx, Uuid } from '../../src/platform/index.ts';
import { portal } from '../../src/portal/index.ts';
import { services } from '../../src/services/index.ts';
import { cases } from '../../src/cases/index.ts';
import { findCase, updateCase, type CaseFile } from '../../src/cases/store/case/case-file.ts';
import { addDecision } from '../../src/cases/store/decision/decisions.ts';
import { addNotification } from '../../src/cases/store/notification/notifications.ts';
import { partiesOf } from '../../src/cases/store/parties/parties.ts';
import { addPermit } from '../../src/cases/store/permit/permits.ts';
import { apply, hire, makeTown, meet, signedInResident, transportAnswers, type Town, type Worker } from '../../src/cases/testing.ts';

export const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, portal] });
export const server = await serve(house);
export const town: Town = await makeTown(house, ['fardtjanst', 'ekonomiskt-bistand-manad']);
export const officer: Worker = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });

let born = 1;
/** A person with an application of their own. Numbers are from a year nobody living was born in. */
export async function applicant(name: string): Promise<{ person: Uuid; caseId: Uuid; browser: Client; path: string }> {
  const person = await meet(house, town, name, 'Ärlig', `1892${String(born++).padStart(2, '0')}019801`);
  const { caseId } = await apply(house, town, person, transportAnswers);
  return { person, caseId, browser: await signedInResident(house, server, town, person), path: `/mina-sidor/arenden/${caseId}` };
}

/** A transaction of the officer, as a staff page has it. */
export const asOfficer = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => house.db.transaction('staff',
  { tenant: town.id, staff: officer.id, authority: officer.authorityId },
  { kind: 'staff', sessionId: officer.id, staffId: officer.id, authorityId: officer.authorityId, unitIds: officer.unitIds, roles: officer.roles, level: 3, provenAt: house.clock.now() }, work);
export const fileOf = (tx: Tx, caseId: Uuid): Promise<CaseFile> => findCase(tx, caseId).then((file) => file!);
/** A page as it is read: without tags. */
export const read = (text: string) => text.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').replaceAll('&nbsp;', ' ');

/** A decision that has been sent to the applicant, as staff's pages leave it. */
export async function decide(caseId: Uuid, options: { outcome?: 'granted' | 'refused' } = {}): Promise<Uuid> {
  const outcome = options.outcome ?? 'granted';
  return asOfficer(async (tx) => {
    const file = await fileOf(tx, caseId);
    const [party] = await partiesOf(tx, caseId);
    const id = await addDecision(tx, file, {
      unitId: file.unitId, type: 'permit', outcome, number: 1, decidedBy: officer.id, delegationId: null, delegationPoint: '5.3', reported: true, documentId: null,
      content: {
        reasons: [{ title: 'Färdtjänst', paragraphs: ['Du har stora svårigheter att åka buss på egen hand.'] }], laws: ['7 § lagen (1997:736) om färdtjänst'],
        calculation: [{ id: 'norm', label: 'Riksnormen', unit: 'money', amount: 412_000, explain: 'Efter hur många ni är.',
          tableRows: [{ table: 'Riksnorm (exempel)', key: 'single', amount: 412_000, validFrom: '2026-01-01' }] }],
      },
      items: [{ item: 'travel', outcome, reasons: ['difficulty'], validFrom: '2026-12-01', validUntil: '2028-11-30', further: false, amountOre: null,
        content: { name: 'Färdtjänst', conditions: ['Du får ta med en medresenär.'], reasonTexts: [], given: 'Ring beställningscentralen när du vill åka.' } }],
    });
    await addNotification(tx, file, { decisionId: id, partyId: party!.id, how: 'myPages', appealable: true });
    if (outcome === 'granted') {
      await addPermit(tx, file, { decisionId: id, partyId: party!.id, service: file.service, number: 'FT-1', validFrom: '2026-12-01', validUntil: '2028-11-30',
        remindDay: '2028-10-05', content: { holder: 'Tilda Ärlig', name: 'Färdtjänst', conditions: ['Du får ta med en medresenär.'] } });
    }
    await updateCase(tx, caseId, { state: 'decided', decided_at: tx.now });
    return id;
  });
}

/** A browser of the applicant with a new session, after the clock has moved past the old one. */
export async function signedInAgain(caseId: Uuid): Promise<Client> {
  const [row] = await house.asOwner<{ person_id: Uuid }>('select person_id from cases.party where case_id = $1', [caseId]);
  return signedInResident(house, server, town, row!.person_id);
}

/** A browser in which an agent has signed in and acts for a person. */
export async function acting(person: Uuid, agent: Uuid, proxy: Uuid): Promise<Client> {
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, {
    realm: 'resident', personId: agent, level: 3, provenAt: tx.now, display: { name: 'Gunnar Ombud', actingFor: 'Elsa Ärlig' }, provider: { issuer: 'test', subject: agent },
  }));
  await house.asOwner(`update identity.session set acting_for = $1, proxy_id = $2, ground = 'powerOfAttorney' where person_id = $3 and acting_for is null`, [person, proxy, agent]);
  browser.setCookie(cookieNames.resident, token);
  return browser;
}
