import type { ComponentChildren, VNode } from 'preact';
import { findOrganisation } from '../../../organisation/index.ts';
import {
  Alert, Button, ErrorSummary, Form, Layout, Link, PageHeading, TextArea, file, formatDate, href, notFound, page, readDocument, redirect, residentFrame,
  textOf, type Answer, type FieldError, type Help, type RequestContext, type Upload,
} from '../../../platform/index.ts';
import { answerOther } from '../../actions/parties/answer-other.ts';
import { appealAsOther } from '../../actions/parties/appeal-as-other.ts';
import { openDecision } from '../../actions/decision/open-decision.ts';
import { OtherPart } from './other-part.tsx';
import { appealsOf } from '../../store/appeal/appeals.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { findOther, keepAnswer, type OtherAnswer } from '../../store/parties/other-parties.ts';
import { forOthers } from '../application/for-others.ts';
import { keepFiles } from '../application/keep-files.ts';
import { mayAnswer, theirFiles, type OtherDoor } from './other-door.ts';
import { faultsIn, readTyped, toAnswer, type TypedOther } from './other-form.ts';
import { texts } from '../texts.ts';

/** What is the same for another party who has signed in and one who came by a code. */

type Context = Pick<RequestContext, 'tenant' | 'display' | 'language' | 'path' | 'house' | 'fields' | 'uploads'>;
const nothingTyped: TypedOther = { stance: '', text: '', name: '', promised: false };

export async function otherPage(
  context: Context, door: OtherDoor, again: { typed?: TypedOther; errors?: readonly FieldError[]; problem?: 'already' | 'notSigned' } = {},
): Promise<Answer> {
  const { language } = context;
  const { errors = [], problem } = again;
  // What was written before a signature that came to nothing is there still.
  const kept = door.answer && !door.other.answeredAt ? { ...nothingTyped, stance: door.answer.stance, text: door.answer.text, promised: door.answer.undertaking !== undefined } : nothingTyped;
  return page(
    <Frame context={context} door={door} help={await helpOf(context, door)} title={texts(language, `other.title.${door.rule.asked}`)} hasErrors={errors.length > 0}>
      <OtherPart language={language} door={door} typed={again.typed ?? kept} errors={errors} {...(problem && { problem })} />
    </Frame>, { status: errors.length || problem === 'notSigned' ? 422 : problem ? 409 : 200 });
}

/**
 * Reads, checks and keeps what was sent. `sign`: what a signature is asked for first – the answer waits until it has been given.
 */
export async function receiveOther(context: Context, door: OtherDoor, sign?: (answer: OtherAnswer) => Promise<Answer>): Promise<Answer> {
  const { fields, uploads, language } = context;
  const typed = readTyped(fields);
  if (!mayAnswer(door)) return otherPage(context, door, { typed, problem: 'already' });
  const errors = faultsIn(door, typed, uploads, language);
  if (errors.length) return otherPage(context, door, { typed, errors });
  const kept = await keptFiles(context, door, uploads);
  if (!kept.ok) return otherPage(context, door, { typed, errors: [kept.error] });
  const answer: OtherAnswer = { ...toAnswer(door, typed), files: kept.files };
  if (sign && answer.stance === 'agree') {
    await keepAnswer(door.tx, door.file, door.other.id, answer, { signed: false });
    return sign(answer);
  }
  const done = await answerOther(door.tx, door.file, door.other.id, answer, { how: door.how, ...(door.by && { by: door.by }) });
  return done.ok ? redirect(door.base) : otherPage(context, { ...door, other: await findOther(door.tx, door.other.id) ?? door.other }, { problem: 'already' });
}

async function keptFiles(context: Context, door: OtherDoor, uploads: readonly Upload[]) {
  const kept = await keepFiles(door.tx, { file: door.file, ...(door.by && { personId: door.by }) }, uploads.filter(({ field }) => field === 'fil'), door.other.id);
  if (kept.ok) return kept;
  return { ok: false as const, error: { name: 'fil', message: texts(context.language, `file.${kept.reason}`, { name: kept.name }) } };
}

/** A file of theirs; everything else of the case is not found. */
export async function otherFile(door: OtherDoor, document: string): Promise<Answer> {
  const found = theirFiles(door).has(document) ? await readDocument(door.tx, document as OtherDoor['file']['id']) : undefined;
  // Always saved, never shown within the site: what somebody uploaded must not run here.
  return found && found.dossierId === door.file.id ? file(await forOthers(found), found.mediaType, { name: found.name }) : notFound();
}

/** A decision they have been told of: having it before them is how they got it, unless they had got it before. */
export async function otherDecision(context: Context, door: OtherDoor, decisionId: string, again: { errors?: readonly FieldError[]; wants?: string; why?: string } = {}): Promise<Answer> {
  const { language } = context;
  const found = door.decisions.find(({ decision }) => decision.id === decisionId);
  if (!found) return notFound();
  await openDecision(door.tx, { file: door.file, version: door.version, ...(door.by && { by: door.by }) }, found.notification);
  const { decision } = found;
  const notification = (await notificationsOf(door.tx, door.file.id)).find(({ id }) => id === found.notification.id) ?? found.notification;
  const appeals = (await appealsOf(door.tx, door.file.id)).filter((one) => one.partyId === door.other.id && one.decisionId === decision.id);
  const t = (key: string, params = {}) => texts(language, `other.decision.${key}`, params);
  const errors = again.errors ?? [];
  const until = notification.appealUntil;
  return page(
    <Frame context={context} door={door} help={await helpOf(context, door)} title={t('title')} hasErrors={errors.length > 0} inside>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${door.serviceName}, ${door.file.number}`}>{t('one', { date: formatDate(decision.decidedAt, language) })}</PageHeading>
      {decision.documentId && <p><Link href={href(`${door.base}/fil/${decision.documentId}`)} icon="download">{t('letter')}</Link></p>}
      {until && <p>{t(notification.servedHow === 'board' ? 'board' : 'until', { date: formatDate(until, language) })}</p>}
      {appeals.map(({ id, receivedAt }) => <Alert key={id} kind="success"><p>{t('sent', { date: formatDate(receivedAt, language) })}</p></Alert>)}
      {notification.appealable && (
        <Form action={href(`${door.base}/beslut/${decision.id}`)} multipart label={t('appeal')}>
          <TextArea name="andring" label={t('wants')} value={again.wants ?? ''} error={errors.find(({ name }) => name === 'andring')?.message} />
          <TextArea name="varfor" label={t('why')} value={again.why ?? ''} optional />
          <Button icon="send">{t('send')}</Button>
        </Form>
      )}
    </Frame>, { status: errors.length ? 422 : 200 });
}

export async function otherAppeal(context: Context, door: OtherDoor, decisionId: string): Promise<Answer> {
  const found = door.decisions.find(({ decision }) => decision.id === decisionId);
  if (!found?.notification.appealable) return notFound();
  const [wants, why] = [textOf(context.fields, 'andring', 50_000), textOf(context.fields, 'varfor', 50_000)];
  if (!wants && !why) return otherDecision(context, door, decisionId, { errors: [{ name: 'andring', message: texts(context.language, 'other.decision.empty') }], wants, why });
  await appealAsOther(door.tx, { file: door.file, otherId: door.other.id, decisionId: found.decision.id, ...(door.by && { by: door.by }) }, { wants, why, files: [] });
  return redirect(`${door.base}/beslut/${decisionId}`);
}

/** Whom to call: the unit that has the case. */
async function helpOf({ tenant, language }: Context, { tx, unit }: OtherDoor): Promise<Help> {
  const organisation = await findOrganisation(tx);
  if (!unit || !organisation) return tenant.help;
  const hours = organisation.facts.openingHours[unit.facts.hours] as Record<string, unknown> | undefined;
  return { phone: unit.phone, hours: String(hours?.[language] ?? hours?.['sv'] ?? ''), who: unit.facts.shortName ?? unit.name };
}

function Frame({ context, door, help, title, hasErrors = false, inside = false, children }: {
  context: Context; door: OtherDoor; help: Help; title: string; hasErrors?: boolean; inside?: boolean; children: ComponentChildren;
}): VNode {
  return (
    <Layout {...residentFrame(context, { help })} title={`${title} – ${door.serviceName}`} hasErrors={hasErrors} width="text"
      {...(inside ? { back: href(door.base) } : door.how === 'myPages' ? { back: href('/mina-sidor') } : {})}>
      {children}
      {door.how === 'code' && !inside && (
        <Form action={href('/svar/stang')} label={texts(context.language, 'code.leave')}><Button kind="secondary">{texts(context.language, 'code.leave')}</Button></Form>
      )}
    </Layout>
  );
}
