import { textOf, type FieldError, type Fields, type Language, type Upload } from '../../../platform/index.ts';
import type { OtherAnswer, OtherStance } from '../../store/parties/other-parties.ts';
import type { OtherDoor } from './other-door.ts';
import { texts } from '../texts.ts';

/** What was typed in the form of another party, read once. Files come beside. */
export interface TypedOther { stance: string; text: string; name: string; promised: boolean }

export function readTyped(fields: Fields): TypedOther {
  return { stance: textOf(fields, 'svar'), text: textOf(fields, 'text', 20_000), name: textOf(fields, 'namn', 200), promised: textOf(fields, 'lovar') === 'yes' };
}

/** Which answers a question to another party has. */
export function stancesOf({ asked }: OtherDoor['rule']): readonly OtherStance[] {
  return asked === 'consent' || asked === 'signature' ? ['agree', 'refuse'] : ['comment', 'nothing'];
}

/** What is wrong with an answer, in the reader's language. With a code the typed name is the signature. */
export function faultsIn(door: Pick<OtherDoor, 'rule' | 'how'>, typed: TypedOther, uploads: readonly Upload[], language: Language): FieldError[] {
  const t = (key: string) => texts(language, `other.form.${key}`);
  const { rule, how } = door;
  if (!stancesOf(rule).some((one) => one === typed.stance)) return [{ name: 'svar', message: t('choose') }];
  const errors: FieldError[] = [];
  if (typed.stance === 'comment' && !typed.text && !uploads.length) errors.push({ name: 'text', message: t('write') });
  if (typed.stance === 'agree' && rule.undertaking && !typed.promised) errors.push({ name: 'lovar', message: t('promiseMissing') });
  if (how === 'code' && !typed.name) errors.push({ name: 'namn', message: t('nameMissing') });
  return errors;
}

/** The answer as it is kept, before files and signature. */
export function toAnswer({ rule, how }: Pick<OtherDoor, 'rule' | 'how'>, typed: TypedOther): Omit<OtherAnswer, 'files'> {
  return {
    stance: typed.stance as OtherStance, text: typed.text, ...(how === 'code' && { signedBy: typed.name }),
    ...(typed.stance === 'agree' && rule.undertaking && { undertaking: rule.undertaking }),
  };
}
