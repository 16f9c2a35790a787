import type { VNode } from 'preact';
import { staffNames } from '../../../identity/index.ts';
import { listUnits } from '../../../organisation/index.ts';
import { Button, Select, formatDate, type RequestContext, type Staff } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { fillPhrase } from '../../model/decision/fill-phrase.ts';
import type { PhraseUse } from '../../store/officers/officer-tables.ts';
import { phrasesFor, type Phrase } from '../../store/decision/phrases.ts';
import { isCovered, knownParties } from '../case/case-frame.tsx';

/** Chooses one of the authority's phrases and puts it in the text above, by a press: works without scripts. */
export function PhrasePicker({ phrases, name = 'phrase', press = 'phrase', about }: { phrases: readonly Phrase[]; name?: string; press?: string; about?: string }): VNode | null {
  if (!phrases.length) return null;
  return (
    <>
      <Select name={name} label="Fras att lägga in" value="" optional options={[{ value: '', label: 'Välj' }, ...phrases.map(({ id, title }) => ({ value: id, label: title }))]} />
      <Button kind="quiet" name="do" value={press} {...(about && { label: `Lägg in frasen: ${about}` })}>Lägg in frasen</Button>
    </>
  );
}

/** The chosen phrase with what the case knows filled in; undefined when none was chosen, or it is not offered here. */
export async function chosenPhrase(context: RequestContext<Staff>, opened: OpenedCase, use: PhraseUse, name = 'phrase'): Promise<string | undefined> {
  const { tx, who, now } = context;
  const { file, version } = opened;
  const phrase = (await phrasesFor(tx, file, use)).find(({ id }) => id === context.fields[name]);
  if (!phrase) return undefined;
  const unit = (await listUnits(tx)).find(({ id }) => id === file.unitId);
  const [party] = isCovered(opened) ? [] : await knownParties(context, opened);
  return fillPhrase(phrase.text, {
    ...(party && { namn: party.name }), ärendenummer: file.number, tjänst: version.compiled.folder.definition.name, ...(unit && { enhet: unit.name, telefon: unit.phone }),
    handläggare: (await staffNames(tx, [who.staffId])).get(who.staffId) ?? '', datum: formatDate(now, 'sv'),
  });
}
