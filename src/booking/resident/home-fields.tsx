import { Fieldset, TextArea, TextField, type FieldError, type Language } from '../../platform/index.ts';
import type { Home } from '../model/home.ts';
import { texts } from '../texts.ts';

/** Where a visit at home is: asked of residents, and of staff who book for somebody. */
export function HomeFields({ language, home, errors }: { language: Language; home: Partial<Home>; errors: readonly FieldError[] }) {
  const t = (key: string) => texts(language, `home.${key}`);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <Fieldset legend={t('where')}>
      <TextField name="gata" label={t('street')} value={home.street} error={error('gata')} autocomplete="address-line1" />
      <TextField name="postnummer" label={t('postcode')} value={home.postcode} error={error('postnummer')} size={6} autocomplete="postal-code" />
      <TextField name="ort" label={t('city')} value={home.city} error={error('ort')} size={20} autocomplete="address-level2" />
      <TextArea name="hitta" label={t('way')} hint={t('wayHint')} optional rows={2} value={home.way} />
    </Fieldset>
  );
}
