import type { VNode } from 'preact';
import { Tag, type Language } from '../../../platform/index.ts';
import { texts } from '../texts.ts';
import type { DecisionOutcome } from '../../store/tables.ts';

const colours = { granted: 'success', partly: 'info', refused: 'neutral', dismissed: 'neutral', writtenOff: 'neutral' } as const;

/** What a decision means to the person: where "yes" would say nothing – a permit revoked, money asked back – its own word. */
export function meaningOf({ type, outcome }: { type: string; outcome: DecisionOutcome }): string {
  switch (type) {
    case 'revocation': return outcome === 'refused' ? 'kept' : 'revoked';
    case 'recovery': return outcome === 'refused' ? 'repayNothing' : 'repay';
    default: return outcome;
  }
}

/** Yes, partly or no: in words, with a colour that says nothing more. */
export function OutcomeTag({ outcome, type = '', language }: { outcome: DecisionOutcome; type?: string; language: Language }): VNode {
  const meaning = meaningOf({ type, outcome });
  return <Tag colour={meaning === outcome ? colours[outcome] : 'neutral'}>{texts(language, `outcome.${meaning}`)}</Tag>;
}
