import { test } from 'node:test';
import assert from 'node:assert/strict';
import { texts } from './texts.ts';
import { orderStates } from './model/order-state.ts';

test('every state of a payment is a sentence in every language', () => {
  for (const language of ['sv', 'sv-simple', 'en'] as const) {
    for (const state of orderStates) {
      const text = texts(language, `state.${state}`, { amount: '9 kr', to: texts(language, 'you'), date: '9 november 2026' });
      assert.match(text, /^9 kr .+\.$/, `${language} ${state}`);
      assert.doesNotMatch(text, /[{}]/, `${language} ${state}`);
    }
  }
});
