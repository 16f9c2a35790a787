import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDemoTown } from './demo-town.ts';
import { decide, inquire, tab, takeCase } from './officer.ts';
import { downloaded, read, says } from './read.ts';
import { stepsOf } from './steps.ts';
import { fillPage, walk } from './walk.ts';

const demo = await openDemoTown(['fardtjanst']);
const answers = { hinder: ['walk', 'board'], distance: 'to50', until: '', contactOther: 'no', needsCompanion: 'yes', companionHelp: ['goal'], vehicle: ['ordinary'] };
/** Anna's window is as narrow as a phone enlarged, without JavaScript; every page she reads must fit in it. */
const phone = { width: 320 };

test('färdtjänst from a question to a court', async (t) => {
  const step = stepsOf(t);
  let number = '';

  await step('anyone reads before starting who can apply, how long it takes, how it is decided and the ways without e-ID', async () => {
    const visitor = await demo.visitor(phone);
    await visitor.goto(demo.origin);
    await read(visitor);
    await visitor.getByRole('searchbox').fill('färdtjenst');
    await visitor.getByRole('button', { name: 'Sök' }).click();
    await read(visitor);
    await visitor.getByRole('link', { name: 'Färdtjänst' }).first().click();
    assert.match(await read(visitor), /Vem kan ansöka\?[\s\S]*Hur lång tid tar det\?[\s\S]*Så avgörs det[\s\S]*031-390 06 40/);
  });

  await step('Anna begins, leaves, comes back another day, checks, signs and sends in', async () => {
    const anna = await demo.as('anna', { ...phone, till: '/tjanster/fardtjanst/borja' });
    await anna.getByRole('button', { name: 'Börja' }).click();
    await read(anna);
    await fillPage(anna, answers);
    await anna.getByRole('button', { name: 'Spara och fortsätt en annan dag' }).click();
    const later = await demo.as('anna', phone);
    await read(later);
    await later.getByRole('link', { name: /Fortsätt med Färdtjänst/ }).click();
    await walk(later, answers, read);
    assert.match(await read(later), /Så här har du svarat|Kontrollera/);
    await later.getByRole('button', { name: 'Skriv under och skicka in' }).click();
    assert.ok(later.url().startsWith(demo.issuer));
    assert.match(await later.locator('body').innerText(), /Jag ansöker om: Färdtjänst[\s\S]*SHA-256/);
    await later.getByRole('button', { name: 'Skriv under' }).click();
    number = /TN \d{4}-\d{6}-\d/.exec(await says(later, /TN /))![0];
    // Back and pressed again: the same receipt, no second case.
    await later.goBack();
    await later.goto(`${demo.origin}/mina-sidor`);
    assert.equal((await read(later)).split(number).length - 1, 1);
  });

  const karin = await demo.as('karin', { staff: true });
  await step('Karin finds it among the new ones, is asked about bias, takes it and asks for what is missing', async () => {
    await takeCase(karin, number);
    assert.match(await read(karin), /Anna Sjölind[\s\S]*Upp till 50 meter/);
    await karin.getByRole('link', { name: 'Begär komplettering' }).click();
    await karin.getByLabel('Hur det går att åka buss').check();
    await karin.getByRole('button', { name: 'Förhandsgranska' }).click();
    assert.match(await read(karin), /Så ser brevet ut[\s\S]*Svara på Mina sidor senast/);
    await karin.getByRole('button', { name: 'Skicka' }).click();
    await says(karin, /[Vv]äntar på komplettering/);
  });

  await step('Anna sees what is missing and answers on her phone', async () => {
    const anna = await demo.as('anna', phone);
    await read(anna);
    await anna.getByRole('link', { name: 'Skicka in det som saknas' }).click();
    await read(anna);
    for (const box of await anna.getByLabel(/^Ditt svar/).all()) await box.fill('Jag åkte senast i maj, och höll på att ramla när bussen startade.');
    await anna.getByRole('button', { name: 'Skicka svaret' }).click();
    assert.match(await read(anna), /Du svarade/);
  });

  await step('Karin inquires item by item, and lets Anna answer before saying no to the companion', async () => {
    await karin.goto(`${demo.origin}/handlaggning`);
    assert.match(await read(karin), new RegExp(`${number}[\\s\\S]*Nytt`));
    await karin.getByRole('link', { name: number }).click();
    assert.match(await read(karin), /höll på att ramla/);
    await inquire(karin, {
      talkHow: ['phone'], talkDay: new Date().toISOString().slice(0, 10), certificateSays: 'notNeeded', hasDisability: 'yes', lasting: 'lasting', substantial: 'both',
      paidOtherwise: 'none', companionNeed: 'atGoal', travelAssessment: 'Svårigheterna är väsentliga.', companionAssessment: 'Hjälpen behövs på resmålet.',
    });
    await tab(karin, 'Utredning');
    assert.match(await read(karin), /Färdtjänst: bifall[\s\S]*Ledsagare: avslag/);
    await karin.getByRole('link', { name: 'Kommunicera underlaget' }).click();
    assert.match(await karin.getByLabel('Det vi grundar beslutet på').inputValue(), /Hjälpen behövs på resmålet/);
    await karin.getByRole('button', { name: 'Skicka' }).click();
  });

  await step('Anna answers in the hearing', async () => {
    const anna = await demo.as('anna', phone);
    await anna.getByRole('link', { name: 'Läs och svara innan vi beslutar' }).click();
    await read(anna);
    await anna.getByLabel('Jag vill säga något om det').check();
    await anna.getByLabel(/^Skriv här/).fill('Jag vill ha med min son när jag reser långt.');
    await anna.getByRole('button', { name: 'Skicka' }).click();
    await read(anna);
  });

  await step('Karin decides yes to one item and no to another, and the letter goes out', async () => {
    await karin.goto(`${demo.origin}/handlaggning`);
    await karin.getByRole('link', { name: number }).click();
    assert.match(await read(karin), /min son när jag reser långt/);
    await tab(karin, 'Beslut');
    assert.match(await read(karin), /Ja, enligt punkt 5\.3/);
    await karin.getByRole('group', { name: 'Utgång' }).first().getByLabel('Bifall', { exact: true }).check();
    await karin.getByLabel('Gäller till och med').first().fill('2029-11-30');
    await decide(karin);
    assert.match(await says(karin, /Delvis bifall/), /punkt 5\.3[\s\S]*Inte än/);
    assert.equal(await downloaded(karin, 'Läs brevet'), '%PDF-');
  });

  await step('Anna reads yes and no first, then why, and has a permit', async () => {
    const anna = await demo.as('anna', phone);
    await anna.getByRole('link', { name: 'Läs ditt beslut' }).click();
    const decision = await read(anna);
    assert.match(decision, /Du får en del av det du sökte[\s\S]*Färdtjänst[\s\S]*Ledsagare[\s\S]*Därför har vi beslutat så[\s\S]*förvaltningsrätten/i);
    await anna.goto(`${demo.origin}/mina-sidor`);
    await anna.getByRole('link', { name: 'Färdtjänst' }).first().click();
    assert.match(await read(anna), /Anna Sjölind[\s\S]*Gäller/);
  });

  await step('five weeks later it is too late to appeal, and Anna appeals all the same', async () => {
    // Nobody waits five weeks: the day she got it is moved back, as are the days counted from it.
    await demo.house.asOwner(`update cases.notification set sent_at = sent_at - interval '40 days', opened_at = opened_at - interval '35 days',
      served_at = served_at - interval '35 days', appeal_until = appeal_until - 35 where tenant_id = $1`, [demo.town.id]);
    const anna = await demo.as('anna', phone);
    await anna.locator('a[href*="/mina-sidor/arenden/"]').filter({ hasText: 'Färdtjänst' }).first().click();
    await anna.getByRole('link', { name: /^Beslut \d/ }).click();
    assert.match(await read(anna), /Överklagandet skulle ha kommit in senast/);
    await anna.getByRole('link', { name: 'Överklaga' }).click();
    await read(anna);
    await anna.getByLabel('Vilken ändring vill du ha?').fill('Jag vill ha med en ledsagare.');
    await anna.getByRole('button', { name: 'Skicka överklagandet' }).click();
    assert.match(await read(anna), /Vi har fått ditt överklagande[\s\S]*efter sista dagen/);
  });

  await step('Karin tries whether it came in time, and dismisses it', async () => {
    await karin.goto(`${demo.origin}/handlaggning`);
    await karin.getByRole('link', { name: /^Överklagade/ }).click();
    await karin.getByRole('link', { name: number }).click();
    await tab(karin, 'Beslut');
    await karin.getByRole('button', { name: 'Pröva om det kom in i rätt tid' }).click();
    await says(karin, /Kom in för sent/);
    await karin.getByRole('button', { name: 'Avvisa överklagandet' }).click();
    await says(karin, /Avvisades som för sent inkommet/);
  });

  await step('Anna sees who has read: unit, role and why, never a name', async () => {
    const anna = await demo.as('anna', phone);
    await anna.goto(`${demo.origin}/mina-sidor`);
    await anna.locator('a[href*="/mina-sidor/arenden/"]').filter({ hasText: 'Färdtjänst' }).first().click();
    await anna.getByRole('link', { name: 'Vem har läst mitt ärende?' }).click();
    const log = await read(anna);
    assert.match(log, /Färdtjänstenheten[\s\S]*Handläggare/);
    assert.doesNotMatch(log, /Karin/);
  });
});
