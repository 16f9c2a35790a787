/** Page components: what every room composes its pages of. */
export { assets, staticHeaders, themeAsset } from './assets.ts';
export type { Asset } from './assets.ts';
export { createTheme } from './theme/theme.ts';
export type { Theme, ThemeColours, ThemeProblem } from './theme/theme.ts';
export { externalHref, href, mailHref, phoneHref } from './href.ts';
export type { Href } from './href.ts';
export * from './format.ts';
export { renderFragment, renderPage } from './render.ts';
export { LanguageScope, useLanguage } from './language.tsx';
export { Icon } from './icons/icon.tsx';
export type { IconName } from './icons/shapes.ts';

export { languageChoices, organisationOf, residentFrame } from './layout/frame.ts';
export { Layout } from './layout/layout.tsx';
export type { Frame, LayoutProps } from './layout/layout.tsx';
export { StaffLayout, TwoColumns } from './layout/staff-layout.tsx';
export type { StaffFrame, StaffLayoutProps } from './layout/staff-layout.tsx';
export type { LanguageChoice, NavigationItem, Organisation, SignedIn } from './layout/header.tsx';
export type { FooterFacts } from './layout/footer.tsx';
export { HelpBox } from './layout/help-box.tsx';
export type { Help } from './layout/help-box.tsx';

export { Form } from './fields/form.tsx';
export { Hint, fieldId } from './fields/field.tsx';
export type { QuestionProps } from './fields/field.tsx';
export { MoneyField, NumberField, TextField } from './fields/text-field.tsx';
export { TextArea } from './fields/text-area.tsx';
export { Select } from './fields/select.tsx';
export type { Option } from './fields/select.tsx';
export { Checkbox, CheckboxGroup, RadioGroup, YesNo } from './fields/choices.tsx';
export type { Choice } from './fields/choices.tsx';
export { DateField, DatePartsField } from './fields/date-field.tsx';
export { FileField, FileList } from './fields/file-field.tsx';
export type { AddedFile } from './fields/file-field.tsx';
export { Fieldset } from './fields/fieldset.tsx';
export { ErrorSummary } from './fields/error-summary.tsx';
export type { FieldError } from './fields/error-summary.tsx';
export { SearchBox } from './fields/search-box.tsx';

export { Button, Buttons, LinkButton } from './parts/button.tsx';
export type { ButtonKind } from './parts/button.tsx';
export { BackLink, Breadcrumb, Link, PrintLink } from './parts/link.tsx';
export type { Crumb } from './parts/link.tsx';
export { Details, Why } from './parts/details.tsx';
export { Alert, Banner, ProtectedIdentityBanner } from './parts/alert.tsx';
export type { AlertKind } from './parts/alert.tsx';
