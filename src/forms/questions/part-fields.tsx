import type { ComponentProps, VNode } from 'preact';
import { DateField, TextField } from '../../platform/index.ts';
import type { ViewProps } from './view.ts';

type Kind = NonNullable<ComponentProps<typeof TextField>['type']>;

const kinds: Readonly<Record<string, Kind>> = {
  personalNumber: 'personalNumber',
  number: 'personalNumber',
  postalCode: 'personalNumber',
  clearing: 'personalNumber',
  account: 'personalNumber',
  phone: 'tel',
  email: 'email',
  latitude: 'number',
  longitude: 'number',
};

const sizes: Readonly<Record<string, number>> = {
  personalNumber: 14,
  number: 12,
  postalCode: 7,
  clearing: 7,
  account: 15,
  latitude: 11,
  longitude: 11,
  phone: 18,
  city: 25,
};

export interface PartFieldsProps extends Pick<ViewProps<unknown>, 'field' | 'shown' | 'words'> {
  readonly parts: readonly string[];
  readonly optional?: readonly string[];
  /** WCAG 1.3.5, for what is about the one who answers. */
  readonly autocomplete?: Readonly<Record<string, string>>;
}

/** The fields of an answer of several parts, each with its own label, hint and error. */
export function PartFields({ parts, optional = [], autocomplete = {}, field, shown, words }: PartFieldsProps): VNode {
  return (
    <>
      {parts.map((part) => {
        const common = {
          name: `${field}.${part}`,
          label: words.own(`parts.${part}`),
          error: shown.error(part),
          value: shown.text(part),
          optional: optional.includes(part),
          ...(autocomplete[part] !== undefined && { autocomplete: autocomplete[part] }),
        };
        if (part === 'birthDate') return <DateField key={part} {...common} />;
        return (
          <TextField
            key={part}
            {...common}
            type={kinds[part] ?? 'text'}
            spellcheck={false}
            {...(hinted.has(part) && { hint: words.own(`hints.${part}`) })}
            {...(sizes[part] !== undefined && { size: sizes[part] })}
          />
        );
      })}
    </>
  );
}

const hinted = new Set(['personalNumber', 'latitude', 'longitude', 'clearing']);
