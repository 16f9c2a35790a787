import type { VNode } from 'preact';
import { Alert, KeyValue, Link, LinkButton, Section, Table, Tag, asUuid, formatDateTime, formatNumber, href, isUuid, none, notFound, route, swedishDay, formatDate } from '../../platform/index.ts';
import { findWithdrawal, type Withdrawal } from '../store/withdrawals.ts';
import { base, deskOf, planners, timesPage, type Desk } from './frame.ts';

const path = `${base}/indragning`;

const show = route({
  method: 'GET', path: `${path}/:id`, access: planners, audit: none('numbers of a place, and of nobody'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const one = isUuid(context.params.id) ? await findWithdrawal(context.tx, asUuid(context.params.id)) : undefined;
    if (!one) return notFound();
    const done = one.moved + one.ended;
    const count = (number: number) => formatNumber(number, 'sv');
    return timesPage(context, {
      title: titleOf(desk, one), above: one.why === 'closed' ? 'Stängd plats' : 'Minskad dag', tab: tabOf(one), width: 'text',
      children: (
        <>
          {one.finishedAt
            ? <Alert kind="success" live heading="Klart"><p>{done === 0 ? 'Ingen hade en tid som drogs in.' : 'Alla som berörs har fått ett meddelande.'}</p></Alert>
            : one.affected === 0 ? <Alert live heading="Tiderna är stoppade"><p>Ingen har en tid som dras in.</p></Alert>
            : <Alert live heading="Arbetet pågår"><p>Tiderna är stoppade. De som hade en tid flyttas nu, eller får veta att den är inställd. Du kan lämna sidan: arbetet fortsätter ändå.</p></Alert>}
          <KeyValue items={[
            { key: 'Stoppade tider', value: count(one.stopped) }, { key: 'Berörda personer', value: count(one.affected) },
            ...(one.affected ? [{ key: 'Har fått en ny tid', value: count(one.moved) }, { key: 'Har fått tiden inställd', value: count(one.ended) }] : []),
            ...(one.affected && !one.finishedAt ? [{ key: 'Kvar', value: count(Math.max(0, one.affected - done)) }] : []),
            { key: 'Påbörjat', value: formatDateTime(one.madeAt, 'sv') }, ...(one.finishedAt ? [{ key: 'Avslutat', value: formatDateTime(one.finishedAt, 'sv') }] : []),
          ]} />
          {!one.finishedAt && one.affected > 0 && <p><LinkButton kind="secondary" href={href(`${path}/${one.id}`)}>Hämta nya siffror</LinkButton></p>}
        </>
      ),
    });
  },
});

/** "Hallen, 10 december 2026" */
function titleOf(desk: Desk, { placeId, fromAt, untilAt }: Withdrawal): string {
  const [first, last] = [swedishDay(fromAt), swedishDay(new Date(untilAt.getTime() - 1))];
  const days = first === last ? formatDate(first, 'sv') : `${formatDate(first, 'sv')} – ${formatDate(last, 'sv')}`;
  return `${desk.places.find(({ id }) => id === placeId)?.name ?? 'Platsen'}, ${days}`;
}

const tabOf = ({ why }: Withdrawal): string => (why === 'closed' ? '/stangning' : '/leverans');

/** What has been closed and cut lately, and how far it has come. */
export function Withdrawals({ desk, rows }: { desk: Desk; rows: readonly Withdrawal[] }): VNode | null {
  if (!rows.length) return null;
  return (
    <Section heading="Det som har stängts och minskats">
      <Table caption="Det senaste först" captionHidden rows={rows} rowKey={({ id }) => id} columns={[
        { key: 'what', heading: 'Plats och dag', rowHeading: true, cell: (one) => <Link href={href(`${path}/${one.id}`)}>{titleOf(desk, one)}</Link> },
        { key: 'people', heading: 'Berörda', align: 'end', cell: ({ affected }) => formatNumber(affected, 'sv') },
        { key: 'state', heading: 'Läge', cell: ({ finishedAt }) => (finishedAt ? <Tag colour="success">Klart</Tag> : <Tag colour="info">Pågår</Tag>) },
      ]} />
    </Section>
  );
}

export const withdrawalRoutes = [show];
