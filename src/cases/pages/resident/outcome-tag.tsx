import type { VNode } from 'preact';
import { Tag, type Language } from '../../../platform/index.ts';
import { texts } from '../../resident/texts.ts';
import type { DecisionOutcome } from '../../store/tables.ts';

const colours = { granted: 'success', partly: 'info', refused: 'neutral', dismissed: 'neutral', writtenOff: 'neutral' } as const;

/** Yes, partly or no: in words, with a colour that says nothing more. */
export function OutcomeTag({ outcome, language }: { outcome: DecisionOutcome; language: Language }): VNode {
  return <Tag colour={colours[outcome]}>{texts(language, `outcome.${outcome}`)}</Tag>;
}
