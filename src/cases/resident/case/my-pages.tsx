import { demands } from '../../../classification/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { Card, Tag, asUuid, formatDate, href, subject, swedishDay, type MyPagesPart, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, mayActIn, versionById, type ServiceVersion } from '../../../services/index.ts';
import { mayAsk } from '../../actions/clocks/ask-decision.ts';
import { statusOf } from '../../model/case/status.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { presentParties } from '../../store/parties/parties.ts';
import { PermitTag } from '../permit/permit.tsx';
import { permitState } from '../../store/permit/permits.ts';
import { q } from '../../store/tables.ts';
import { caseHref, type Mine } from '../frame.tsx';
import { myFacts, type MyFacts } from './my-facts.ts';
import { askTitle } from '../permit/permit-routes.tsx';
import { texts } from '../texts.ts';
import { statusSentence, validWords } from '../words.ts';

/** Cases on My pages, newest first. Older ones are found by their own addresses; nobody has this many. */
const mostCases = 40;

/** What waits for the person in their cases, which are under way, and which are finished. */
export async function myCases(context: Mine): Promise<MyPagesPart[]> {
  const { tx, who, language } = context;
  const person = subject(who);
  const units = await listUnits(tx);
  const today = swedishDay(context.now);
  const parts: MyPagesPart[] = [];
  for (const file of await casesOf(tx, person)) {
    const version = await versionById(tx, file.versionId);
    if (who.level < demands({ confidentiality: file.confidentiality }).level || !await mayActIn(tx, who, version)) continue;
    const party = (await presentParties(tx, file.id)).find(({ personId }) => personId === person);
    if (!party) continue;
    await tx.enter(file.id);
    const facts = await myFacts(tx, file, party);
    const unit = units.find(({ id }) => id === file.unitId);
    const name = inLanguage(version, language).definition.name;
    parts.push(...permitsIn(context, facts, today));
    parts.push(...toDo(context, file, facts, name, party.invitedAt !== null && party.signedAt === null));
    const next = party.role === 'applicant' ? await nextStep(context, file, version) : undefined;
    const done = statusOf(facts.status, today).done && !next;
    parts.push({
      place: done ? 'done' : 'underWay', key: file.id,
      node: (
        <Card heading={name} href={caseHref(file.id)} {...(facts.unread > 0 && { tag: <Tag colour="info">{texts(language, 'mine.newMessage')}</Tag> })}>
          <p>{statusSentence(language, facts.status, today, unit?.facts.shortName ?? unit?.name ?? '')}</p>
          {next && <p>{texts(language, 'ask.next', { what: next.charAt(0).toLowerCase() + next.slice(1) })}</p>}
          <p class="hint">{texts(language, 'case.number', { number: file.number })}</p>
        </Card>
      ),
    });
  }
  return parts;
}

/** A decision that comes after the one that has been made, and that the person has not asked for: their case is not over. */
async function nextStep({ tx, language }: Mine, file: CaseFile, version: ServiceVersion): Promise<string | undefined> {
  if (!version.compiled.folder.definition.decisions.some((decision) => 'after' in decision && decision.after !== undefined)) return undefined;
  const wish = (await mayAsk(tx, file, version)).find(({ kind }) => kind !== 'change');
  return wish && askTitle({ language }, { service: inLanguage(version, language).definition }, wish.kind);
}

/** Permits in force, or about to be: in a place of their own, also when their case is closed. One unread in its decision waits there. */
function permitsIn({ language }: Mine, facts: MyFacts, today: string): MyPagesPart[] {
  const read = new Set(facts.decisions.flatMap(({ decision, notification }) => (notification.openedAt || notification.servedAt ? [decision.id] : [])));
  return facts.permits.filter((permit) => permitState(permit, today) !== 'ended' && read.has(permit.decisionId)).map((permit) => ({
    place: 'permits', key: permit.id,
    node: (
      <Card heading={permit.content.name} href={href(`/mina-sidor/tillstand/${permit.id}`)} icon="card" tag={<PermitTag permit={permit} today={today} language={language} />}>
        <p>{validWords(language, { validFrom: permit.validFrom, validUntil: permit.validUntil, further: permit.validUntil === null })}</p>
        <p class="hint">{texts(language, 'permit.number', { number: permit.number })}</p>
      </Card>
    ),
  }));
}

/** Everything that asks something of the person, each with the day it must be done. */
function toDo({ language }: Mine, file: CaseFile, facts: MyFacts, name: string, unsigned: boolean): MyPagesPart[] {
  const one = (key: string, path: string, words: string, hint?: string): MyPagesPart => ({
    place: 'now', key: `${file.id} ${key}`,
    node: <Card heading={words} href={caseHref(file.id, path)}><p>{name}{hint && <>. {hint}</>}</p></Card>,
  });
  const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
  const open = file.state !== 'closed';
  const last = facts.decisions.at(-1);
  return [
    ...(last && !last.notification.openedAt && !last.notification.servedAt ? [one('decision', `/beslut/${last.decision.id}`, t('decision'))] : []),
    ...(unsigned && open ? [one('own', '', t('ownPart'))] : []),
    ...(open ? facts.pending.map((request) => one(request.id, `/${request.kind === 'completion' ? 'komplettering' : 'yttrande'}/${request.id}`,
      t(request.kind), t('by', { date: formatDate(request.dueDay, language) }))) : []),
    ...(facts.unread ? [one('messages', '/meddelanden', t('message'))] : []),
  ];
}

/** The person's cases by way of party, so that it is as quick in a full house as in an empty one. */
async function casesOf(tx: Tx, person: Uuid): Promise<CaseFile[]> {
  const rows = await tx.all(q.selectFrom('cases.party').select('case_id').where('tenant_id', '=', tx.tenant).where('person_id', '=', person)
    .orderBy('added_at', 'desc').limit(mostCases));
  const found: CaseFile[] = [];
  for (const row of rows) {
    const file = await findCase(tx, asUuid(row.case_id));
    if (file) found.push(file);
  }
  return found;
}
