import { z } from 'zod';
import { Alert, Buttons, KeyValue, LinkButton, PageHeading, file, formatDate, href, notFound, resident, route } from '../../platform/index.ts';
import { listAuthorities } from '../../organisation/index.ts';
import { certificate } from '../actions/certificate.ts';
import { bookablesOf } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import { currentOutcome, outcomeContent, wasWithdrawn } from '../store/outcomes.ts';
import { recallsOfBooking } from '../store/recalls.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';
import { own } from './own.ts';

const path = '/mina-sidor/tider/:id/resultat';

const show = route({
  method: 'GET', path, access: resident(2), audit: 'booking.ownOutcomeRead',
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking } = found;
    const { tx, language } = context;
    const t = (key: string, params = {}) => texts(language, `outcome.${key}`, params);
    const outcome = await currentOutcome(tx, booking.id);
    const back = href(`/mina-sidor/tider/${booking.id}`);
    if (!outcome) {
      const said = await wasWithdrawn(tx, booking.id) ? 'withdrawn' : 'none';
      return timesPage(context, found.bookable, { title: t(said), back, ...(said === 'none' && { status: 404 }), children: <><PageHeading>{t(said)}</PageHeading><p>{t(`${said}Text`)}</p></> });
    }
    // What was written is read in the words of the version it was written with.
    const bookable = await bookablesOf(tx).byVersion(tx, outcome.versionId, language);
    const content = await outcomeContent(tx, outcome.id);
    const fields = (bookable.outcome?.fields ?? []).filter(({ told, id }) => told && content[id] !== undefined);
    const says = fields.flatMap((field) => field.options.find(({ id }) => id === content[field.id])?.say ?? []);
    const authority = (await listAuthorities(tx)).find(({ id }) => id === booking.authorityId);
    return timesPage(context, bookable, {
      title: bookable.outcome?.name ?? '', back,
      children: (
        <>
          <PageHeading above={bookable.name}>{bookable.outcome?.name}</PageHeading>
          {(await recallsOfBooking(tx, booking.id)).map(({ id, text }) => <Alert key={id} kind="warning" heading={texts(language, 'recall.title')}>{text.split(/\n+/).map((line) => <p key={line}>{line}</p>)}</Alert>)}
          {outcome.replacesId && <Alert><p>{t('corrected')}</p></Alert>}
          <KeyValue items={[
            ...fields.map((field) => ({ key: field.label, value: <strong>{fieldText(field, content[field.id], language)}</strong> })),
            { key: t('done'), value: formatDate(outcome.doneAt, language) }, { key: t('by'), value: authority?.name ?? '' },
          ]} />
          {says.map((say) => <Alert key={say}><p>{say}</p></Alert>)}
          {bookable.outcome?.say && <p>{bookable.outcome.say}</p>}
          {bookable.outcome?.certificate && (
            <Buttons>
              <LinkButton kind="secondary" icon="download" href={href(`/mina-sidor/tider/${booking.id}/intyg.pdf`, { sprak: 'sv' })}>{t('certificate')}</LinkButton>
              <LinkButton kind="quiet" icon="download" href={href(`/mina-sidor/tider/${booking.id}/intyg.pdf`, { sprak: 'en' })}>{t('certificateOther')}</LinkButton>
            </Buttons>
          )}
        </>
      ),
    });
  },
});

const pdf = route({
  method: 'GET', path: '/mina-sidor/tider/:id/intyg.pdf', access: resident(2), audit: 'booking.certificateFetched', query: z.object({ sprak: z.enum(['sv', 'en']).optional().catch(undefined) }),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { language, query } = context;
    const outcome = await currentOutcome(context.tx, found.booking.id);
    if (!outcome || !found.bookable.outcome?.certificate) return notFound();
    const made = await certificate(context, found.booking, outcome, query.sprak ?? language);
    if (made) return file(made, 'application/pdf', { name: query.sprak === 'en' ? 'certificate.pdf' : 'intyg.pdf' });
    return timesPage(context, found.bookable, { title: texts(language, 'outcome.certificate'), status: 503, children: <p>{texts(language, 'outcome.busy')}</p> });
  },
});

export const outcomeResidentRoutes = [show, pdf];
