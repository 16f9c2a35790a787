import type { ComponentChildren } from 'preact';
import { Alert, Layout, LinkButton, PageHeading, forbidden, formatDate, href, page, residentFrame, stepUp, type Answer, type Cookie, type Href, type RequestContext, type Resident } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { texts } from '../texts.ts';

interface Shown {
  title: string;
  back?: Href;
  hasErrors?: boolean;
  status?: number;
  width?: 'text' | 'wide';
  cookies?: readonly Cookie[];
  children: ComponentChildren;
}

/** A page about times of a service, with whom to call about it. */
export async function timesPage(context: RequestContext, bookable: Bookable | undefined, { title, back, hasErrors = false, status, width = 'text', children }: Shown): Promise<Answer> {
  const help = bookable && await bookablesOf(context.tx).help(context, bookable);
  return page(
    <Layout {...residentFrame(context, help ? { help } : {})} title={title} hasErrors={hasErrors} width={width} {...(back && { back })}>
      {children}
    </Layout>, { status: status ?? (hasErrors ? 422 : 200) });
}

/** No new times are booked now: why, until when, and that a time one has may be seen, moved and cancelled all the same. */
export function stoppedPage(context: RequestContext, bookable: Bookable, { why, until }: NonNullable<Bookable['stopped']>): Promise<Answer> {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `stopped.${key}`, params);
  return timesPage(context, bookable, {
    title: t('title'), back: href(`/tjanster/${bookable.path}`),
    children: (
      <>
        <PageHeading above={bookable.name}>{t('title')}</PageHeading>
        <Alert kind="warning"><p>{why}</p>{until && <p>{t('until', { day: formatDate(until, language) })}</p>}</Alert>
        <p>{t('have')}</p>
        <p><LinkButton kind="secondary" icon="calendar" href={href('/mina-sidor/tider')}>{t('mine')}</LinkButton></p>
      </>
    ),
  });
}

/** Whether whoever is signed in may do it: as surely known as the class asks, and, for another, with a ground that the service takes. */
export async function mayBook({ tx, who }: Pick<RequestContext<Resident>, 'tx' | 'who'>, bookable: Bookable): Promise<Answer | undefined> {
  if (who.level < bookable.level) return stepUp(bookable.level);
  return await bookablesOf(tx).mayAct(tx, who, bookable) ? undefined : forbidden('proxyNotTaken');
}

/** Of services, those whose times whoever is signed in may know of: surely enough known, and with a ground that each of them takes. */
export async function inReachOf({ tx, who }: Pick<RequestContext<Resident>, 'tx' | 'who'>, services: readonly Bookable[]): Promise<Bookable[]> {
  const seen: Bookable[] = [];
  for (const bookable of services) if (who.level >= bookable.level && await bookablesOf(tx).mayAct(tx, who, bookable)) seen.push(bookable);
  return seen;
}
