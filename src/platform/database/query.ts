import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type Compilable } from 'kysely';

/**
 * A query builder over the tables of one room. It only builds: a query runs when a store function hands it to a `Tx`.
 * Tables are named with their schema: `{ 'cases.party': PartyTable }`.
 */
export function tables<DB>(): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** Stands in a statement for a value that is given each time it is said. */
class Given {
  constructor(readonly name: string) {}

  [Symbol.toPrimitive](): never {
    throw new Error(`a statement that is built once may only say ${this.name}, not look at it`);
  }
}

/**
 * A statement that is built once and said with other values each time. For large ones on a crowded way: building one takes Node 10–70 µs, as
 * much as talking to PostgreSQL about it. `build` may only hand the values on: what the statement is must not depend on them. Counting with a value or joining it
 * to a text throws; `if (values.x)` cannot be seen, and builds one branch for everyone.
 */
export function builtOnce<Values extends object, Row>(build: (values: Values) => Compilable<Row>): (values: Values) => Compilable<Row> {
  let built: ReturnType<Compilable<Row>['compile']> | undefined;
  return (values) => ({
    compile: () => {
      built ??= build(new Proxy({} as Values, { get: (_, name) => new Given(String(name)) })).compile();
      return { ...built, parameters: built.parameters.map((one) => (one instanceof Given ? values[one.name as keyof Values] : one)) };
    },
  });
}
