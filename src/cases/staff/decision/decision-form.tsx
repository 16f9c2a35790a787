import type { ComponentChildren, VNode } from 'preact';
import { CheckboxGroup, Checkbox, DateField, Details, MoneyField, RadioGroup, Section, Select, TextArea, TextField, YesNo, formatMoney, type FieldError } from '../../../platform/index.ts';
import { inKind, itemOf, reasonsFor } from '../../model/decision/decision-draft.ts';
import { outcomeNames, type DecisionRule } from '../../model/decision/decision-rule.ts';
import { amountOf, type DecisionPlan } from '../../actions/decision/propose-decision.ts';
import type { Phrase } from '../../store/decision/phrases.ts';
import { PhrasePicker } from './phrase-picker.tsx';
import { changeGrounds, type ChangeGround, type ItemDraft } from '../../store/inquiry/inquiries.ts';

/** The fields of a decision: each item on its own, with reasons, validity, conditions and the text that goes into the letter. */
export function DecisionFields({ plan, errors, phrases }: { plan: DecisionPlan; errors: readonly FieldError[]; phrases: readonly Phrase[] }): VNode {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const { main, draft, items } = plan;
  const total = amountOf(plan);
  return (
    <>
      {items.map((item) => (
        <Section key={item.key} heading={item.sv}>
          {item.soughtOre !== undefined && <p class="hint">Sökt: {formatMoney(item.soughtOre)}</p>}
          <ItemFields main={main} draft={draft.items.find((one) => one.item === item.key)!} error={error} several={items.length > 1}
            fold={items.length > 2} name={item.sv} phrases={phrases} />
        </Section>
      ))}
      {main.amount !== undefined && !plan.target.matter && (
        <MoneyField name="amount" label="Beslutat belopp i allt" error={error('amount')} value={kronor(draft.amountOre)} optional
          hint={`Delarna minus hushållets inkomster. Lämna tomt, så följer beloppet delarna${total === undefined ? '.' : `: ${formatMoney(total)} som det står nu.`}`} />
      )}
      {main.amount === undefined && total !== undefined && items.length > 1 && <p><strong>Summa: {formatMoney(total)}</strong></p>}
      {main.type === 'reconsideration' && (
        <Select name="ground" label="Varför får beslutet ändras till nackdel för parten?" value={draft.ground ?? ''} error={error('ground')} optional
          hint="Bara när det nya beslutet är sämre för parten. Är det till fördel lämnar du fältet."
          options={[{ value: '', label: 'Det är inte till nackdel' }, ...changeGrounds.map((value) => ({ value, label: groundWords[value] }))]} />
      )}
      {plan.basis.submission.language === 'en' && (
        <Select name="writtenIn" label="På vilket språk är motiveringen skriven?" value={draft.writtenIn ?? 'sv'} options={[{ value: 'sv', label: 'Svenska' }, { value: 'en', label: 'Engelska' }]}
          hint="Brevet är på engelska. Det som du har skrivit på svenska får en rubrik som säger det, och läses upp som svenska." />
      )}
      <TextArea name="summary" label="Brevets första mening" hint="Vad beslutet blev, i en mening. Lämna tomt, så skrivs den av utgången." optional rows={2} value={draft.summary} />
    </>
  );
}

/** 37 § förvaltningslagen, in the words of the law shortened. */
const groundWords: Record<ChangeGround, string> = {
  reservation: 'Det framgår av beslutet att det får ändras under vissa förutsättningar', safety: 'Tvingande säkerhetsskäl kräver att det ändras omgående',
  falseInformation: 'Det blev fel därför att parten har lämnat oriktiga eller vilseledande uppgifter',
};

interface ItemProps {
  main: DecisionRule; draft: ItemDraft; error: (name: string) => string | undefined; several: boolean; name: string; phrases: readonly Phrase[];
  /** one of many: what is the same for each of them is folded away, and says what is chosen */
  fold: boolean;
}

function ItemFields({ main, draft, error, several, fold, name, phrases }: ItemProps): VNode {
  const at = (field: string) => `${draft.item}.${field}`;
  const conditions = main.conditions.filter(({ items }) => !items || items.includes(itemOf(draft.item)));
  const names = outcomeNames(main);
  const once = inKind(main, draft.item);
  const reasons = reasonsFor(main, draft.item);
  const chosen = reasons.filter(({ id }) => draft.reasons.includes(id));
  // Those of the outcome that stands; the others are there for whoever chooses another.
  const fits = (reason: (typeof reasons)[number]) => draft.outcome === undefined || draft.left === true || reason.for.includes(draft.outcome);
  const choice = (reason: (typeof reasons)[number]) => ({ value: reason.id, label: reason.sv, hint: reason.for.map((one) => names[one]).join(', ') });
  const left = main.leave === 'unchanged' ? 'Ändras inte' : main.leave === 'later' && several ? 'Avgörs senare' : undefined;
  return (
    <>
      <RadioGroup name={at('outcome')} label="Utgång" value={draft.left && left ? 'left' : draft.outcome} error={error(at('outcome'))} inline
        choices={[...main.outcomes.map((value) => ({ value, label: names[value] })), ...(left ? [{ value: 'left', label: left }] : [])]} />
      <Folded fold={fold} summary={`Skäl: ${chosen.length ? chosen.map(({ sv }) => sv).join('; ') : 'inget valt'}`} open={error(at('reasons')) !== undefined}>
        <CheckboxGroup name={at('reasons')} label="Skäl" hint="Texten går in i brevet." error={error(at('reasons'))} values={draft.reasons}
          choices={reasons.filter(fits).map(choice)} folded={{ summary: 'Skäl för en annan utgång', choices: reasons.filter((reason) => !fits(reason)).map(choice) }} />
      </Folded>
      {main.per === 'part' && !once && <MoneyField name={at('amount')} label="Belopp" value={kronor(draft.amountOre)} error={error(at('amount'))} />}
      {main.ends && <DateField name={at('until')} label="Sista dag som tillståndet gäller" value={draft.validUntil} error={error(at('until'))} />}
      {main.valid.length > 0 && !once && <DateField name={at('from')} label="Gäller från" value={draft.validFrom} error={error(at('from'))} />}
      {main.valid.length > 0 && !once && <DateField name={at('until')} label="Gäller till och med" value={draft.validUntil} error={error(at('until'))} />}
      {main.valid.includes('further') && !once && <Checkbox name={at('further')} label="Tills vidare" value="1" checked={draft.further} />}
      {conditions.map((condition) => <ConditionField key={condition.id} name={at(`condition.${condition.id}`)} condition={condition} value={draft.conditions[condition.id]} />)}
      <Folded fold={fold} summary={draft.text ? 'Motivering i brevet' : 'Motivering i brevet: ingen'} open={draft.text !== ''}>
        <TextArea name={at('text')} label="Motivering i brevet" hint="Kommer från utredningen och kan ändras. En tom rad blir nytt stycke." rows={fold ? 4 : 10} value={draft.text} />
        <PhrasePicker phrases={phrases} name={at('phrase')} press={`phrase:${draft.item}`} about={name} />
      </Folded>
    </>
  );
}

/** Folded away where there are many; as it is for a few. */
function Folded({ fold, summary, open, children }: { fold: boolean; summary: string; open: boolean; children: ComponentChildren }): VNode {
  return fold ? <Details summary={summary} open={open}>{children}</Details> : <>{children}</>;
}

function ConditionField({ name, condition, value }: { name: string; condition: DecisionRule['conditions'][number]; value: string | undefined }): VNode {
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
