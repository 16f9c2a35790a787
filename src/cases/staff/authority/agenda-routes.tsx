import { told } from '../../../identity/index.ts';
import { Alert, Button, Buttons, Checkbox, ErrorSummary, Form, KeyValue, LinkButton, Paragraphs, Section, Select, TextArea, file as fileAnswer, forbidden, formatDate, href,
  isUuid, page, redirect, route, type Answer, type FieldError, type RequestContext, type Staff } from '../../../platform/index.ts';
import { z } from 'zod';
import { readiness } from '../../actions/decision/decide.ts';
import { drafter, wordDecision } from '../../actions/decision/decision-letter.ts';
import { findTargets } from '../../actions/application/find-targets.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { unheardWhyIn } from '../../actions/decision/note-unheard.ts';
import { planDecision, type DecisionPlan } from '../../actions/decision/propose-decision.ts';
import { planOf, sendOut } from '../../actions/authority/record-paragraph.ts';
import { currentItem, keepStatement, placeOnMeeting, proposedStatement, renderStatement, takeBack } from '../../actions/authority/write-statement.ts';
import { agendaOf, type AgendaItem, type Statement } from '../../store/authority/agenda.ts';
import type { AgendaOutcome } from '../../store/authority/authority-tables.ts';
import { findMeeting, meetingsOf } from '../../store/authority/meetings.ts';
import { CasePage, caseFacts, isCovered, type CaseFacts } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;
const here = (id: string) => caseHref(id, '/namnd');
/** `om`: which of the open decisions; the first when left out. */
const query = z.object({ om: z.string().max(60).optional() });

export const agendaOutcomeWords: Record<AgendaOutcome, string> = { asProposed: 'Enligt förslaget', changed: 'Ändrat', sentBack: 'Återremiss' };

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/namnd', access: readers, audit: read, query,
  handle: (context) => inCase(context, (opened) => shown(context, opened, context.query.om, [])),
});

/** Where the case stands on its way to the authority, and what the officer does next. */
async function shown(context: Context, opened: OpenedCase, key: unknown, errors: readonly FieldError[], typed?: Statement): Promise<Answer> {
  const { tx } = context;
  const { file } = opened;
  if (isCovered(opened)) return redirect(caseHref(file.id, '/beslut'));
  const facts = await caseFacts(context, opened);
  const item = await currentItem(tx, file.id);
  const plan = await planFor(context, opened, item, key);
  const past = (await agendaOf(tx, file.id)).filter(({ id }) => id !== item?.id);
  return page(
    <CasePage facts={facts} tab="/beslut" title="Beslut av nämnden" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {!plan && !item && <Alert><p>Det finns inget att besluta i ärendet just nu.</p></Alert>}
      {item?.recordedAt ? await changed({ item, facts, plan, context }) : item?.placedAt ? await placed({ item, facts, context })
        : plan && await written({ item, plan, facts, context, errors, typed })}
      {past.length > 0 && <Past items={past} file={file} />}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

/** What is proposed to the authority: what the statement is about, else what was asked for, else the first there is to decide. */
async function planFor({ tx }: Pick<Context, 'tx'>, opened: OpenedCase, item: AgendaItem | undefined, key: unknown): Promise<DecisionPlan | undefined> {
  if (item) return planOf(tx, opened, item);
  const known = await findTargets(tx, opened);
  const target = typeof key === 'string' && key ? known.targets.find((one) => one.key === key) : known.targets[0];
  return target && planDecision(tx, opened, target.key, known);
}

interface Part { facts: CaseFacts; context: Context }

async function written({ item, plan, facts: { opened }, context, errors, typed }: Part & { item: AgendaItem | undefined; plan: DecisionPlan; errors: readonly FieldError[]; typed: Statement | undefined }) {
  const { file, own } = opened;
  const ready = await readiness(context.tx, context.who, opened, plan);
  if (ready.lacking.length) {
    return <Alert kind="warning" heading="Skriv förslaget först"><p>Nämnden beslutar om ett förslag. Fyll i beslutet så som du föreslår det, och kom sedan tillbaka.</p>
      <p><LinkButton href={href(caseHref(file.id, `/beslut?om=${plan.target.key}`))}>Till beslutet</LinkButton></p></Alert>;
  }
  const statement = typed ?? item?.statement ?? await proposedStatement(context.tx, context.who, opened, plan);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const { coming } = await meetingsOf(context.tx, file.authorityId);
  if (!own) return <Alert><p>Bara handläggaren och ersättaren kan skriva till nämnden.</p></Alert>;
  return (
    <>
      <p class="lead">Skriv en tjänsteskrivelse med ditt förslag. När ärendet placeras på ett sammanträde blir den en handling i ärendet.</p>
      <Form action={href(here(file.id))} hidden={{ om: plan.target.key }} label="Tjänsteskrivelse">
        <TextArea name="proposal" label="Förslag till beslut" hint="En punkt om du börjar raden med ett bindestreck." rows={5} value={statement.proposal} error={error('proposal')} />
        <TextArea name="background" label="Ärendet i korthet" rows={6} value={statement.background} />
        <TextArea name="assessment" label="Bedömning" rows={14} value={statement.assessment} error={error('assessment')} />
        {ready.unheard && !item?.hearingUnnecessary && (
          <TextArea name="unnecessary" label="Varför behöver parten inte få läsa och svara först?" rows={3} value={String(context.fields['unnecessary'] ?? '')} error={error('unnecessary')}
            hint="Bara om det är uppenbart obehövligt (25 § förvaltningslagen). Det du skriver sparas som en anteckning i ärendet." />)}
        <Checkbox name="unbiased" value="1" label="Jag är inte jävig i ärendet (16 § förvaltningslagen)" error={error('unbiased')} />
        <Buttons><Button>Spara tjänsteskrivelsen</Button></Buttons>
      </Form>
      {item && (
        <Section heading="Placera på ett sammanträde">
          <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, '/namnd/skrivelse'))}>Läs tjänsteskrivelsen (PDF)</LinkButton></p>
          {coming.length === 0 ? <Alert><p>Inget sammanträde är inlagt. Be registratorn eller chefen att lägga in det.</p></Alert> : (
            <Form action={href(caseHref(file.id, '/namnd/placering'))} label="Placera på ett sammanträde">
              <Select name="meeting" label="Sammanträde" value={coming[0]!.id} options={coming.map(({ id, day }) => ({ value: id, label: formatDate(day, 'sv') }))} />
              <Button>Placera</Button>
            </Form>
          )}
        </Section>
      )}
    </>
  );
}

async function placed({ item, facts: { opened: { file, own } }, context }: Part & { item: AgendaItem }) {
  const meeting = item.meetingId ? await findMeeting(context.tx, file.authorityId, item.meetingId) : undefined;
  return (
    <>
      <Alert heading="Ärendet ligger hos nämnden"><p>Det tas upp på sammanträdet {meeting ? formatDate(meeting.day, 'sv') : ''}. Beslutet förs in när protokollet är klart. Ändra inget i utredningen eller beslutet så länge: ta i så fall tillbaka ärendet först.</p></Alert>
      <Section heading="Förslag till beslut"><Paragraphs text={item.statement.proposal} /></Section>
      {item.statementId && <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, `/dokument/${item.statementId}`))}>Läs tjänsteskrivelsen</LinkButton></p>}
      {own && <Form action={href(caseHref(file.id, '/namnd/ater'))} label="Ta tillbaka"><Button kind="secondary">Ta tillbaka från nämnden</Button></Form>}
    </>
  );
}

/** The authority decided otherwise: the officer writes it so, and sends it out in the authority's name. */
async function changed({ item, facts: { opened }, plan, context }: Part & { item: AgendaItem; plan: DecisionPlan | undefined }) {
  const { file, own } = opened;
  const ready = plan && await readiness(context.tx, context.who, opened, plan);
  const worded = plan && ready?.lacking.length === 0 ? await wordDecision(context.tx, opened, plan, drafter(context.who)) : undefined;
  return (
    <>
      <Alert kind="warning" heading={`Nämnden beslutade något annat än förslaget, ${item.paragraph ?? ''}`}><Paragraphs text={item.minutes} /></Alert>
      {item.extractId && <p><LinkButton kind="secondary" icon="document" href={href(caseHref(file.id, `/dokument/${item.extractId}`))}>Läs protokollsutdraget</LinkButton></p>}
      {plan && own && (
        <>
          <p>Skriv beslutet så som nämnden beslutade det. Sedan skickar du ut det i nämndens namn.</p>
          <p><LinkButton kind="secondary" href={href(caseHref(file.id, `/beslut?om=${plan.target.key}`))}>Skriv beslutet</LinkButton></p>
          {worded && (
            <Form action={href(caseHref(file.id, '/namnd/utskick'))} hidden={{ inquiry: String(plan.inquiry.revision) }} label="Skicka ut nämndens beslut">
              <p class="lead">{worded.content.text}</p>
              <Checkbox name="same" value="1" label="Det är vad nämnden beslutade enligt protokollet" />
              <Button>Skicka ut nämndens beslut</Button>
            </Form>
          )}
        </>
      )}
    </>
  );
}

function Past({ items, file }: { items: readonly AgendaItem[]; file: { id: string } }) {
  return (
    <Section heading="Tidigare hos nämnden">
      {items.map((item) => (
        <section key={item.id} class="flow">
          <KeyValue items={[
            { key: 'Skrivelse', value: formatDate(item.placedAt ?? item.writtenAt, 'sv') },
            { key: 'Beslut', value: item.withdrawnAt ? 'Togs tillbaka' : `${item.paragraph ?? ''} ${item.outcome ? agendaOutcomeWords[item.outcome] : ''}` },
          ]} />
          {item.minutes && <Paragraphs text={item.minutes} />}
          {item.extractId && <p><LinkButton kind="quiet" icon="document" href={href(caseHref(file.id, `/dokument/${item.extractId}`))}>Protokollsutdrag</LinkButton></p>}
        </section>
      ))}
    </Section>
  );
}

const save = route({
  method: 'POST', path: '/handlaggning/arenden/:id/namnd', access: readers, audit: 'cases.statementWritten',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const item = await currentItem(tx, opened.file.id);
    const plan = isCovered(opened) ? undefined : await planFor(context, opened, item, fields['om']);
    if (!plan) return redirect(caseHref(opened.file.id, '/beslut'));
    const field = (name: string) => String(fields[name] ?? '').trim().slice(0, 40_000);
    const statement = { proposal: field('proposal'), background: field('background'), assessment: field('assessment') };
    const ready = await readiness(tx, who, opened, plan);
    if (ready.lacking.length) return redirect(here(opened.file.id));
    const errors: FieldError[] = [];
    if (!statement.proposal) errors.push({ name: 'proposal', message: 'Skriv vad nämnden föreslås besluta.' });
    if (!statement.assessment) errors.push({ name: 'assessment', message: 'Skriv hur du bedömer ärendet.' });
    const unheardWhy = unheardWhyIn(fields);
    const hearingUnnecessary = unheardWhy !== '' || item?.hearingUnnecessary === true;
    if (ready.unheard && !hearingUnnecessary) errors.push({ name: 'unnecessary', message: 'Förslaget går emot parten. Kommunicera underlaget först, eller skriv varför det är uppenbart obehövligt.' });
    if (fields['unbiased'] !== '1') errors.push({ name: 'unbiased', message: 'Kryssa i att du inte är jävig, eller lämna över ärendet.' });
    if (errors.length) return shown(context, opened, plan.target.key, errors, statement);
    const kept = await keepStatement(tx, who, opened, plan, { statement, hearingUnnecessary, ...(ready.unheard && unheardWhy && { unheardWhy }) });
    return kept ? redirect(here(opened.file.id)) : told(context, 'Tjänsteskrivelsen sparades inte', 'Ärendet ligger redan hos nämnden. Ta tillbaka det först.', here(opened.file.id), 409);
  }, { change: true }),
});

const preview = route({
  method: 'GET', path: '/handlaggning/arenden/:id/namnd/skrivelse', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const item = await currentItem(context.tx, opened.file.id);
    if (!item) return redirect(here(opened.file.id));
    const made = await renderStatement(context.tx, context.who, opened, item.statement);
    return made.ok ? fileAnswer(made.bytes, 'application/pdf', { name: 'tjansteskrivelse.pdf', inline: true })
      : told(context, 'Skrivelsen kunde inte göras', made.message, here(opened.file.id), 500);
  }),
});

const place = route({
  method: 'POST', path: '/handlaggning/arenden/:id/namnd/placering', access: readers, audit: 'cases.placementAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const item = isCovered(opened) ? undefined : await currentItem(tx, opened.file.id);
    const plan = item && !item.recordedAt ? await planOf(tx, opened, item) : undefined;
    const meeting = String(fields['meeting'] ?? '');
    if (!item || !plan) return redirect(here(opened.file.id));
    if ((await readiness(tx, who, opened, plan)).lacking.length) return redirect(caseHref(opened.file.id, '/beslut'));
    const done = isUuid(meeting) ? await placeOnMeeting(tx, who, opened, plan, { item, meetingId: meeting }) : { ok: false as const, why: 'Välj ett sammanträde.' };
    return done.ok ? redirect(here(opened.file.id)) : told(context, 'Ärendet placerades inte', done.why, here(opened.file.id), 409);
  }, { change: true }),
});

const back = route({
  method: 'POST', path: '/handlaggning/arenden/:id/namnd/ater', access: readers, audit: 'cases.takeBackAsked',
  handle: (context) => inCase(context, async (opened) => {
    const item = await currentItem(context.tx, opened.file.id);
    const done = item !== undefined && await takeBack(context.tx, context.who, opened, item);
    return done ? redirect(here(opened.file.id)) : told(context, 'Ärendet togs inte tillbaka', 'Nämnden har redan beslutat.', here(opened.file.id), 409);
  }, { change: true }),
});

const send = route({
  method: 'POST', path: '/handlaggning/arenden/:id/namnd/utskick', access: readers, audit: 'cases.sendOutAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const item = isCovered(opened) ? undefined : await currentItem(tx, opened.file.id);
    const plan = item && await planOf(tx, opened, item);
    if (!item || !plan) return redirect(here(opened.file.id));
    if (fields['same'] !== '1') return told(context, 'Beslutet skickades inte', 'Läs protokollet och kryssa i att beslutet är det som nämnden fattade.', here(opened.file.id), 422);
    if ((await readiness(tx, who, opened, plan)).lacking.length) return redirect(caseHref(opened.file.id, '/beslut'));
    const done = await sendOut(tx, who, opened, item, plan, { inquiryRevision: Number(fields['inquiry']) });
    return done.ok ? redirect(caseHref(opened.file.id, '/beslut')) : told(context, 'Beslutet skickades inte', done.why, here(opened.file.id), 409);
  }, { change: true }),
});

export const agendaRoutes = [show, save, preview, place, back, send];
