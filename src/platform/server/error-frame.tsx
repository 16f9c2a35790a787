import type { VNode } from 'preact';
import { ErrorPage, residentFrame } from '../pages/index.ts';
import type { RequestContext } from '../routes/route.ts';

type Facts = Pick<RequestContext, 'house' | 'tenant' | 'language' | 'path' | 'display'>;

/** The page for what could not be done: what happened, what to do, in the organisation's dress. */
export function ErrorFrame({ status, reason, ...facts }: Facts & { status: number; reason?: string }): VNode {
  return <ErrorPage {...residentFrame(facts)} status={status} reason={reason} />;
}
