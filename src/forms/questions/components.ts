import type { VNode } from 'preact';
import { AddressField } from './address/component.tsx';
import { BankAccountField } from './bankAccount/component.tsx';
import { ChoiceField } from './choice/component.tsx';
import { ChoiceOrOtherField } from './choiceOrOther/component.tsx';
import { ChoicesField } from './choices/component.tsx';
import { DateField } from './date/component.tsx';
import { EmailField } from './email/component.tsx';
import { FileField } from './file/component.tsx';
import { LongTextField } from './longText/component.tsx';
import { MeasurementField } from './measurement/component.tsx';
import { MoneyField } from './money/component.tsx';
import { NumberField } from './number/component.tsx';
import { OrganisationField } from './organisation/component.tsx';
import { OrganisationNumberField } from './organisationNumber/component.tsx';
import { PeriodField } from './period/component.tsx';
import { PersonField } from './person/component.tsx';
import { PhoneField } from './phone/component.tsx';
import { PositionField } from './position/component.tsx';
import { PropertyField } from './property/component.tsx';
import { ScaleField } from './scale/component.tsx';
import { TextField } from './text/component.tsx';
import { TimeField } from './time/component.tsx';
import { YesNoField } from './yesNo/component.tsx';
import type { AnswerKind, AnsweredQuestion } from './types.ts';
import type { ViewProps } from './view.ts';

const components: { readonly [K in AnswerKind]: (props: ViewProps<Extract<AnsweredQuestion, { type: K }>>) => VNode } =
  {
    address: AddressField,
    bankAccount: BankAccountField,
    choice: ChoiceField,
    choiceOrOther: ChoiceOrOtherField,
    choices: ChoicesField,
    date: DateField,
    email: EmailField,
    file: FileField,
    longText: LongTextField,
    measurement: MeasurementField,
    money: MoneyField,
    number: NumberField,
    organisation: OrganisationField,
    organisationNumber: OrganisationNumberField,
    period: PeriodField,
    person: PersonField,
    phone: PhoneField,
    position: PositionField,
    property: PropertyField,
    scale: ScaleField,
    text: TextField,
    time: TimeField,
    yesNo: YesNoField,
  };

/** The component of a question's type. */
export function componentOf(question: AnsweredQuestion): (props: ViewProps<AnsweredQuestion>) => VNode {
  return components[question.type] as (props: ViewProps<AnsweredQuestion>) => VNode;
}
