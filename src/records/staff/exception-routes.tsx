import { z } from 'zod';
import { casesByIds, casesByNumber, decideSample, hold, liftHold, openHolds, readCaseNumber, researchSample } from '../../cases/index.ts';
import { staffNames, withinAuthority } from '../../identity/index.ts';
import {
  Button, DateField, Form, KeyValue, Section, Table, TextArea, TextField, asUuid, formatDate, href, isUuid, notFound, redirect, route, swedishDay, messageOf,
  typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff, type Uuid,
} from '../../platform/index.ts';
import { keepers, registerPage } from './frame.tsx';
import { keeping } from './plan-routes.tsx';

const under = { label: 'Gallring', path: '/gallring' };

const holds = route({
  method: 'GET', path: `${keeping}/stopp`, access: keepers, audit: 'records.holdsRead',
  handle: (context) => withinAuthority(context, (authorityId) => holdsPage(context, authorityId, {}, [])),
});

async function holdsPage(context: RequestContext<Staff>, authorityId: Uuid, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const open = await openHolds(tx, authorityId);
  const names = await staffNames(tx, open.map(({ heldBy }) => heldBy));
  const numbers = new Map((await casesByIds(tx, open.map(({ caseId }) => caseId))).map(({ id, number }) => [id, number]));
  return registerPage(context, {
    title: 'Gallringsstopp', tab: '/gallring', under, errors,
    children: (
      <>
        <p>Ett stoppat ärende gallras inte, vad planen än säger. Stoppa det när handlingarna kan behövas: en tillsyn, en domstol, ett skadestånd, en pågående begäran om utlämnande.</p>
        <Form action={href(`${keeping}/stopp`)} label="Stoppa ett ärende">
          <TextField name="number" label="Ärendenummer" value={typed['number']} error={messageOf(errors, 'number')} size={18} />
          <TextArea name="reason" label="Varför" rows={2} value={typed['reason']} error={messageOf(errors, 'reason')} />
          <Button>Stoppa gallringen</Button>
        </Form>
        <Section heading="Stoppade ärenden">
          <Table caption="Stoppade ärenden" captionHidden rows={open} rowKey={({ id }) => id} empty={<p class="hint">Inget ärende är stoppat.</p>} columns={[
            { key: 'number', heading: 'Ärende', rowHeading: true, nowrap: true, cell: ({ caseId }) => numbers.get(caseId) },
            { key: 'why', heading: 'Varför', cell: ({ reason }) => reason },
            { key: 'since', heading: 'Sedan', cell: ({ heldAt, heldBy }) => `${formatDate(swedishDay(heldAt), 'sv')}, ${names.get(heldBy) ?? ''}` },
            { key: 'do', heading: 'Gör', cell: ({ id, caseId }) => (
              <Form action={href(`${keeping}/stopp/${id}/hav`)} label={`Häv stoppet för ${numbers.get(caseId)}`}><Button kind="secondary">Häv stoppet</Button></Form>) },
          ]} />
        </Section>
      </>
    ),
  });
}

const stop = route({
  method: 'POST', path: `${keeping}/stopp`, access: keepers, audit: 'records.held',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, who } = context;
    const typed = typedIn(context.fields);
    const number = readCaseNumber(typed['number'] ?? '') ?? (typed['number'] ?? '').toUpperCase();
    const [found] = number ? await casesByNumber(tx, number) : [];
    const errors: FieldError[] = [
      ...(found ? [] : [{ name: 'number', message: 'Det finns inget sådant ärende hos nämnden.' }]),
      ...((typed['reason'] ?? '').length < 5 ? [{ name: 'reason', message: 'Skriv varför, så att den som häver stoppet förstår.' }] : []),
    ];
    if (!found || errors.length) return holdsPage(context, authorityId, typed, errors);
    context.about({ dossierId: found.id, unitId: found.unitId });
    if (!await hold(tx, found, typed['reason']!.slice(0, 1_000), who.staffId)) return holdsPage(context, authorityId, typed, [{ name: 'number', message: 'Ärendet är redan stoppat.' }]);
    return redirect(`${keeping}/stopp`);
  }),
});

const lift = route({
  method: 'POST', path: `${keeping}/stopp/:id/hav`, access: keepers, audit: 'records.holdLifted',
  handle: (context) => withinAuthority(context, async () => {
    const caseId = isUuid(context.params.id) ? await liftHold(context.tx, asUuid(context.params.id), context.who.staffId) : undefined;
    if (!caseId) return notFound();
    context.about({ dossierId: caseId });
    return redirect(`${keeping}/stopp`);
  }),
});

const sample = route({
  method: 'GET', path: `${keeping}/forskning`, access: keepers, audit: 'records.sampleRead',
  handle: (context) => withinAuthority(context, (authorityId) => samplePage(context, authorityId, {}, [])),
});

async function samplePage(context: RequestContext<Staff>, authorityId: Uuid, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const now = await researchSample(context.tx, authorityId);
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: messageOf(errors, name) });
  return registerPage(context, {
    title: 'Personakter som bevaras för forskning', tab: '/gallring', under, errors, width: 'text',
    children: (
      <>
        <p>I en del kommuner ska personakter i socialtjänsten bevaras för forskning när personen är född vissa dagar i månaden, oftast den 5, 15 och 25. Kontrollera vad som gäller för er.</p>
        <KeyValue items={[
          { key: 'Gäller nu', value: now?.days.length ? `Födda den ${now.days.join(', ')}` : 'Inga akter bevaras för forskning' },
          ...(now ? [{ key: 'Beslut', value: `${formatDate(now.decidedDay, 'sv')}, ${now.paragraph}` }] : []),
        ]} />
        <Form action={href(`${keeping}/forskning`)} label="Ändra">
          <TextField {...field('days', 'Födda den')} hint="Dagar i månaden med komma emellan: 5, 15, 25. Lämna tomt för att inte bevara några." value={typed['days'] ?? now?.days.join(', ')} size={20} optional />
          <DateField {...field('decidedDay', 'Nämnden beslutade')} />
          <TextField {...field('paragraph', 'Paragraf eller punkt')} size={24} />
          <Button>Spara</Button>
        </Form>
      </>
    ),
  });
}

const sampleShape = z.object({
  days: z.string().default('').transform((text) => text.split(/[\s,;]+/).filter(Boolean).map(Number)).pipe(z.array(z.int().min(1).max(31)).max(31)),
  decidedDay: z.iso.date(), paragraph: z.string().min(2).max(100),
});
const wrong: Record<string, string> = {
  days: 'Skriv dagar mellan 1 och 31, med komma emellan.', decidedDay: 'Skriv dagen för beslutet. Den kan inte vara efter i dag.', paragraph: 'Skriv paragrafen eller punkten för beslutet.',
};

const decide = route({
  method: 'POST', path: `${keeping}/forskning`, access: keepers, audit: 'records.sampleDecided',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const typed = typedIn(context.fields);
    const parsed = sampleShape.safeParse(typed);
    const names = new Set(parsed.success ? [] : parsed.error.issues.map(({ path: [name] }) => String(name)));
    if (parsed.success && parsed.data.decidedDay > swedishDay(context.now)) names.add('decidedDay');
    if (!parsed.success || names.size) return samplePage(context, authorityId, typed, [...names].map((name) => ({ name, message: wrong[name]! })));
    const days = [...new Set(parsed.data.days)].sort((a, b) => a - b);
    context.about({ detail: { days: days.join(',') } });
    await decideSample(context.tx, authorityId, { ...parsed.data, days, by: context.who.staffId });
    return redirect(`${keeping}/forskning`);
  }),
});

export const exceptionRoutes: readonly Route[] = [holds, stop, lift, sample, decide];
