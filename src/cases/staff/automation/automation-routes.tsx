import { staffNames, staffPage, withinAuthority } from '../../../identity/index.ts';
import {
  Alert, Button, ConfirmBox, Details, EmptyState, Form, KeyValue, LinkButton, NumberField, Section, Table, TextField, formatDate, formatDateTime, formatNumber,
  href, none, redirect, route, staff, type Answer, type FieldError, type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import type { ServiceVersion } from '../../../services/index.ts';
import { automatable, switchOff, switchOn } from '../../actions/automation/switch-automation.ts';
import { draw } from '../../model/automation/draw.ts';
import { automationsOf, drawsOf, seedsOf, type Automation, type DrawSeed } from '../../store/automation/automation.ts';
import { caseHref } from '../case/in-case.tsx';

const managers = staff('manager');
const base = '/handlaggning/uppfoljning/automatik';
const under = [{ label: 'Uppföljning', href: href('/handlaggning/uppfoljning') }];

const show = route({
  method: 'GET', path: base, access: managers, audit: none('what rules may decide: nobody is named'),
  handle: (context) => withinAuthority(context, (authorityId) => overview(context, authorityId, {}, [])),
});

interface Typed { service?: string; resolution?: string; oneIn?: string }

async function overview(context: RequestContext<Staff>, authorityId: Uuid, typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const versions = await automatable(tx, authorityId);
  const history = await automationsOf(tx, authorityId);
  const seeds = await seedsOf(tx, authorityId);
  const names = await staffNames(tx, history.flatMap(({ staffId, endedStaffId }) => [staffId, ...(endedStaffId ? [endedStaffId] : [])]));
  return staffPage(context, {
    title: 'Automatiska beslut', crumbs: under, errors,
    children: (
      <>
        <p>En oförändrad ansökan kan beviljas helt utan handläggare, om nämnden har beslutat det. En regel säger aldrig nej. Allt som inte är ett helt ja går till en handläggare.</p>
        {versions.length === 0 && <EmptyState heading="Ingen tjänst har en sådan regel" />}
        {versions.map((version) => (
          <Section key={version.service} heading={version.compiled.folder.definition.name}>
            <Switch version={version} on={history.find(({ service, untilAt }) => service === version.service && untilAt === null)} typed={typed.service === version.service ? typed : {}}
              errors={typed.service === version.service ? errors : []} />
          </Section>
        ))}
        <Section heading="Lottning av kontroller">
          <p>Några ansökningar som hade kunnat beviljas lottas till en handläggare, som begär in underlag. Varje månad har ett hemligt frö. Dess kontrollsumma står i loggen innan något lottas, och fröet berättas när månaden är slut. Då kan vem som helst räkna om lotteriet.</p>
          <Table caption="Månader" rows={seeds} rowKey={({ period }) => period} empty={<EmptyState heading="Ingen månad är förberedd" />} columns={[
            { key: 'period', heading: 'Månad', rowHeading: true, nowrap: true, cell: ({ period }) => <a class="ds-link" href={href(`${base}/${period}`)}>{period}</a> },
            { key: 'at', heading: 'Förberedd', cell: ({ committedAt }) => formatDateTime(committedAt, 'sv') },
            { key: 'told', heading: 'Fröet', cell: ({ revealedAt }) => (revealedAt ? `Berättat ${formatDate(revealedAt, 'sv')}` : 'Hemligt tills månaden är slut') },
          ]} />
        </Section>
        <Section heading="Vad som har gällt">
          <Table caption="Vad som har gällt" captionHidden rows={history} rowKey={({ id }) => id} empty={<EmptyState heading="Inget har varit påslaget" />} columns={[
            { key: 'service', heading: 'Tjänst', rowHeading: true, cell: ({ service }) => versions.find((one) => one.service === service)?.compiled.folder.definition.name ?? service },
            { key: 'resolution', heading: 'Nämndens beslut', cell: ({ resolution }) => resolution }, { key: 'share', heading: 'Kontroll', cell: ({ oneIn }) => shareWords(oneIn) },
            { key: 'from', heading: 'På', cell: ({ fromAt, staffId }) => `${formatDateTime(fromAt, 'sv')}, ${names.get(staffId) ?? '–'}` },
            { key: 'until', heading: 'Av', cell: ({ untilAt, endedStaffId }) => (untilAt ? `${formatDateTime(untilAt, 'sv')}, ${endedStaffId ? names.get(endedStaffId) ?? '–' : ''}` : 'På nu') },
          ]} />
        </Section>
      </>
    ),
  });
}

const shareWords = (oneIn: number): string => (oneIn === 1 ? 'Alla' : `En av ${formatNumber(oneIn, 'sv')}`);

function Switch({ version, on, typed, errors }: { version: ServiceVersion; on: Automation | undefined; typed: Typed; errors: readonly FieldError[] }) {
  const { automatic, renews } = version.compiled.folder.definition;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <KeyValue items={[
        { key: 'Läge', value: on ? `På sedan ${formatDate(on.fromAt, 'sv')}` : 'Av' },
        ...(on ? [{ key: 'Nämndens beslut', value: on.resolution }, { key: 'Kontroll', value: shareWords(on.oneIn) }] : []),
        { key: 'Punkt i delegationsordningen', value: automatic!.point },
      ]} />
      <Details summary="Visa regeln">
        <p>Beviljas helt om svaren är desamma som förra gången, allt beviljades då, uträkningen är fullständig och det här stämmer:</p>
        <p class="typed">{automatic!.when}</p>
        {automatic!.unless && <><p>Men inte om:</p><p class="typed">{automatic!.unless}</p></>}
      </Details>
      <Form action={href(`${base}/pa`)} hidden={{ service: version.service }} label={`Slå på eller ändra, ${version.compiled.folder.definition.name}`}>
        <TextField name="resolution" label="Nämndens beslut" hint="Paragraf och dag, till exempel § 87, 2026-10-14." value={typed.resolution ?? ''} error={error('resolution')} />
        <NumberField name="oneIn" label="Kontrollera en av så här många" hint="Skriv 10 för en av tio. Skriv 1 om alla ska kontrolleras." value={typed.oneIn ?? String(on?.oneIn ?? renews?.sample?.oneIn ?? 10)}
          error={error('oneIn')} />
        <Button>{on ? 'Ändra' : 'Slå på'}</Button>
      </Form>
      {on && (
        <ConfirmBox danger heading="Slå av" confirm="Slå av automatiska beslut" action={href(`${base}/av`)} cancel={href(base)} hidden={{ service: version.service }}
          consequences={['Det gäller genast. Allt som kommer in går till en handläggare.', 'Beslut som redan är fattade står kvar.']} />
      )}
    </>
  );
}

const turnOn = route({
  method: 'POST', path: `${base}/pa`, access: managers, audit: 'cases.automationChanged',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const one = (name: string) => String(context.fields[name] ?? '').trim();
    const typed = { service: one('service'), resolution: one('resolution').slice(0, 200), oneIn: one('oneIn') };
    const oneIn = /^\d{1,5}$/.test(typed.oneIn) ? Number(typed.oneIn) : 0;
    const errors = [
      ...(/\d/.test(typed.resolution) && typed.resolution.length >= 5 ? [] : [{ name: 'resolution', message: 'Skriv nämndens beslut med paragraf och dag. Utan ett sådant får ingen regel besluta.' }]),
      ...(oneIn >= 1 && oneIn <= 10_000 ? [] : [{ name: 'oneIn', message: 'Skriv ett tal från 1 till 10 000.' }]),
    ];
    if (errors.length) return overview(context, authorityId, typed, errors);
    await switchOn(context.tx, context.who, authorityId, { service: typed.service, resolution: typed.resolution, oneIn });
    return redirect(base);
  }),
});

const turnOff = route({
  method: 'POST', path: `${base}/av`, access: managers, audit: 'cases.automationChanged',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    await switchOff(context.tx, context.who, authorityId, String(context.fields['service'] ?? ''));
    return redirect(base);
  }),
});

const month = route({
  method: 'GET', path: `${base}/:period`, urgency: 'optional', access: managers, audit: 'cases.drawsRead',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { period } = context.params;
    const seed = (await seedsOf(context.tx, authorityId)).find((one) => one.period === period);
    return seed ? monthPage(context, authorityId, seed) : redirect(base);
  }),
});

async function monthPage(context: RequestContext<Staff>, authorityId: Uuid, { period, commitment, committedAt, seed }: DrawSeed): Promise<Answer> {
  const draws = await drawsOf(context.tx, authorityId, period);
  const recounted = seed === null ? undefined : draws.filter(({ caseId, oneIn, value, drawn }) => {
    const again = draw(seed, caseId, oneIn);
    return again.value !== value || again.drawn !== drawn;
  });
  return staffPage(context, {
    title: period, above: 'Lottning av kontroller', crumbs: [...under, { label: 'Automatiska beslut', href: href(base) }],
    children: (
      <>
        {recounted?.length === 0 && draws.length > 0 && <Alert kind="success"><p>Omräknat nu: alla {formatNumber(draws.length, 'sv')} stämmer.</p></Alert>}
        {recounted !== undefined && recounted.length > 0 && <Alert kind="danger"><p>{formatNumber(recounted.length, 'sv')} stämmer inte med fröet. Anmäl det till dataskyddsombudet.</p></Alert>}
        <KeyValue items={[
          { key: 'Förberedd', value: formatDateTime(committedAt, 'sv') }, { key: 'Kontrollsumma (SHA-256 av fröet)', value: <span class="typed">{commitment}</span> },
          { key: 'Frö', value: seed ? <span class="typed">{seed}</span> : 'Berättas när månaden är slut' },
          { key: 'Prövade', value: formatNumber(draws.length, 'sv') }, { key: 'Utvalda', value: formatNumber(draws.filter(({ drawn }) => drawn).length, 'sv') },
        ]} />
        <p>Så räknas det: HMAC-SHA256 med fröets byte som nyckel, över ärendets id med små bokstäver. De första åtta byten som ett tal, gånger n, mindre än 2⁶⁴: då är ärendet utvalt, där n är en av så många.</p>
        <Table caption="Prövade ärenden" rows={draws} rowKey={({ caseId }) => caseId} empty={<EmptyState heading="Inget ärende har prövats än" />} columns={[
          { key: 'case', heading: 'Ärende (id)', rowHeading: true, cell: ({ caseId }) => <a class="ds-link typed" href={href(caseHref(caseId))}>{caseId}</a> },
          { key: 'at', heading: 'När', cell: ({ at }) => formatDateTime(at, 'sv') }, { key: 'share', heading: 'Kontroll', cell: ({ oneIn }) => shareWords(oneIn) },
          { key: 'value', heading: 'Lottens värde', cell: ({ value }) => <span class="typed">{value}</span> }, { key: 'drawn', heading: 'Utvald', cell: ({ drawn }) => (drawn ? 'Ja' : 'Nej') },
        ]} />
        <p><LinkButton kind="secondary" href={href(base)}>Tillbaka</LinkButton></p>
      </>
    ),
  });
}

export const automationRoutes = [show, turnOn, turnOff, month];
