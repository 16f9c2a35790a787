import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtOnce, tables } from './query.ts';

const q = tables<{ 'a.row': { id: number; name: string; at: Date } }>();
const named = ({ id, name, at }: { id: number; name: string; at: Date }) => q.selectFrom('a.row').select('id').where('id', '<>', id)
  .where((eb) => eb.or([eb('name', '=', name), eb('at', '>', at)])).where('name', '<>', 'fixed').limit(3);

test('a statement that is built once says what it would have said if it were built anew each time', () => {
  let times = 0;
  const once = builtOnce((values: Parameters<typeof named>[0]) => {
    times += 1;
    return named(values);
  });
  for (const values of [{ id: 1, name: 'Eva', at: new Date(0) }, { id: 2, name: 'Bo', at: new Date(1) }]) {
    const [{ sql, parameters }, plain] = [once(values).compile(), named(values).compile()];
    assert.deepEqual([sql, parameters], [plain.sql, plain.parameters]);
  }
  assert.equal(times, 1);
});

test('a statement that looks at its values while it is built is a fault at once', () => {
  assert.throws(() => builtOnce(({ id }: { id: number }) => q.selectFrom('a.row').select('id').where('id', '=', id + 1))({ id: 1 }).compile(), /may only say id/);
});
