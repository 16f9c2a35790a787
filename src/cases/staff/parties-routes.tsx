import { z } from 'zod';
import { Alert, Button, Buttons, Checkbox, DateField, Details, EmptyState, ErrorSummary, FileField, Form, LinkButton, Paragraphs, RadioGroup, Section, Table, Tag, TextArea, TextField,
  addDuration, formatDate, formatDateTime, href, isUuid, notFound, page, redirect, route, type Answer, type FieldError, type Fields, type RequestContext, type Staff } from '../../platform/index.ts';
import { addOther } from '../actions/add-other.ts';
import { answerOther, settleOthers, withdrawOther } from '../actions/answer-other.ts';
import { inviteOther, reachOf } from '../actions/invite-other.ts';
import type { OpenedCase } from '../actions/open-case.ts';
import { kindsToAdd, otherRule, type OtherRule } from '../actions/other-rule.ts';
import { remindNow } from '../actions/remind-others.ts';
import { keepFiles, uploadLimits } from '../resident/keep-files.ts';
import { texts } from '../resident/texts.ts';
import { findOther, otherAnswer, otherFacts, othersOf, otherShown, type OtherAnswer, type OtherFacts, type OtherParty, type OtherStance } from '../store/other-parties.ts';
import { inTurn } from '../store/in-turn.ts';
import { CasePage, caseFacts, isCovered, type CaseFacts } from './case-frame.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';
import { readOtherFacts } from './read-other-facts.ts';
import { told } from './told.tsx';
import { roleWords } from './words.ts';

type Context = RequestContext<Staff, { id: string }>;
const at = (id: string, rest = '') => href(caseHref(id, `/parter${rest}`));

export const askedWords = { hearing: 'Yttrande', statement: 'Remiss', consent: 'Medgivande', information: 'Underrättelse', signature: 'Underskrift' } as const;
export const stanceWords: Record<OtherStance, string> = { agree: 'Ja', refuse: 'Nej', comment: 'Har synpunkter', nothing: 'Inga synpunkter' };
const howWords = { myPages: 'på Mina sidor', code: 'med kod', paper: 'på papper' } as const;

/** Another party as this reader may see them. */
interface KnownOther extends OtherParty { name: string; word: string; facts?: OtherFacts; answer?: OtherAnswer }

async function knownOthers({ tx }: Context, { file, version, unmasked }: OpenedCase): Promise<KnownOther[]> {
  return inTurn(await othersOf(tx, file.id), async (one): Promise<KnownOther> => {
    const word = otherRule(version, one.kind, 'sv')?.word ?? one.kind;
    if ((one.protected || file.protected) && !unmasked) return { ...one, word, name: 'Skyddade uppgifter' };
    const facts = await otherFacts(tx, one.id);
    const answer = await otherAnswer(tx, one.id);
    return { ...one, word, facts, name: facts.name || 'Ska ordnas av handläggaren', ...(answer && one.answeredAt && { answer }) };
  });
}

const list = route({
  method: 'GET', path: '/handlaggning/arenden/:id/parter', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const facts = await caseFacts(context, opened);
    const others = await knownOthers(context, opened);
    const kinds = kindsToAdd(opened.version);
    const { file, own } = opened;
    return page(
      <CasePage facts={facts} tab="/parter" title="Parter">
        <Applicants facts={facts} />
        <Section heading="Andra parter">
          <Table caption="Andra parter" captionHidden rows={others} rowKey={({ id }) => id} empty={<EmptyState heading="Inga andra parter än" />} columns={[
            { key: 'name', heading: 'Part', rowHeading: true, cell: (one) => <><a class="ds-link" href={at(file.id, `/${one.id}`)}>{one.name}</a><br />{one.word}</> },
            { key: 'asked', heading: 'Tillfrågad om', cell: (one) => <>{askedWords[one.asked]}<br />{one.invitedAt ? formatDate(one.invitedAt, 'sv') : 'Inte skickat än'}</> },
            { key: 'due', heading: 'Svara senast', cell: (one) => (one.dueDay ? formatDate(one.dueDay, 'sv') : '–') },
            { key: 'state', heading: 'Läge', cell: (one) => <State other={one} today={opened.today} decided={file.decidedAt !== null} /> },
          ]} />
          {own && !file.closedAt && kinds.length > 0 && (
            <p><LinkButton kind="secondary" icon="add" href={at(file.id, '/ny')}>Lägg till part</LinkButton></p>
          )}
          {kinds.length === 0 && others.length === 0 && <p class="hint">Tjänsten frågar inte några andra än de som söker.</p>}
        </Section>
        {others.some(({ answeredAt }) => answeredAt) && <Answers others={others.filter(({ answeredAt }) => answeredAt)} caseId={file.id} />}
      </CasePage>);
  }),
});

function Applicants({ facts: { parties, opened: { file, own } } }: { facts: CaseFacts }) {
  return (
    <Section heading="De som söker">
      <Table caption="De som söker" captionHidden rows={parties} rowKey={({ id }) => id} columns={[
        { key: 'name', heading: 'Part', rowHeading: true, cell: (party) => <>{party.name}<br />{roleWords[party.role]}</> },
        { key: 'signed', heading: 'Underskrift', cell: ({ signedAt }) => (signedAt ? formatDate(signedAt, 'sv') : 'Saknas') },
        { key: 'until', heading: 'Läge', cell: ({ untilAt }) => (untilAt ? `Lämnade ärendet ${formatDate(untilAt, 'sv')}` : 'Med i ärendet') },
        { key: 'do', heading: 'Gör', cell: (party) => (own && !party.untilAt && !file.closedAt && party.role !== 'applicant'
          ? <a class="ds-link" href={at(file.id, `/${party.id}/lamnar`)}>Lämnar ärendet</a> : '') },
      ]} />
    </Section>
  );
}

function State({ other, today, decided }: { other: KnownOther; today: string; decided: boolean }) {
  if (other.withdrawnAt) return <>Frågan är tillbakatagen</>;
  if (other.answeredAt) {
    return <><Tag colour={other.against ? 'warning' : 'success'}>{other.answer ? stanceWords[other.answer.stance] : 'Har svarat'}</Tag>{' '}
      {other.dueDay && other.answeredDay && other.answeredDay > other.dueDay ? 'Kom efter sista dagen' : ''}</>;
  }
  if (!other.invitedAt) return decided ? <>Inte tillfrågad</> : <Tag colour="warning">Ska skickas</Tag>;
  if (other.asked === 'information') return <>{other.openedAt ? `Läst ${formatDate(other.openedAt, 'sv')}` : 'Skickat'}</>;
  if (other.dueDay && other.dueDay < today) return <Tag colour="danger">Har inte svarat i tid</Tag>;
  return <>{other.remindedAt ? `Påmind ${formatDate(other.remindedAt, 'sv')}` : other.openedAt ? `Läst ${formatDate(other.openedAt, 'sv')}, inte svarat` : 'Inte svarat än'}</>;
}

function Answers({ others, caseId }: { others: readonly KnownOther[]; caseId: string }) {
  return (
    <Section heading="Svaren bredvid varandra">
      <Table caption="Svaren bredvid varandra" captionHidden rows={others} rowKey={({ id }) => id} columns={[
        { key: 'who', heading: 'Vem', rowHeading: true, cell: (one) => <>{one.name}<br />{one.word}</> },
        { key: 'stance', heading: 'Svar', cell: ({ answer }) => (answer ? stanceWords[answer.stance] : 'Dolt') },
        { key: 'text', heading: 'Med egna ord', cell: ({ answer }) => <AnswerText answer={answer} caseId={caseId} /> },
        { key: 'how', heading: 'Kom in', cell: (one) => `${formatDate(one.answeredDay ?? one.answeredAt!, 'sv')} ${one.answeredHow ? howWords[one.answeredHow] : ''}` },
      ]} />
    </Section>
  );
}

function AnswerText({ answer, caseId }: { answer: OtherAnswer | undefined; caseId: string }) {
  if (!answer) return <>–</>;
  return (
    <>
      {answer.text && <Paragraphs text={answer.text} />}
      {answer.files.map(({ id, name }) => <p key={id}><a class="ds-link" href={href(caseHref(caseId, `/dokument/${id}`))}>{name}</a></p>)}
    </>
  );
}

const addForm = route({
  method: 'GET', path: '/handlaggning/arenden/:id/parter/ny', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => newParty(context, opened, {}, [])),
});

async function newParty(context: Context, opened: OpenedCase, fields: Fields, errors: readonly FieldError[]): Promise<Answer> {
  const kinds = kindsToAdd(opened.version);
  const value = (name: string) => { const typed = fields[name]; return typeof typed === 'string' ? typed : ''; };
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const field = (name: string) => ({ name, value: value(name), error: error(name) });
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/parter" title="Lägg till part" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={at(opened.file.id, '/ny')}>
        <RadioGroup name="kind" label="Vad är parten?" value={value('kind') || (kinds.length === 1 ? kinds[0]!.kind : '')} error={error('kind')}
          choices={kinds.map(({ kind, word, asked }) => ({ value: kind, label: word, hint: askedWords[asked] }))} />
        <TextField {...field('number')} label="Personnummer" hint="Tolv siffror. Då hämtas namn och adress ur folkbokföringen, och parten kan svara på Mina sidor." type="personalNumber" size={14} optional />
        <TextField {...field('name')} label="Namn på personen eller organisationen" hint="Behövs inte om personnumret finns i folkbokföringen." optional />
        <TextField {...field('organisationNumber')} label="Organisationsnummer" hint="Till exempel 556016-0680." size={14} optional />
        <TextField {...field('contact')} label="Kontaktperson" optional />
        <TextField {...field('street')} label="Gatuadress eller box" optional />
        <TextField {...field('postcode')} label="Postnummer" size={8} optional />
        <TextField {...field('city')} label="Postort" optional />
        <TextField {...field('email')} label="E-post" type="email" optional />
        <TextField {...field('about')} label="Varför är de part?" hint="Till exempel: äger Exempelstad 1:2, gränsar i norr." optional />
        <Buttons><Button>Lägg till</Button></Buttons>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const add = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/ny', access: readers, audit: 'cases.otherWritten',
  handle: (context) => inCase(context, async (opened) => {
    const { fields, house, tx, who } = context;
    const read = readOtherFacts(fields, kindsToAdd(opened.version).map(({ kind }) => kind));
    if (!read.ok) return newParty(context, opened, fields, read.errors);
    const id = await addOther({ house, tx }, who, opened, { kind: read.kind, facts: read.facts });
    return id ? redirect(caseHref(opened.file.id, `/parter/${id}`)) : told(context, 'Parten finns redan', 'Samma part står redan i ärendet.', caseHref(opened.file.id, '/parter'), 409);
  }, { change: true }),
});

/** Opens another party of the case to a change or a reading. */
function withOther(context: Context, work: (opened: OpenedCase, other: OtherParty, rule: OtherRule) => Promise<Answer>, change = true): Promise<Answer> {
  return inCase(context, async (opened) => {
    const { other: id = '' } = context.params as { other?: string };
    const other = isUuid(id) ? await findOther(context.tx, id) : undefined;
    const rule = other && otherRule(opened.version, other.kind, 'sv');
    return other && rule && other.caseId === opened.file.id ? work(opened, other, rule) : notFound();
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
    if (isCovered(opened) || (other.protected && !opened.unmasked)) return redirect(caseHref(opened.file.id, `/parter/${other.id}`));
    const due = z.iso.date().safeParse(fields['due']);
    if (rule.asked !== 'information' && (!due.success || due.data <= opened.today)) return otherPage(context, opened, other, rule, [{ name: 'due', message: 'Skriv en dag framåt, till exempel 2026-12-15.' }]);
    const done = await inviteOther(tx, opened, other, {
      text: String(fields['text'] ?? '').trim().slice(0, 10_000), letter: fields['letter'] === 'yes', by: who.staffId, ...(due.success && { dueDay: due.data }),
    });
    return done.ok ? redirect(caseHref(opened.file.id, `/parter/${other.id}`)) : told(context, 'Frågan skickades inte', done.message, caseHref(opened.file.id, '/parter'), 409);
  }),
});

const remind = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/:other/paminn', access: readers, audit: 'cases.otherRemindAsked',
  handle: (context) => withOther(context, async ({ file }, other) => {
    await remindNow(context.tx, file, other, context.who.staffId);
    return redirect(caseHref(file.id, '/parter'));
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
    return done.ok ? redirect(caseHref(opened.file.id, '/parter')) : told(context, 'Svaret fördes inte in', 'Parten har redan svarat, eller så är frågan tillbakatagen.', caseHref(opened.file.id, '/parter'), 409);
  }),
});

export const partiesRoutes = [list, addForm, add, one, invite, remind, withdraw, paper];
