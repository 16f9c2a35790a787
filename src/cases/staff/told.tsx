import { staffFrame } from '../../identity/index.ts';
import { LinkButton, StaffLayout, href, page, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';

/** Says what happened, or why nothing did, and where to go on. */
export function told(context: RequestContext<Staff>, heading: string, text: string, onward: string, status = 200): Answer {
  return page(
    <StaffLayout {...staffFrame(context)} title={heading} width="text">
      <h1>{heading}</h1>
      <p>{text}</p>
      <p><LinkButton href={href(onward)}>Fortsätt</LinkButton></p>
    </StaffLayout>, { status });
}
