import type { VNode } from 'preact';
import { Link, Section, href, type Tx, type Uuid } from '../../../platform/index.ts';
import { caseParts } from '../../slots.ts';

/** What rooms above have to say of a case: payments, hand-overs. */
export async function partsOf(tx: Tx, caseId: Uuid): Promise<VNode[]> {
  const found = [];
  for (const tell of tx.slots.all(caseParts)) found.push(...await tell(tx, caseId));
  return found.map(({ heading, lines, href: to, linkText }) => (
    <Section key={heading} heading={heading}>
      <ul class="ds-list">{lines.map((line, place) => <li key={place}>{line}</li>)}</ul>
      {to && <p><Link href={href(to)}>{linkText ?? heading}</Link></p>}
    </Section>
  ));
}
