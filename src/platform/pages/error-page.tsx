import type { VNode } from 'preact';
import type { Language } from '../language.ts';
import type { Href } from './href.ts';
import { href } from './href.ts';
import { errorTexts } from './error-texts.ts';
import type { ErrorStatus } from './error-texts.ts';
import { Link } from './parts/link.tsx';
import { PageHeading } from './parts/text.tsx';
import { Layout } from './layout/layout.tsx';
import type { Frame } from './layout/layout.tsx';

export interface ErrorPageProps extends Frame {
  /** The HTTP status; one without words of its own speaks as its kind. */
  status: number;
  /** A code that has words of its own, as `fileTooLarge`; others are for the log and are not shown. */
  reason?: string | undefined;
  reference?: string;
  retryAfter?: number;
  /** Where to go instead; the start page when left out. */
  onward?: { href: Href; label: string } | undefined;
}

/** A whole page for what could not be done, in the organisation's dress. */
export function ErrorPage({ status, reason, reference, retryAfter, onward, ...frame }: ErrorPageProps): VNode {
  const known = errorStatus(status, reason);
  return (
    <Layout {...frame} title={errorTitle(known, frame.language)} noIndex>
      <ErrorContent status={known} language={frame.language} reference={reference} retryAfter={retryAfter} {...(onward && { onward })} />
    </Layout>
  );
}

export interface ErrorContentProps {
  status: ErrorStatus;
  language: Language;
  /** To give when asking for help: leads to the log, says nothing about the person. */
  reference?: string | undefined;
  /** Seconds until it is worth trying again. */
  retryAfter?: number | undefined;
  /** Where to go instead; the start page when left out. */
  onward?: { href: Href; label: string };
}

/** What a page says when it cannot be shown: what happened, what it means for what was typed, what to do. Goes inside a layout. */
export function ErrorContent({ status, language, reference, retryAfter, onward }: ErrorContentProps): VNode {
  const texts = errorTexts[language];
  const { heading, paragraphs } = texts.pages[status];
  return (
    <>
      <PageHeading>{heading}</PageHeading>
      {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      {retryAfter !== undefined && <p>{texts.retry(Math.max(1, Math.ceil(retryAfter / 60)))}</p>}
      <p><Link href={onward?.href ?? href('/')} icon="arrowRight">{onward?.label ?? texts.start}</Link></p>
      {reference !== undefined && <p class="hint">{texts.reference(reference)}</p>}
    </>
  );
}

/** The status whose words are shown. */
function errorStatus(status: number, reason?: string): ErrorStatus {
  if (status === 413 || reason === 'fileTooLarge') return 413;
  if (status in errorTexts.sv.pages) return status as ErrorStatus;
  return status >= 500 ? 500 : status === 401 ? 403 : 422;
}

/** The title for the layout of an error page. */
export function errorTitle(status: ErrorStatus, language: Language): string {
  return errorTexts[language].pages[status].heading;
}
