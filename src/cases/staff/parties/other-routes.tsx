import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, Buttons, Checkbox, DateField, Details, ErrorSummary, FileField, Form, LinkButton, Paragraphs, RadioGroup, Section, TextArea, TextField,
  addDuration, formatDateTime, href, isUuid, notFound, page, redirect, route, type Answer, type FieldError, type RequestContext, type Staff } from '../../../platform/index.ts';
import { answerOther, settleOthers, withdrawOther } from '../../actions/parties/answer-other.ts';
import { inviteOther, reachOf } from '../../actions/parties/invite-other.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { otherRule, type OtherRule } from '../../actions/parties/other-rule.ts';
import { remindNow } from '../../actions/parties/remind-others.ts';
import { keepFiles, uploadLimits } from '../../resident/application/keep-files.ts';
import { texts } from '../../resident/texts.ts';
import { findOther, otherShown, type OtherAnswer, type OtherFacts, type OtherParty, type OtherStance } from '../../store/parties/other-parties.ts';
import { CasePage, Uncover, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { AnswerText, State, askedWords, knownOthers, stanceWords } from './known-others.tsx';

type Context = RequestContext<Staff, { id: string }>;
const at = (id: string, rest = '') => href(caseHref(id, `/parter${rest}`));

/** Opens another party of the case to a change or a reading. */
function withOther(context: Context, work: (opened: OpenedCase, other: OtherParty, rule: OtherRule) => Promise<Answer>, change = true): Promise<Answer> {
  return inCase(context, async (opened) => {
    const { other: id = '' } = context.params as { other?: string };
    const other = isUuid(id) ? await findOther(context.tx, id) : undefined;
    const rule = other && otherRule(opened.version, other.kind, 'sv');
    if (!other || !rule || other.caseId !== opened.file.id) return notFound();
    // Nothing is sent to, or written of, somebody whose facts are covered: the one who does it says first that they need them.
    const hidden = isCovered(opened) || (other.protected && !opened.unmasked);
    return change && hidden ? redirect(caseHref(opened.file.id, `/parter/${other.id}`)) : work(opened, other, rule);
  }, { change });
}

const one = route({
  method: 'GET', path: '/handlaggning/arenden/:id/parter/:other', access: readers, audit: read,
  handle: (context) => withOther(context, (opened, other, rule) => otherPage(context, opened, other, rule, []), false),
});

async function otherPage(context: Context, opened: OpenedCase, other: OtherParty, rule: OtherRule, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const { file, own, today } = opened;
  const known = (await knownOthers(context, opened)).find(({ id }) => id === other.id)!;
  const shown = await otherShown(tx, other.id);
  const covered = known.facts === undefined;
  const reach = known.facts && await reachOf(tx, file, other, known.facts);
  const error = (name: string) => errors.find((found) => found.name === name)?.message;
  const open = own && !file.closedAt && !other.answeredAt && !covered;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/parter" title={known.name} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>{rule.word}. {askedWords[rule.asked]}. <State other={known} today={today} decided={file.decidedAt !== null} /></p>
      {known.facts && <Contact facts={known.facts} />}
      {other.protected && <Alert kind="warning"><p>Parten har skyddade uppgifter, eller så bröts kopplingen i folkbokföringen. Ingenting skickas av sig självt. Ordna underskriften eller svaret på det sätt som är säkert, och för in det här.</p></Alert>}
      {/* Where only this party is protected, nothing else on the page offers it. */}
      {covered && !isCovered(opened) && <Uncover at={caseHref(file.id)} part={other.id} />}
      {known.answer && (
        <Section heading={`Svarade ${formatDateTime(other.answeredAt!, 'sv')}`}>
          <p><strong>{stanceWords[known.answer.stance]}</strong></p>
          <AnswerText answer={known.answer} caseId={file.id} />
          {known.answer.undertaking && <><h3>Åtog sig</h3><Paragraphs text={known.answer.undertaking} /></>}
          <p class="hint">{signedWords(known.answer)}</p>
        </Section>
      )}
      {other.documentId && !covered && <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, `/dokument/${other.documentId}`))}>Brevet med koden, att skriva ut</LinkButton></p>}
      {shown && !covered && (
        <Section heading="Det här får parten läsa">
          <p class="hint">{shown.sections.length ? shown.sections.map(({ title }) => title).join(', ') : 'Inget ur ansökan.'}</p>
          {shown.text && <Paragraphs text={shown.text} />}
        </Section>
      )}
      {open && reach && !file.decidedAt && (
        <Section heading={other.invitedAt ? 'Skicka igen' : 'Skicka frågan'}>
          <p class="hint">{reachWords(reach)}</p>
          <Form action={at(file.id, `/${other.id}/fraga`)} label={other.invitedAt ? 'Skicka igen' : 'Skicka frågan'}>
            <TextArea name="text" label="Något mer till parten" hint={rule.say} rows={4} optional />
            {rule.asked !== 'information' && <DateField name="due" label="Svara senast" value={addDuration(today, rule.within)} error={error('due')} />}
            <Checkbox name="letter" label="Skriv brev också" hint="Med en kod att svara med, och ett svarsformulär på papper." />
            <Button icon="send">{other.invitedAt ? 'Skicka igen' : 'Skicka'}</Button>
          </Form>
        </Section>
      )}
      {open && !file.decidedAt && other.invitedAt && !other.withdrawnAt && rule.asked !== 'information' && (
        <Buttons>
          <Form action={at(file.id, `/${other.id}/paminn`)} label="Påminn"><Button kind="secondary">Påminn nu</Button></Form>
          <Form action={at(file.id, `/${other.id}/ta-tillbaka`)} label="Ta tillbaka"><Button kind="secondary">Ta tillbaka frågan</Button></Form>
        </Buttons>
      )}
      {open && rule.asked !== 'information' && (
        <Details summary="För in ett svar på papper" open={errors.length > 0}>
          <Form action={at(file.id, `/${other.id}/svar`)} label="För in ett svar på papper" multipart>
            <RadioGroup name="svar" label="Vad svarade parten?" error={error('svar')} inline choices={(rule.asked === 'consent' || rule.asked === 'signature' ? ['agree', 'refuse'] as const : ['comment', 'nothing'] as const)
              .map((stance) => ({ value: stance, label: stanceWords[stance] }))} />
            <TextArea name="svarstext" label="Svaret med egna ord" rows={4} optional />
            <TextField name="signedBy" label="Vem har skrivit under?" value={known.name} error={error('signedBy')} />
            <DateField name="day" label="Vilken dag kom det in?" value={today} error={error('day')} />
            <FileField name="fil" label="Det inskannade svaret" maxSize={uploadLimits.maxBytes} error={error('fil')} optional />
            <Button kind="secondary">För in svaret</Button>
          </Form>
        </Details>
      )}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

function Contact({ facts }: { facts: OtherFacts }) {
  const lines = [
    facts.number && `${facts.number.slice(0, 8)}-${facts.number.slice(8)}`, facts.organisationNumber, facts.contact,
    facts.address && `${facts.address.street}, ${facts.address.postcode} ${facts.address.city}`, facts.email, facts.phone, facts.about,
  ].filter(Boolean);
  return <>{lines.length > 0 && <p>{lines.map((line, index) => <span key={index}>{line}{index < lines.length - 1 && <br />}</span>)}</p>}</>;
}

function reachWords(reach: { myPages: boolean; email: boolean; letter: boolean }): string {
  const ways = [reach.myPages && 'på Mina sidor', reach.email && 'med en länk i ett e-brev', reach.letter && 'med brev, som du skriver ut'].filter(Boolean);
  return `Parten nås ${ways.join(' och ')}.`;
}

function signedWords({ attestation, signedBy }: OtherAnswer): string {
  if (attestation) return `Underskrivet med e-legitimation av ${attestation.name} ${formatDateTime(new Date(attestation.signedAt), 'sv')}.`;
  return signedBy ? `Underskrivet av ${signedBy}.` : '';
}

const invite = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/:other/fraga', access: readers, audit: 'cases.otherAskWritten',
  handle: (context) => withOther(context, async (opened, other, rule) => {
    const { tx, who, fields } = context;
    const due = z.iso.date().safeParse(fields['due']);
    if (rule.asked !== 'information' && (!due.success || due.data <= opened.today)) return otherPage(context, opened, other, rule, [{ name: 'due', message: 'Skriv en dag framåt, till exempel 2026-12-15.' }]);
    const done = await inviteOther(tx, opened, other, {
      text: String(fields['text'] ?? '').trim().slice(0, 10_000), letter: fields['letter'] === 'yes', by: who.staffId, ...(due.success && { dueDay: due.data }),
    });
    return done.ok ? backDone(opened.file.id, `/parter/${other.id}`, 'fraga') : told(context, 'Frågan skickades inte', done.message, caseHref(opened.file.id, '/parter'), 409);
  }),
});

const remind = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/:other/paminn', access: readers, audit: 'cases.otherRemindAsked',
  handle: (context) => withOther(context, async ({ file }, other) => {
    await remindNow(context.tx, file, other, context.who.staffId);
    return backDone(file.id, '/parter', 'paminnelse');
  }),
});

const withdraw = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/:other/ta-tillbaka', access: readers, audit: 'cases.otherWithdrawAsked',
  handle: (context) => withOther(context, async ({ file }, other) => {
    await withdrawOther(context.tx, context.who, file, other.id);
    return redirect(caseHref(file.id, '/parter'));
  }),
});

const paper = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/:other/svar', access: readers, audit: 'cases.otherAnswerRegistered', uploads: uploadLimits,
  handle: (context) => withOther(context, async (opened, other, rule) => {
    const { tx, who, fields, uploads } = context;
    const field = (name: string) => String(fields[name] ?? '').trim();
    const stances: readonly OtherStance[] = rule.asked === 'consent' || rule.asked === 'signature' ? ['agree', 'refuse'] : ['comment', 'nothing'];
    const stance = stances.find((known) => known === field('svar'));
    const day = z.iso.date().safeParse(field('day'));
    const errors: FieldError[] = [];
    if (!stance) errors.push({ name: 'svar', message: 'Välj vad parten svarade.' });
    if (!field('signedBy')) errors.push({ name: 'signedBy', message: 'Skriv vem som har skrivit under.' });
    if (!day.success || day.data > opened.today) errors.push({ name: 'day', message: 'Skriv dagen det kom in, i dag eller tidigare.' });
    if (!stance || !day.success || errors.length) return otherPage(context, opened, other, rule, errors);
    const kept = await keepFiles(tx, { file: opened.file, personId: who.staffId }, uploads, other.id);
    if (!kept.ok) return otherPage(context, opened, other, rule, [{ name: 'fil', message: texts('sv', `file.${kept.reason}`, { name: kept.name }) }]);
    const answer: OtherAnswer = {
      stance, text: field('svarstext').slice(0, 20_000), files: kept.files, signedBy: field('signedBy').slice(0, 200),
      ...(stance === 'agree' && rule.undertaking && { undertaking: rule.undertaking }),
    };
    const done = await answerOther(tx, opened.file, other.id, answer, { how: 'paper', by: who.staffId, day: day.data });
    if (done.ok) await settleOthers(tx, opened.file.id);
    return done.ok ? backDone(opened.file.id, '/parter', 'infort') : told(context, 'Svaret fördes inte in', 'Parten har redan svarat, eller så är frågan tillbakatagen.', caseHref(opened.file.id, '/parter'), 409);
  }),
});

export const otherRoutes = [one, invite, remind, withdraw, paper];
