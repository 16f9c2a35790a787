import type { Choice } from '../../platform/index.ts';
import type { Option } from '../schema/common.ts';
import type { Words } from './type.ts';
import { dontKnowChoice } from './view.ts';

/** The options as the platform's choices take them. */
export function choicesOf(options: readonly Option[], words: Words): readonly Choice[] {
  return options.map(({ id, hint }) => ({
    value: id,
    label: words.text(`options.${id}`),
    ...(hint !== undefined && { hint: words.text(`optionHints.${id}`) }),
  }));
}

/** "Vet inte", last among radio buttons: a box beside them could not take back a choice that is made. */
export function dontKnowAmong(question: { readonly dontKnow?: boolean | undefined }, words: Words): readonly Choice[] {
  return question.dontKnow ? [{ value: dontKnowChoice, label: words.own('dontKnow') }] : [];
}
