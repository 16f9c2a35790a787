import { fetchPage } from '../browser.ts';
import { postOf } from '../form.ts';
import type { Step, Visitor } from '../generator.ts';
import { inTurn, middleRound, ratioOf, type Outcome } from '../result.ts';
import type { Cost, Stage } from '../stage.ts';

/**
 * A form step as without JavaScript: the page is posted, saved, answered with 303, and the next page fetched. Sixteen people walk
 * all pages of färdtjänst, as their browsers would, again and again. The yardstick is one POST of the same bodies.
 */
export async function formStep(stage: Stage): Promise<Outcome[]> {
  const visitors = await walkers(stage);
  const bareVisitors = visitors.map(({ headers, steps }) => ({ headers, steps: steps.map(({ follow: _, ...step }) => ({ ...step, expect: 200 })) }));
  const ours = async (count: number) => {
    const cost = await stage.under(stage.server, { port: stage.port, visitors, count, seconds: 12 });
    cost.done.revisions.forEach((revision, place) => { visitors[place]!.revision = revision!; });
    return cost;
  };
  const bare = (count: number) => stage.under(stage.bare, { port: stage.barePort, visitors: bareVisitors, count, seconds: 6 });
  await ours(800);
  await bare(8_000);
  const rounds = await inTurn(5, async () => ({ ours: await ours(400), bare: await bare(4_000) }));
  const ratio = (one: { ours: Cost; bare: Cost }) => one.ours.node / one.bare.node;
  const middle = middleRound(rounds, ratio);
  const { node, postgres, generator, done } = middle.ours;
  const bodies = visitors[0]!.steps.map(({ body }) => body!.length);
  return [ratioOf('form step without JavaScript', node, middle.bare.node, 40, 'µs node', { cpu: { node, generator, ...(postgres !== undefined && { postgres }) }, notes: [
    `POST, 303 and the next page, ${bodies.length} pages, bodies of ${Math.min(...bodies)}–${Math.max(...bodies)} bytes, ${Math.round(done.bytes / done.steps)} bytes back as sent; `
      + `ratio round by round: ${rounds.map((one) => ratio(one).toFixed(1)).join(', ')}`,
  ] })];
}

/** Sixteen residents with an application each, and every page of it as their browsers post it. */
export async function walkers(stage: Stage): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (let person = 0; person < 16; person++) visitors.push(await walker(stage, `Stegare ${person}`));
  return visitors;
}

async function walker(stage: Stage, name: string): Promise<Visitor> {
  const { id, headers } = await stage.town.resident(name);
  let { id: draft, revision } = await stage.town.draft(id);
  const { pages } = stage.town.version.compiled.folder.definition;
  const steps: Step[] = [];
  let path = `/ansokan/${draft}/sida/${pages[0]!.id}`;
  while (path.includes('/sida/')) {
    const page = await fetchPage(stage.port, path, headers);
    const { body, type, path: action } = postOf(page.text);
    const saved = await fetchPage(stage.port, action, headers, { body: body.replace('{revision}', String(revision)), type });
    if (saved.status !== 303) throw new Error(`${action} answered ${saved.status}: the page as it is shown does not save`);
    revision += 1;
    steps.push({ method: 'POST', path: action, body, type, expect: 303, follow: true });
    path = saved.location!;
  }
  return { headers, steps, revision };
}
