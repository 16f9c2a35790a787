import type { VNode } from 'preact';
import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import { Alert, Button, DateField, Details, Form, LinkButton, Paragraphs, RadioGroup, TextArea, TextField, file as fileAnswer, forbidden, formatDate, href, isUuid, notFound, redirect, route,
  type RequestContext, type Staff } from '../../../platform/index.ts';
import { findAppeal } from '../../actions/appeal/handle-appeal.ts';
import { recordOutcome, settleFinalDay } from '../../actions/appeal/record-outcome.ts';
import { wholeFile } from '../../actions/case/whole-file.ts';
import { courtWords } from '../../actions/case/whole-file-parts.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';
import type { AppealOutcome } from '../../store/appeal/appeal-outcomes.ts';
import { isCovered } from '../case/case-frame.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;
const day = z.iso.date();

interface Props { appeal: Appeal; outcomes: readonly AppealOutcome[]; file: { id: string }; own: boolean; today: string }

/** What was sent with an appeal, what courts have said of it, and the form for the next. */
export function OutcomeOf({ appeal, outcomes, file, own, today }: Props): VNode | null {
  if (!appeal.passedOnAt) return null;
  const mine = outcomes.filter(({ appealId }) => appealId === appeal.id);
  const last = mine.at(-1);
  return (
    <>
      {appeal.fileId && <p><LinkButton kind="quiet" icon="document" href={href(caseHref(file.id, `/dokument/${appeal.fileId}`))}>Akten som lämnades över (PDF/A)</LinkButton></p>}
      {mine.map((one) => (
        <Alert key={one.id} kind={one.outcome === 'changed' || one.outcome === 'sentBack' ? 'warning' : 'info'} level={3} heading={`${one.instance}, ${formatDate(one.decidedDay, 'sv')}`}>
          <p>{courtWords[one.outcome]}.{one.content.number && ` Mål ${one.content.number}.`}</p>
          {one.content.text && <Paragraphs text={one.content.text} />}
          <p>{one.finalDay ? one.finalDay < today ? `Fick laga kraft efter ${formatDate(one.finalDay, 'sv')}.` : `Kan överklagas till och med ${formatDate(one.finalDay, 'sv')}.` : 'Det är inte inskrivet när det får laga kraft.'}</p>
        </Alert>
      ))}
      {own && last && (!last.finalDay || last.finalDay >= today) && (
        <Form action={href(caseHref(file.id, `/avgorande/${last.id}/laga-kraft`))} label="När får avgörandet laga kraft?">
          <DateField name="final" label="Sista dag att överklaga avgörandet" hint="Lämna tomt om det har överklagats vidare." value={last.finalDay ?? ''} optional />
          <Button kind="secondary">Spara</Button>
        </Form>
      )}
      {own && (!last || !last.finalDay || last.finalDay >= today) && (
        <Details summary={last ? 'För in ett avgörande från nästa instans' : `För in avgörandet från ${appeal.passedOnTo ?? 'den som prövar det'}`}>
          <Form action={href(caseHref(file.id, `/overklagande/${appeal.id}/avgorande`))} label="För in ett avgörande">
            <TextField name="instance" label="Vem har avgjort det?" value={last ? '' : appeal.passedOnTo ?? ''} />
            <TextField name="number" label="Målnummer" optional />
            <DateField name="day" label="Vilken dag avgjordes det?" value={today} />
            <RadioGroup name="outcome" label="Hur gick det?" choices={[
              { value: 'upheld', label: 'Överklagandet avslogs', hint: 'Beslutet står fast.' }, { value: 'changed', label: 'Beslutet ändrades', hint: 'Skriv vad som gäller nu.' },
              { value: 'sentBack', label: 'Ärendet lämnades tillbaka', hint: 'Beslutet är upphävt och ärendet prövas på nytt.' }, { value: 'dismissed', label: 'Överklagandet avvisades' },
              { value: 'withdrawn', label: 'Målet skrevs av', hint: 'Till exempel när parten har tagit tillbaka sitt överklagande.' },
            ]} />
            <RadioGroup name="now" label="Om beslutet ändrades: vad blev det?" hint="Det styr vad som går att göra härnäst i ärendet." optional choices={[
              { value: 'granted', label: 'Ja till det som parten sökte' }, { value: 'partly', label: 'Ja till en del av det' }, { value: 'refused', label: 'Nej' },
              { value: 'same', label: 'Samma svar, på andra villkor' },
            ]} />
            <TextArea name="text" label="Vad gäller nu?" hint="Parten läser det på Mina sidor." rows={4} optional />
            <DateField name="final" label="Sista dag att överklaga avgörandet" hint="Lämna tomt om ni inte vet. Då får du en uppgift att ta reda på det." value="" optional />
            <Button>För in avgörandet</Button>
          </Form>
        </Details>
      )}
    </>
  );
}

const back = (id: string) => caseHref(id, '/beslut');

const enter = route({
  method: 'POST', path: '/handlaggning/arenden/:id/overklagande/:appeal/avgorande', access: readers, audit: 'cases.outcomeEntered',
  handle: (context: Context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const appeal = await findAppeal(tx, opened.file.id, (context.params as { appeal?: string }).appeal ?? '');
    if (!appeal) return notFound();
    const field = (name: string) => String(fields[name] ?? '').trim().slice(0, 10_000);
    const when = day.safeParse(field('day'));
    const outcome = z.enum(['upheld', 'changed', 'sentBack', 'dismissed', 'withdrawn']).safeParse(field('outcome'));
    const now = z.enum(['granted', 'partly', 'refused', 'same']).safeParse(field('now'));
    if (outcome.success && outcome.data === 'changed' && !now.success) return told(context, 'Avgörandet fördes inte in', 'Välj vad beslutet ändrades till.', back(opened.file.id), 422);
    const final = field('final') ? day.safeParse(field('final')) : undefined;
    if (!when.success || !outcome.success || final?.success === false) return told(context, 'Avgörandet fördes inte in', 'Välj hur det gick och skriv vilken dag det avgjordes.', back(opened.file.id), 422);
    const done = await recordOutcome(tx, who, opened, appeal, {
      instance: field('instance').slice(0, 200), outcome: outcome.data, decidedDay: when.data, number: field('number').slice(0, 100), text: field('text'),
      ...(now.success && now.data !== 'same' && { now: now.data }), ...(final?.success && { finalDay: final.data }),
    });
    return done.ok ? redirect(back(opened.file.id)) : told(context, 'Avgörandet fördes inte in', done.why.join(' '), back(opened.file.id), 409);
  }, { change: true }),
});

const settle = route({
  method: 'POST', path: '/handlaggning/arenden/:id/avgorande/:outcome/laga-kraft', access: readers, audit: 'cases.finalDayAsked',
  handle: (context: Context) => inCase(context, async (opened) => {
    const { outcome } = context.params as { outcome?: string };
    const typed = String(context.fields['final'] ?? '').trim();
    const final = typed ? day.safeParse(typed) : undefined;
    if (final?.success === false) return told(context, 'Dagen sparades inte', 'Skriv en dag som 2027-01-15, eller lämna tomt.', back(opened.file.id), 422);
    const done = outcome && isUuid(outcome) && await settleFinalDay(context.tx, context.who, opened, outcome, final?.data);
    return done ? redirect(back(opened.file.id)) : notFound();
  }, { change: true }),
});

const whole = route({
  method: 'GET', path: '/handlaggning/arenden/:id/akt', access: readers, audit: read,
  handle: (context: Context) => inCase(context, async (opened) => {
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const made = await wholeFile(context.tx, context.who, opened);
    if (!made.ok) return told(context, 'Akten kunde inte göras', made.message, caseHref(opened.file.id, '/handlingar'), 500);
    context.tx.audit({ event: 'cases.wholeFileRead', dossierId: opened.file.id, unitId: opened.file.unitId, detail: { ground: opened.ground } });
    return fileAnswer(made.bytes, 'application/pdf', { name: `akt-${opened.file.number.replaceAll(' ', '-')}.pdf`, inline: true });
  }),
});

export const outcomeRoutes = [enter, settle, whole];
