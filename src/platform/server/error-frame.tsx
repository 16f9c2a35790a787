import type { VNode } from 'preact';
import { ErrorPage, href, residentFrame } from '../pages/index.ts';
import type { RequestContext } from '../routes/route.ts';

type Facts = Pick<RequestContext, 'house' | 'tenant' | 'language' | 'path' | 'display'>;

/** The page for what could not be done: what happened, what to do, in the organisation's dress. */
export function ErrorFrame({ status, reason, ...facts }: Facts & { status: number; reason?: string }): VNode {
  // Staff go on with their work, not to the residents' pages.
  const staff = /^\/handlaggning(?:[/?]|$)/.test(facts.path);
  return <ErrorPage {...residentFrame(facts)} status={status} reason={reason} {...(staff && { onward: { href: href('/handlaggning'), label: 'Till personalens startsida' } })} />;
}
