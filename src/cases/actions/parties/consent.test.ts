import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, extensionAnswers, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
const undertaking = 'Jag begär aldrig ersättning för att återställa huset.';
let town: Town;
let bo: Client;
before(async () => {
  town = await makeTown(house, ['bygglov'], (folder) => {
    const { definition } = folder;
    const others = definition.parties.others.map((one) => (one.id === 'neighbours' ? { ...one, asked: 'consent' as const, undertaking } : one));
    return { ...folder, definition: { ...definition, parties: { ...definition.parties, others }, retention: { ...definition.retention, consent: { keep: 'forever' as const } } } };
  });
  bo = await signedInStaff(house, server, town, await hire(house, town, 'Bo Bygg', { authority: 'byggnadsnamnden', roles: ['officer'] }));
});
after(closePdf);

const at = (caseId: Uuid, rest = '') => `/handlaggning/arenden/${caseId}${rest}`;

describe('consent', () => {
  /** A case with an owner who is asked, and the owner's browser. */
  async function asked(): Promise<{ caseId: Uuid; id: Uuid; owner: Client }> {
    const applicant = await meet(house, town, 'Kim', 'Prov', '189001019802');
    const { caseId } = await apply(house, town, applicant, extensionAnswers, 'buildingPermit');
    await bo.post(at(caseId, '/ta'), { bias: 'no' });
    const added = await bo.post(at(caseId, '/parter/ny'), { kind: 'neighbours', name: 'Nils Granne', street: 'Bortre vägen 3', postcode: '999 02', city: 'Exempelstad' });
    const id = added.location!.pathname.split('/').at(-1) as Uuid;
    await bo.post(at(caseId, `/parter/${id}/fraga`), { due: '2026-12-11' });
    const [row] = await house.asOwner<{ document_id: string }>('select document_id from cases.other_party where id = $1', [id]);
    const code = /([2-9A-HJ-NP-Z]{3}-){5}[2-9A-HJ-NP-Z]{3}/.exec(textOfPdf((await bo.get(at(caseId, `/dokument/${row!.document_id}`))).bytes))![0];
    const owner = server.browser(town);
    assert.ok((await owner.post('/svar', { kod: code }, { follow: true })).text.includes(undertaking));
    return { caseId, id, owner };
  }

  test('that is given is signed with name and code, with the words that were promised kept', async () => {
    const { caseId, id, owner } = await asked();
    assert.equal((await owner.post('/svar/oppet/svar', { svar: 'agree', namn: 'Nils Granne' })).status, 422, 'nothing is promised without saying so');
    assert.equal((await owner.post('/svar/oppet/svar', { svar: 'agree', lovar: 'yes', namn: '' })).status, 422, 'nor without a name');
    assert.equal((await owner.post('/svar/oppet/svar', { svar: 'agree', lovar: 'yes', namn: 'Nils Granne' })).status, 303);
    const seen = (await bo.get(at(caseId, `/parter/${id}`))).text;
    assert.ok(seen.includes(undertaking) && seen.includes('Underskrivet av Nils Granne.'));
  });

  test('that is refused is seen by the officer, and told to the applicant only in the hearing', async () => {
    const { caseId, owner } = await asked();
    assert.equal((await owner.post('/svar/oppet/svar', { svar: 'refuse', text: 'Huset är mitt.', namn: 'Nils Granne' })).status, 303);
    assert.ok((await bo.get(at(caseId, '/parter'))).text.includes('Huset är mitt.'));
    const hearing = (await bo.get(at(caseId, '/kommunicering'))).text;
    assert.ok(hearing.includes('Granne: Nej. Huset är mitt.') && !hearing.includes('Nils Granne'));
    const [applicant] = await house.asOwner<{ person_id: Uuid }>('select person_id from cases.party where case_id = $1', [caseId]);
    const kim = await signedInResident(house, server, town, applicant!.person_id);
    assert.ok(!(await kim.get(`/mina-sidor/arenden/${caseId}`)).text.includes('Huset är mitt'));
  });
});
