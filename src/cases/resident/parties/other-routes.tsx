import { beginSigning, type Attestation, type SignatureTaker } from '../../../identity/index.ts';
import { Card, Tag, asUuid, formatDate, href, redirect, resident, route, subject, type MyPagesPart, type RequestContext, type Resident, type Route } from '../../../platform/index.ts';
import { demands } from '../../../classification/index.ts';
import { inLanguage, versionById } from '../../../services/index.ts';
import { answerOther } from '../../actions/parties/answer-other.ts';
import { otherRule } from '../../actions/parties/other-rule.ts';
import { findCase } from '../../store/case/case-file.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { othersOfPerson } from '../../store/parties/other-parties.ts';
import { uploadLimits } from '../application/keep-files.ts';
import { answerHash, openMyOther } from './other-door.ts';
import { otherAppeal, otherDecision, otherFile, otherPage, receiveOther } from './other-pages.tsx';
import { texts } from '../texts.ts';

const base = '/mina-sidor/delaktig/:id';
const purpose = 'cases.otherAnswer';

const show = route({
  method: 'GET', path: base, access: resident(0), audit: 'cases.otherReadByParty',
  handle: async (context) => otherPage(context, await openMyOther(context, context.params.id)),
});

const send = route({
  method: 'POST', path: `${base}/svar`, access: resident(0), audit: 'cases.otherAnswerSent', uploads: uploadLimits,
  async handle(context) {
    const door = await openMyOther(context, context.params.id);
    const { asked, undertaking } = door.rule;
    if (asked !== 'consent' && asked !== 'signature') return receiveOther(context, door);
    // A yes that binds is signed with the e-ID: being signed in signs nothing.
    return receiveOther(context, door, (answer) => beginSigning(context, {
      purpose, reference: door.other.id, hash: answerHash(door, answer),
      text: [`${door.serviceName}, ${door.file.number}`, texts(context.language, `other.form.${asked === 'consent' ? 'yes' : 'sign'}`), undertaking ?? '', answer.text]
        .filter(Boolean).join('\n\n').slice(0, 8_000),
    }));
  },
});

/** What comes back from the provider: a signature over exactly what was shown and answered makes it an answer. */
export const otherSignature: SignatureTaker = {
  purpose,
  async signed(context, reference, attestation: Attestation) {
    const door = await openMyOther(context, asUuid(reference));
    const { answer } = door;
    if (!answer || attestation.hash !== answerHash(door, answer)) return otherPage(context, door, { problem: 'notSigned' });
    const done = await answerOther(context.tx, door.file, door.other.id, { ...answer, attestation }, { how: 'myPages', by: context.who.personId });
    return done.ok ? redirect(door.base) : otherPage(context, door, { problem: 'already' });
  },
  refused: async (context, reference) => otherPage(context, await openMyOther(context, asUuid(reference)), { problem: 'notSigned' }),
};

const download = route({
  method: 'GET', path: `${base}/fil/:document`, access: resident(0), audit: 'cases.documentReadByParty',
  handle: async (context) => otherFile(await openMyOther(context, context.params.id), context.params.document),
});

const decision = route({
  method: 'GET', path: `${base}/beslut/:decision`, access: resident(0), audit: 'cases.decisionReadByParty',
  handle: async (context) => otherDecision(context, await openMyOther(context, context.params.id), context.params.decision),
});

const appeal = route({
  method: 'POST', path: `${base}/beslut/:decision`, access: resident(0), audit: 'cases.appealSentByParty', uploads: uploadLimits,
  handle: async (context) => otherAppeal(context, await openMyOther(context, context.params.id), context.params.decision),
});

/** What somebody is asked in others' cases: first while it waits for them, then as a matter of theirs until it is over. */
export async function myOthers(context: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const { tx, who, language } = context;
  if (who.actingFor) return [];
  const parts: MyPagesPart[] = [];
  for (const other of await othersOfPerson(tx, subject(who))) {
    const file = await findCase(tx, other.caseId);
    if (!file || who.level < demands({ confidentiality: file.confidentiality }).level) continue;
    const version = await versionById(tx, file.versionId);
    const rule = otherRule(version, other.kind, language);
    if (!rule) continue;
    const notifications = (await notificationsOf(tx, file.id)).filter(({ partyId }) => partyId === other.id);
    const waits = !file.closedAt && ((rule.asked !== 'information' && !other.answeredAt) || notifications.some(({ openedAt }) => !openedAt));
    const t = (key: string, params = {}) => texts(language, `other.${key}`, params);
    const heading = t('mine.card', { title: t(`title.${rule.asked}`), service: inLanguage(version, language).definition.name });
    const words = notifications.length ? t('mine.decision') : other.answeredAt ? t('mine.answered') : other.dueDay ? t('mine.by', { date: formatDate(other.dueDay, language) }) : t('mine.read');
    parts.push({
      place: waits ? 'now' : file.closedAt ? 'done' : 'underWay', key: `other-${other.id}`,
      node: <Card heading={heading} href={href(`/mina-sidor/delaktig/${other.id}`)} icon="message" tag={<Tag colour={waits ? 'warning' : 'neutral'}>{words}</Tag>} />,
    });
  }
  return parts;
}

export const otherRoutes: readonly Route[] = [show, send, download, decision, appeal];
