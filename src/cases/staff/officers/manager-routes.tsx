import { z } from 'zod';
import { staffNames, staffOf, staffPage, withinAuthority } from '../../../identity/index.ts';
import {
  Alert, BarChart, Button, Buttons, EmptyState, Form, KeyValue, LinkButton, Section, Select, Table, addDays, formatDate, formatDateTime, formatNumber, href, isUuid, route,
  staff, swedishDay,
} from '../../../platform/index.ts';
import { currentVersions } from '../../../services/index.ts';
import { fewest, overEnough } from '../../model/officers/small-cells.ts';
import { leadTimes, standing, type LeadTime } from '../../store/officers/follow-up.ts';
import { casesByIds } from '../../store/case/case-file.ts';
import { unitLog } from '../../store/case/unit-log.ts';
import { readElsewhere } from '../../slots.ts';
import { groundWords, isAttempt, listed, whatHappened } from './log-words.ts';
import { unitsOf } from './units-of.ts';

const managers = staff('manager');
const base = '/handlaggning/uppfoljning';
const day = 86_400_000;

const overview = route({
  method: 'GET', path: '/handlaggning/uppfoljning', access: managers, audit: 'cases.followUpRead', urgency: 'optional',
  async handle(context) {
    const { tx, now } = context;
    const units = await unitsOf(context);
    const ids = units.map(({ id }) => id);
    const [half, year] = [new Date(now.getTime() - 182 * day), new Date(now.getTime() - 365 * day)];
    const months = await leadTimes(tx, { units: ids, from: half, until: now, by: 'month' });
    const services = await leadTimes(tx, { units: ids, from: half, until: now, by: 'service' });
    const before = await leadTimes(tx, { units: ids, from: year, until: half, by: 'service' });
    const names = new Map((await currentVersions(tx)).map(({ service, compiled }) => [service, compiled.folder.definition.name]));
    const stands = await standing(tx, ids);
    return staffPage(context, {
      title: 'Uppföljning', above: units.map(({ name }) => name).join(', '),
      children: (
        <>
          <Section heading="Läget nu">
            <KeyValue items={[
              { key: 'Öppna ärenden', value: formatNumber(stands.open, 'sv') }, { key: 'Inte fördelade', value: formatNumber(stands.untaken, 'sv') },
              { key: 'Efter löftesdagen', value: formatNumber(stands.late, 'sv') }, { key: 'Väntar på någon annan', value: formatNumber(stands.waiting, 'sv') },
            ]} />
          </Section>
          <Chart services={services} before={before} names={names} today={swedishDay(now)} />
          <Table caption="Månad för månad, de senaste sex månaderna" rows={months} rowKey={({ key }) => key} empty={<EmptyState heading="Inga beslut än" />} columns={[
            { key: 'month', heading: 'Månad', cell: ({ key }) => formatDate(`${key}-01`, 'sv').replace(/^1 /, ''), rowHeading: true }, { key: 'decided', heading: 'Beslut', align: 'end', cell: ({ decided }) => formatNumber(decided, 'sv') },
            { key: 'median', heading: 'Dagar, median', align: 'end', cell: ({ median, decided }) => figure(overEnough(formatNumber(median, 'sv'), decided)) },
            { key: 'kept', heading: 'Inom löftet', align: 'end', cell: ({ kept, decided }) => (kept === null ? '–' : figure(overEnough(`${formatNumber(Math.round(kept * 100), 'sv')} %`, decided))) },
          ]} />
          {months.some(({ decided }) => decided < fewest) && <p class="hint">Tider visas inte för färre än {fewest} beslut, för att ingen ska kunna pekas ut.</p>}
          <Buttons>
            <LinkButton href={href(`${base}/delegationsbeslut`)}>Delegationsbeslut till nästa möte</LinkButton>
            <LinkButton kind="secondary" href={href(`${base}/tider`)}>Tider, förseningar och utfall</LinkButton>
            <LinkButton kind="secondary" href={href('/handlaggning/fordelning')}>Vem har hur mycket?</LinkButton>
            <LinkButton kind="secondary" href={href('/handlaggning/fraser')}>Fraser</LinkButton>
            <LinkButton kind="secondary" href={href(`${base}/logg`)}>Vem har läst på enheten?</LinkButton>
            <LinkButton kind="secondary" href={href(`${base}/automatik`)}>Automatiska beslut</LinkButton>
            <LinkButton kind="secondary" href={href('/handlaggning', { visa: 'nya' })}>Fördela nya ärenden</LinkButton>
          </Buttons>
        </>
      ),
    });
  },
});

function figure(text: string | null): string {
  return text ?? 'Visas inte';
}

/** Waiting times of the services with enough decisions: of a few, a median would tell how long somebody waited. */
function Chart({ services: all, before, names, today }: { services: readonly LeadTime[]; before: readonly LeadTime[]; names: ReadonlyMap<string, string>; today: string }) {
  const question = 'Hur länge väntar sökande på beslut?';
  const services = all.filter(({ decided }) => decided >= fewest);
  const [most] = [...services].sort((a, b) => b.decided - a.decided);
  if (!most) return (
    <Section heading={question}>
      {all.length === 0 ? <EmptyState heading="Inga beslut de senaste sex månaderna" />
        : <EmptyState heading="För få beslut för att visa tider"><p>Tider visas från {fewest} beslut av ett slag, för att ingen ska kunna pekas ut.</p></EmptyState>}
    </Section>
  );
  return (
    <BarChart question={question} unit="dagar" period={`${addDays(today, -182)} – ${today}`}
      answer={`Hälften av dem som sökte ${names.get(most.key)?.toLowerCase() ?? most.key} fick beslut inom ${formatNumber(most.median, 'sv')} dagar.`}
      source="Enhetens egna ärenden: från den dag ansökan kom in till beslutet"
      columns={{ label: 'Tjänst', value: 'Median senaste halvåret', ...(before.some(({ decided }) => decided >= fewest) && { compare: 'Median halvåret före' }) }}
      bars={services.map(({ key, median }) => {
        const earlier = before.find((one) => one.key === key && one.decided >= fewest)?.median;
        return { label: names.get(key) ?? key, value: median, ...(earlier !== undefined && { compare: earlier }) };
      })} />
  );
}

const logQuery = z.object({ vem: z.string().optional(), sida: z.coerce.number().int().min(1).max(200).catch(1).default(1) });
const pageSize = 50;

const log = route({
  method: 'GET', path: '/handlaggning/uppfoljning/logg', urgency: 'optional', access: managers, audit: 'cases.logRead', query: logQuery,
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, query } = context;
    const units = await unitsOf(context);
    const colleagues = await staffOf(tx, authorityId);
    const elsewhere: Readonly<Record<string, string>> = Object.assign({}, ...tx.slots.all(readElsewhere));
    const chosen = query.vem && isUuid(query.vem) ? query.vem : undefined;
    const found = await unitLog(tx, {
      units: units.map(({ id }) => id), since: new Date(context.now.getTime() - 90 * day), until: context.now, events: [...listed, ...Object.keys(elsewhere)], page: query.sida, pageSize, ...(chosen && { staffId: chosen }),
    });
    const names = await staffNames(tx, found.map(({ staffId }) => staffId));
    const numbers = new Map((await casesByIds(tx, [...new Set(found.flatMap(({ caseId }) => caseId ?? []))])).map(({ id, number }) => [id, number]));
    const at = (sida: number) => href(`${base}/logg`, { vem: chosen, sida });
    return staffPage(context, {
      title: 'Vem har läst och gjort vad?', above: units.map(({ name }) => name).join(', '), crumbs: [{ label: 'Uppföljning', href: href(base) }],
      children: (
        <>
          <Alert><p>De senaste 90 dagarna i enhetens ärenden. Följ upp läsning som inte hör till arbetet. Att du läser loggen loggas också.</p></Alert>
          <Form action={href(`${base}/logg`)} method="get" label="Välj medarbetare">
            <Select name="vem" label="Medarbetare" value={chosen ?? ''} options={[{ value: '', label: 'Alla' }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
            <Button kind="secondary">Visa</Button>
          </Form>
          <Table caption="Logg" captionHidden rows={found.slice(0, pageSize)} rowKey={({ id }) => id} empty={<EmptyState heading="Inget i loggen" />} emphasis={isAttempt} columns={[
            { key: 'at', heading: 'När', cell: ({ at: when }) => formatDateTime(when, 'sv') },
            { key: 'who', heading: 'Vem', rowHeading: true, cell: ({ staffId }) => names.get(staffId) ?? '–' },
            { key: 'what', heading: 'Vad', cell: (line) => whatHappened(line, elsewhere) },
            { key: 'case', heading: 'Ärende', cell: ({ caseId }) => (caseId ? <a class="ds-link" href={href(`/handlaggning/arenden/${caseId}`)}>{numbers.get(caseId) ?? 'Gallrat ärende'}</a> : '–') },
            { key: 'ground', heading: 'Skäl', cell: ({ ground }) => (ground ? groundWords(ground) : '–') },
          ]} />
          <Buttons>
            {query.sida > 1 && <LinkButton kind="secondary" href={at(query.sida - 1)}>Nyare</LinkButton>}
            {found.length > pageSize && <LinkButton kind="secondary" href={at(query.sida + 1)}>Äldre</LinkButton>}
          </Buttons>
        </>
      ),
    });
  }),
});

export const managerRoutes = [overview, log];
