import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findByNumber, inviteStaff } from '../identity/index.ts';
import { addOrganisation, readOrganisation } from '../organisation/index.ts';
import { ConfigProblem, asUuid, rotateDataKey, rotateLookupKey, rotateMaster, swedishDay, tenantList, verifyAudit, type LookupRotation, type Uuid } from '../platform/index.ts';
import { draftRules, loadService, openService, problemLine, publish, stopService } from '../services/index.ts';
import { placeInRecord, recount, type RecordPart } from '../queue/index.ts';
import { rooms } from '../sprang.ts';
import type { Installation } from './open.ts';

export interface Command {
  name: string;
  takes: string;
  does: string;
  needs: 'nothing' | 'database';
  /** @returns the exit code */
  run(args: readonly string[], installation: Installation): Promise<number>;
}

/** Every command of an operator, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'check', takes: 'KATALOG…', does: 'kontrollerar tjänster och säger fil, rad, fel och åtgärd', needs: 'nothing',
    async run(args) {
      let wrong = 0;
      for (const directory of args) {
        const loaded = await loadService(directory);
        for (const problem of loaded.problems) console.error(`${directory}/${problemLine(problem)}`);
        if (loaded.ok) console.log(`${directory}: tjänsten ${loaded.service.definition.name} går att publicera (version ${loaded.version.slice(0, 12)})`);
        else wrong += 1;
      }
      if (!args.length) throw usage('sprang check', 'ange en eller flera kataloger', 'till exempel: npm run sprang -- check catalogue/fardtjanst');
      return wrong ? 1 : 0;
    },
  },
  {
    name: 'publish', takes: 'KATALOG VÄRDNAMN [--from DAG] [--drafts keep|offer|require|stop] [--why TEXT]', does: 'tar in en version av en tjänst hos en organisation och säger vad som ändras', needs: 'database',
    async run(args, { house }) {
      const [directory, host] = args;
      const [from, drafts = 'keep', why] = [option(args, '--from'), option(args, '--drafts'), option(args, '--why')];
      if (!directory || !host) throw usage('sprang publish', 'ange katalog och organisationens värdnamn', 'till exempel: npm run sprang -- publish catalogue/fardtjanst exempelkommun');
      if (from && !z.iso.date().safeParse(from).success) throw usage('--from', `${from} är ingen dag`, 'skriv till exempel 2027-01-01');
      const rule = draftRules.find((one) => one === drafts);
      if (!rule) throw usage('--drafts', `${drafts} är inget val`, `skriv ${draftRules.join(', ')}: vad som ska gälla för dem som redan har börjat`);
      const loaded = await loadService(directory);
      for (const problem of loaded.problems) console.error(`${directory}/${problemLine(problem)}`);
      if (!loaded.ok) return 1;
      const published = await house.db.system(await tenantOf(host, house), 'publish', (tx) => publish(tx, loaded.service, { ...(from && { from }), drafts: rule, ...(why && { note: why }) }));
      if (!published.ok) {
        for (const { reason, remedy } of published.problems) console.error(`${directory}: ${reason}. ${remedy}`);
        return 1;
      }
      console.log(published.isNew
        ? `${loaded.service.definition.name}: version ${published.hash.slice(0, 12)} gäller från ${from ?? swedishDay(house.clock.now())}`
        : `${loaded.service.definition.name}: samma version fanns redan`);
      return 0;
    },
  },
  {
    name: 'service stop', takes: 'TJÄNST VÄRDNAMN --why TEXT [--drafts keep|stop]', does: 'tar inte emot fler ansökningar till en tjänst', needs: 'database',
    async run(args, { house }) {
      const [service, host] = args;
      const [why, drafts = 'keep'] = [option(args, '--why'), option(args, '--drafts')];
      if (!service || !host || !why) throw usage('sprang service stop', 'ange tjänstens id, värdnamn och varför', 'till exempel: … service stop transportService exempelkommun --why "Byter system"');
      if (drafts !== 'keep' && drafts !== 'stop') throw usage('--drafts', `${drafts} är inget val`, 'skriv keep (de som har börjat får skicka in) eller stop');
      await house.db.system(await tenantOf(host, house), 'stop', (tx) => stopService(tx, { service, from: tx.now, why, drafts }));
      console.log(`${service} tar inte emot nya ansökningar. Öppna igen med sprang service open ${service} ${host}`);
      return 0;
    },
  },
  {
    name: 'service open', takes: 'TJÄNST VÄRDNAMN', does: 'öppnar en stoppad tjänst igen', needs: 'database',
    async run([service, host], { house }) {
      if (!service || !host) throw usage('sprang service open', 'ange tjänstens id och värdnamn', 'till exempel: … service open transportService exempelkommun');
      const opened = await house.db.system(await tenantOf(host, house), 'open', (tx) => openService(tx, service));
      console.log(opened ? `${service} tar emot ansökningar igen` : `${service} var inte stoppad`);
      return 0;
    },
  },
  {
    name: 'organisation add', takes: 'FIL', does: 'lägger till en organisation, eller ändrar den efter sin fil', needs: 'database',
    async run([file], { house }) {
      if (!file) throw usage('sprang organisation add', 'ange organisationens fil', 'se demo/organisations/exempelkommun.yaml som exempel');
      const organisation = readOrganisation(file);
      await addOrganisation(house.db, organisation);
      console.log(`${organisation.name} finns nu på ${organisation.hosts.join(', ')}`);
      return 0;
    },
  },
  {
    name: 'administrator invite', takes: 'VÄRDNAMN NAMN', does: 'ger en kod som gör den första inloggningen till administratör', needs: 'database',
    async run([host, ...name], { house, config }) {
      if (!host || !name.length) throw usage('sprang administrator invite', 'ange organisationens värdnamn och personens namn', 'till exempel: … invite exempelkommun "Ada Berg"');
      const code = randomBytes(9).toString('base64url');
      await house.db.system(await tenantOf(host, house), 'invite', (tx) => inviteStaff(tx, { code, name: name.join(' '), role: 'administrator' }));
      console.log(`Ge koden till ${name.join(' ')}. Den gäller i sju dagar och en gång:\n  ${code}\nLogga in på ${addressOf(config.publicAddress, host)}/handlaggning/inbjudan`);
      return 0;
    },
  },
  {
    name: 'migrate', takes: '', does: 'för databasen till den här versionen', needs: 'database',
    async run(_args, { migrated }) {
      console.log(migrated.length ? `Körde ${migrated.join(', ')}` : 'Databasen är redan på den här versionen.');
      return 0;
    },
  },
  {
    name: 'demo seed', takes: '--cases ANTAL', does: 'gör påhittade ärenden i demonstrationen, genom dörren framifrån', needs: 'database',
    async run(args, installation) {
      const count = Number(option(args, '--cases') ?? 10);
      if (!installation.config.demo) throw usage('SPRANG_DEMO', 'påhittade ärenden görs bara i en demonstration', 'starta utan DATABASE_URL, eller med SPRANG_DEMO=on');
      if (!Number.isInteger(count) || count < 1) throw usage('--cases', 'är inget antal', 'skriv till exempel --cases 100');
      const { seedCases } = await import('../../demo/seed.ts');
      console.log(`${await seedCases(installation.house, count)} ärenden gjorda`);
      return 0;
    },
  },
  {
    name: 'audit verify', takes: '[VÄRDNAMN]', does: 'jämför den förseglade granskningsloggen med sig själv och sina huvuden', needs: 'database',
    async run([host], { house }) {
      let wrong = 0;
      for (const tenant of host ? [await tenantOf(host, house)] : await house.slots.only(tenantList)(house)) {
        const report = await verifyAudit(house, tenant);
        for (const finding of report.findings) console.error(JSON.stringify(finding));
        wrong += report.findings.length;
        console.log(`${tenant}: ${report.entries} förseglade poster i ${report.blocks} block, ${report.findings.length} fel; ${report.unsealed} poster är inte förseglade än`);
      }
      return wrong ? 1 : 0;
    },
  },
  {
    name: 'keys rotate', takes: '[master | data | lookup]', does: 'byter nycklar medan systemet är i gång', needs: 'database',
    async run([which = 'master'], { house }) {
      const tenants = await house.slots.only(tenantList)(house);
      if (which === 'master') console.log(`${await rotateMaster(house, tenants)} nycklar är nu låsta med den nyaste huvudnyckeln`);
      else if (which === 'data') for (const tenant of tenants) console.log(`${tenant}: ${await rotateDataKey(house, tenant)} akters nycklar bytta`);
      else if (which === 'lookup') for (const tenant of tenants) console.log(`${tenant}: ${told(await rotateLookupKey(house, tenant))}`);
      else throw usage('sprang keys rotate', `${which} är ingen sorts nyckel`, 'skriv master, data eller lookup');
      return 0;
    },
  },
  {
    name: 'lottery verify', takes: 'FIL… [--id ID]', does: 'räknar efter lottningen i en kö från de delar som kommunen har visat', needs: 'nothing',
    async run(args) {
      const id = option(args, '--id');
      const files = args.filter((one) => one !== '--id' && one !== id);
      if (!files.length) throw usage('sprang lottery verify', 'ange alla delar av listan', 'hämta dem på köns sida om lottningen, och kör till exempel: npm run sprang -- lottery verify vaccination-del-1.json');
      const parts = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as RecordPart);
      const found = recount(parts);
      if (!found.ok) {
        for (const wrong of found.wrong) console.error(`${parts[0]?.lane ?? files[0]}: ${wrong}`);
        return 1;
      }
      console.log(`${parts[0]!.lane}: lottningen stämmer. ${found.count} anmälda, frö ${found.seed}`);
      if (!id) return 0;
      const place = placeInRecord(parts, id);
      console.log(place ? `Anmälan hade nummer ${place.number + 1} och fick plats ${place.position + 1}.` : 'Anmälan finns inte i listan.');
      return place ? 0 : 1;
    },
  },
  {
    name: 'person export', takes: 'VÄRDNAMN', does: 'läser ett personnummer från standard in och skriver allt om personen', needs: 'database',
    async run([host], { house }) {
      if (!host) throw usage('sprang person export', 'ange organisationens värdnamn', 'till exempel: echo 194401152204 | npm run sprang -- person export exempelkommun');
      const number = (await readInput()).replaceAll(/\D/g, '');
      if (number.length !== 12) throw usage('standard in', 'där stod inget personnummer med tolv siffror', 'skicka numret på standard in, så att det inte hamnar i historiken');
      const tenant = await tenantOf(host, house);
      const extract = await house.db.system(tenant, 'export', async (tx) => {
        const person = await findByNumber(tx, number);
        if (!person) return {};
        const parts: Record<string, unknown> = {};
        for (const room of rooms) if ('export' in room.personData) parts[room.name] = await room.personData.export(tx, person.id);
        tx.audit({ event: 'portal.personExported', subjectId: person.id });
        return parts;
      });
      console.log(JSON.stringify(extract, null, 2));
      return 0;
    },
  },
];

async function tenantOf(host: string, house: Installation['house']): Promise<Uuid> {
  const { rows } = await house.db.pools.jobs.query<{ id: string }>('select organisation_id as id from organisation.host where host = $1', [host]);
  if (!rows[0]) throw usage(host, 'ingen organisation har det värdnamnet', 'lägg till den med sprang organisation add');
  return asUuid(rows[0].id);
}

function option(args: readonly string[], name: string): string | undefined {
  const place = args.indexOf(name);
  return place === -1 ? undefined : args[place + 1];
}

function addressOf(publicAddress: URL, host: string): string {
  const port = publicAddress.port && `:${publicAddress.port}`;
  return `${publicAddress.protocol}//${host.includes('.') ? host : `${host}.${publicAddress.hostname}`}${port}`;
}

function told(rotation: LookupRotation): string {
  if (rotation.state === 'done') return `klart, ${rotation.rehashed} nummer har fått ny nyckel`;
  return `den nya nyckeln finns; kör kommandot igen efter ${rotation.again.toISOString().slice(11, 16)} (UTC)`;
}

function usage(what: string, reason: string, remedy: string): ConfigProblem {
  return new ConfigProblem(what, reason, remedy);
}

async function readInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

