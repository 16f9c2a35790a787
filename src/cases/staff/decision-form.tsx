import type { VNode } from 'preact';
import { CheckboxGroup, Checkbox, DateField, MoneyField, RadioGroup, Section, Select, TextArea, TextField, YesNo, type FieldError } from '../../platform/index.ts';
import { reasonsFor, type MainDecision } from '../model/decision-draft.ts';
import type { DecisionPlan } from '../actions/propose-decision.ts';
import type { ItemDraft } from '../store/inquiries.ts';
import { outcomeWords } from './words.ts';

/** The fields of a decision: each item on its own, with reasons, validity, conditions and the text that goes into the letter. */
export function DecisionFields({ plan, errors }: { plan: DecisionPlan; errors: readonly FieldError[] }): VNode {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      {plan.items.map((item) => {
        const draft = plan.draft.items.find((one) => one.item === item.id)!;
        return <Section key={item.id} heading={item.sv}><ItemFields main={plan.main} draft={draft} error={error} /></Section>;
      })}
      {plan.main.amount !== undefined && (
        <MoneyField name="amount" label="Beslutat belopp i allt" hint="Delarna minus hushållets inkomster. Förslaget kommer från beräkningen."
          value={kronor(plan.draft.amountOre)} error={error('amount')} />
      )}
      <TextArea name="summary" label="Brevets första mening" hint="Ja, delvis eller nej, i en mening. Lämna tomt, så skrivs den av utgången." optional rows={2} value={plan.draft.summary} />
    </>
  );
}

function ItemFields({ main, draft, error }: { main: MainDecision; draft: ItemDraft; error: (name: string) => string | undefined }): VNode {
  const at = (field: string) => `${draft.item}.${field}`;
  const conditions = main.conditions.filter(({ items }) => !items || items.includes(draft.item));
  return (
    <>
      <RadioGroup name={at('outcome')} label="Utgång" value={draft.outcome} error={error(at('outcome'))} inline
        choices={main.outcomes.map((value) => ({ value, label: outcomeWords[value] }))} />
      <CheckboxGroup name={at('reasons')} label="Skäl" hint="Texten går in i brevet." error={error(at('reasons'))} values={draft.reasons}
        choices={reasonsFor(main, draft.item).map((reason) => ({ value: reason.id, label: reason.sv, hint: reason.for.map((one) => outcomeWords[one]).join(', ') }))} />
      {main.per === 'part' && <MoneyField name={at('amount')} label="Belopp" value={kronor(draft.amountOre)} error={error(at('amount'))} />}
      <DateField name={at('from')} label="Gäller från" value={draft.validFrom} error={error(at('from'))} />
      <DateField name={at('until')} label="Gäller till och med" value={draft.validUntil} error={error(at('until'))} />
      {main.valid.includes('further') && <Checkbox name={at('further')} label="Tills vidare" value="1" checked={draft.further} />}
      {conditions.map((condition) => <ConditionField key={condition.id} name={at(`condition.${condition.id}`)} condition={condition} value={draft.conditions[condition.id]} />)}
      <TextArea name={at('text')} label="Motivering i brevet" hint="Kommer från utredningen och kan ändras. En tom rad blir nytt stycke." rows={10} value={draft.text} />
    </>
  );
}

function ConditionField({ name, condition, value }: { name: string; condition: MainDecision['conditions'][number]; value: string | undefined }): VNode {
  const common = { name, label: condition.sv, optional: true };
  switch (condition.type) {
    case 'yesNo': return <YesNo {...common} value={value as 'yes' | 'no' | undefined} labels={{ yes: 'Ja', no: 'Nej' }} />;
    case 'choice': return <Select {...common} value={value ?? ''} options={[{ value: '', label: 'Inget villkor' }, ...(condition.options ?? []).map(({ id, sv }) => ({ value: id, label: sv }))]} />;
    case 'number': case 'text': return <TextField {...common} value={value} />;
  }
}

function kronor(ore: number | undefined): string {
  return ore === undefined ? '' : (ore / 100).toFixed(2).replace('.', ',').replace(/,00$/, '');
}
