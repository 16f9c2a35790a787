import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Wishes } from './page-form.ts';
import type { Said } from './questions.ts';
import type { PersonSaid, RegisterNews } from './world.ts';

/** What a page must say, and must not: words, or `/a regular expression/`. */
export interface Expected {
  see?: string | readonly string[];
  seeNot?: string | readonly string[];
}

/** A set of answers of `_base.yaml` by name, with what is different. */
export interface Filling { base?: string; with?: Said; without?: readonly string[]; changed?: readonly string[] }

/** What is to be gone by a day: of every case of the scenario, or of the request for records that is named by its id. */
export interface Destroyed { on: string; gone: 'whole' | 'nothing' | readonly string[]; request?: string }

/** One step of a case. Which of the keys is there says what is done; the README tells each. */
export interface Step extends Expected {
  who?: string;
  /** the case, when a scenario has several; `it` unless named */
  case?: string;
  /** a day that the clock is moved to first, or a duration from where it stands */
  on?: string;
  after?: string;
  /** several steps of `_base.yaml`, by name */
  way?: string;
  apply?: Filling & { service?: string; for?: string; language?: string; anonymous?: boolean; paper?: string; number?: string; as?: string; stops?: string; file?: string };
  ownPart?: Filling;
  inquire?: Filling;
  decide?: Wishes & { om?: string; confirm?: Wishes };
  at?: string;
  link?: string | readonly string[];
  fill?: Wishes;
  press?: string;
  then?: string;
  to?: string;
  file?: string;
  signs?: boolean;
  code?: string;
  bank?: string;
  /** what the population register says of people from now on */
  register?: Readonly<Record<string, RegisterNews>>;
  refused?: string;
  keep?: Readonly<Record<string, string>>;
  mail?: boolean;
  destroyed?: Destroyed;
}

export interface Scenario {
  name: string;
  /** the file */
  file: string;
  service: string;
  start: string;
  people: Readonly<Record<string, PersonSaid>>;
  steps: readonly Step[];
  organisation: string;
}

/** What the scenarios of a service have in common. */
export interface Base {
  /** the folders of the catalogue that are published, and the service that is meant where a step says none */
  catalogue: readonly string[];
  service: string;
  /** of `demo/organisations`: the municipality unless said */
  organisation?: string;
  start: string;
  people?: Readonly<Record<string, PersonSaid>>;
  answers: Readonly<Record<string, Said & { base?: string }>>;
  inquiries?: Readonly<Record<string, Said & { base?: string }>>;
  ways?: Readonly<Record<string, readonly Step[]>>;
}

/** Reads the scenarios of a folder, with the steps of named ways laid in. @param only those whose file it fits */
export function readScenarios(folder: string, only?: RegExp): { base: Base; scenarios: Scenario[] } {
  const read = (file: string): unknown => parse(readFileSync(join(import.meta.dirname, folder, file), 'utf8'));
  const base = read('_base.yaml') as Base;
  const files = readdirSync(join(import.meta.dirname, folder)).filter((file) => file.endsWith('.yaml') && !file.startsWith('_') && (!only || only.test(`${folder}/${file}`))).sort();
  const scenarios = files.map((file) => {
    const said = read(file) as Partial<Scenario> & Pick<Scenario, 'name' | 'steps'>;
    return { service: base.service, start: base.start, organisation: base.organisation ?? 'exempelkommun', ...said, people: { ...base.people, ...said.people }, file: `${folder}/${file}`, steps: said.steps.flatMap((step) => laidOut(step, base)) };
  });
  return { base, scenarios };
}

function laidOut(step: Step, base: Base): Step[] {
  if (step.way === undefined) return [step];
  const way = base.ways?.[step.way];
  if (!way) throw new Error(`there is no way ${step.way}`);
  const { way: _way, ...more } = step;
  return way.flatMap((one) => laidOut({ ...one, ...(more.case && { case: more.case }), ...(more.who && one.who === undefined && { who: more.who }) }, base));
}

/** The answers of a filling: those of its base, and its base's base, with what is different. */
export function answersOf(sets: Base['answers'], { base, with: more = {}, without = [] }: Filling): Said {
  const known = base === undefined ? {} : sets[base];
  if (!known) throw new Error(`there are no answers ${base}`);
  const { base: under, ...own } = known;
  const all = { ...(under === undefined ? {} : answersOf(sets, { base: under })), ...own, ...more };
  return Object.fromEntries(Object.entries(all).filter(([id]) => !without.includes(id)));
}
