import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameIn } from './came-in.ts';

test('what came in is called what the register calls it, in a word', () => {
  const said = {
    'Ansökan om färdtjänst': 'Ansökan', 'Begäran om att förnya recept': 'Begäran', Felanmälan: 'Felanmälan', 'Anmälan': 'Anmälan', Tidsbokning: 'Tidsbokning',
    'Handlingar i ett ärende som någon annan har lämnat över': 'Ansökan', '': 'Ansökan',
  };
  for (const [title, word] of Object.entries(said)) assert.equal(cameIn(title), word, title);
});
