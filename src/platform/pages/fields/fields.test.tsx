import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VNode } from 'preact';
import { LanguageScope } from '../language.tsx';
import { renderFragment } from '../render.ts';
import { href } from '../href.ts';
import { Checkbox, CheckboxGroup, RadioGroup } from './choices.tsx';
import { DateField, DatePartsField } from './date-field.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { fieldId } from './field.tsx';
import { FileField, FileList } from './file-field.tsx';
import { Form } from './form.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { MoneyField, TextField } from './text-field.tsx';

/** The attributes of one element of a kind; an empty one is `true`, as HTML reads it. */
function attributes(node: VNode, tag: string, nth = 0): Record<string, string | true> {
  const found = [...renderFragment(node).matchAll(new RegExp(`<${tag}\\b((?:[^>"]|"[^"]*")*)>`, 'g'))][nth]?.[1];
  assert.ok(found !== undefined, `there is a ${tag}`);
  return Object.fromEntries([...found.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value ?? true]));
}

test('a plain field has a label that leads to it and nothing to describe it', () => {
  const node = <TextField name="namn" label="Vad heter du?" value="Kim" autocomplete="name" />;
  assert.deepEqual(attributes(node, 'label'), { class: 'ds-label', for: 'f-namn' });
  assert.deepEqual(attributes(node, 'input'), { class: 'ds-input', id: 'f-namn', name: 'namn', type: 'text', value: 'Kim', autocomplete: 'name' });
});

test('hint, error and unit are read with the field, in that order', () => {
  const node = <MoneyField name="hyra" label="Hyra" hint="Per månad" error="Skriv hyran med siffror" />;
  const input = attributes(node, 'input');
  assert.equal(input['aria-describedby'], 'f-hyra-hint f-hyra-error f-hyra-suffix');
  assert.equal(input['aria-invalid'], 'true');
  assert.equal(input['inputmode'], 'decimal');
  const html = renderFragment(node);
  for (const id of ['f-hyra-hint', 'f-hyra-error', 'f-hyra-suffix']) assert.ok(html.includes(`id="${id}"`), id);
  assert.ok(html.indexOf('Skriv hyran') < html.indexOf('<input'), 'the error stands before the input');
});

test('names of nested and repeated questions give ids that can be linked to', () => {
  assert.equal(fieldId('barn.0.född'), 'f-barn-0-född');
  assert.equal(attributes(<TextField name="barn.0.namn" label="Namn" />, 'input')['id'], 'f-barn-0-namn');
});

test('the error summary is announced, takes focus, and leads to the first input of each question', () => {
  const summary = <ErrorSummary errors={[{ name: 'hinder', message: 'Välj minst en' }, { message: 'Sidan har ändrats' }]} />;
  const box = attributes(summary, 'div');
  assert.equal(box['role'], 'alert');
  assert.equal(box['tabindex'], '-1');
  assert.equal(box['autofocus'], true);
  assert.equal(attributes(summary, 'a')['href'], '#f-hinder');
  const group = <CheckboxGroup name="hinder" label="Vad är svårt?" choices={[{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }]} />;
  assert.equal(attributes(group, 'input')['id'], 'f-hinder');
  assert.equal(renderFragment(<ErrorSummary errors={[]} />), '');
});

test('a group is a fieldset with a legend; its error is read with it and marks every choice', () => {
  const node = <RadioGroup name="val" label="Vilket?" error="Välj ett" choices={[{ value: '1', label: 'Ett', hint: 'Det första' }, { value: '2', label: 'Två' }]} value="2" />;
  assert.equal(attributes(node, 'fieldset')['aria-describedby'], 'f-val-error');
  assert.match(renderFragment(node), /<legend class="ds-label">Vilket\?/);
  const [first, second] = [attributes(node, 'input', 0), attributes(node, 'input', 1)];
  assert.deepEqual([first['aria-invalid'], first['aria-describedby'], first['checked']], ['true', 'f-val-choice-hint', undefined]);
  assert.deepEqual([second['aria-invalid'], second['checked'], second['id']], ['true', true, 'f-val-2']);
  assert.equal(attributes(node, 'label', 1)['for'], 'f-val-2');
});

test('what belongs to a choice stands right after it', () => {
  const node = <RadioGroup name="v" label="V" choices={[{ value: 'o', label: 'Annat', reveal: <TextField name="v.annat" label="Vad?" /> }]} />;
  assert.match(renderFragment(node), /class="ds-field choice"[^]*?<\/div><div class="reveal"><div class="ds-field question"/);
});

test('one question a page: the label is the heading', () => {
  assert.match(renderFragment(<TextField name="n" label="Vad heter du?" heading={1} />), /<h1 class="question-heading"><label class="ds-label" for="f-n">/);
  assert.match(renderFragment(<RadioGroup name="r" label="Var?" heading={1} choices={[]} />), /<legend class="ds-label"><h1 class="question-heading">Var\?/);
});

test('the text of a box to tick is its label, and its error is read with it', () => {
  const node = <Checkbox name="intyg" label="Jag intygar" error="Kryssa i rutan" checked />;
  const input = attributes(node, 'input');
  assert.deepEqual([input['value'], input['checked'], input['aria-describedby']], ['yes', true, 'f-intyg-error']);
});

test('a date asks for one text unless its parts are wanted', () => {
  assert.equal(attributes(<DateField name="d" label="När?" />, 'input')['inputmode'], 'numeric');
  const parts = <DatePartsField name="d" label="När?" error="Månaden ska vara 1–12" wrong={['month']} />;
  assert.deepEqual([0, 1, 2].map((nth) => attributes(parts, 'input', nth)['name']), ['d.year', 'd.month', 'd.day']);
  assert.deepEqual([0, 1, 2].map((nth) => attributes(parts, 'input', nth)['aria-invalid']), [undefined, 'true', undefined]);
  assert.equal(attributes(parts, 'input')['id'], 'f-d');
});

test('a limit of characters is told and described, and what was typed is kept', () => {
  const node = <TextArea name="t" label="Berätta" count={500} value={'rad 1\n<rad 2>'} />;
  assert.equal(attributes(node, 'textarea')['aria-describedby'], 'f-t-count');
  assert.match(renderFragment(node), />rad 1\n&lt;rad 2(>|&gt;)<\/textarea>/);
});

test('a choice in a list is shown as chosen, and none is chosen for anyone', () => {
  const options = [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }];
  assert.equal(attributes(<Select name="s" label="S" options={options} value="b" />, 'option', 2)['selected'], true);
  assert.equal(attributes(<Select name="s" label="S" options={options} />, 'option', 0)['value'], true);
});

test('limits of files are told before choosing, and each file can be removed by name', () => {
  const field = renderFragment(<FileField name="f" label="Intyg" multiple maxFiles={5} maxSize={10_000_000} />);
  assert.match(field, /aria-describedby="f-f-limits"/);
  assert.match(field.replaceAll('\u00a0', ' '), /högst 5 filer\. Varje fil får vara högst 10 MB/);
  const list = <FileList removeName="taBort" files={[{ id: '7', name: 'intyg.pdf', size: 2000 }]} />;
  const button = attributes(list, 'button');
  assert.deepEqual([button['name'], button['value'], button['aria-label']], ['taBort', '7', 'Ta bort intyg.pdf']);
});

test('a form leaves checking to us, can send files, and carries what is hidden', () => {
  const html = renderFragment(<Form action={href('/a')} multipart hidden={{ revision: '3', none: undefined }}>x</Form>);
  assert.match(html, /<form class="form" action="\/a" method="post" enctype="multipart\/form-data" novalidate data-once>/);
  assert.match(html, /<input type="hidden" name="revision" value="3"\/>x/);
});

test('the components speak the language of the page', () => {
  const field = <TextField name="n" label="Phone" optional />;
  assert.match(renderFragment(<LanguageScope language="en">{field}</LanguageScope>), /\(optional\)/);
  assert.match(renderFragment(<LanguageScope language="sv-simple">{field}</LanguageScope>), /\(du måste inte svara\)/);
});
