import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const mostLines = 300;

/**
 * What we agreed to do without, wherever it stands: `any`, `enum`, work left for later, tests left out, and files so
 * long that they hold more than one thought without saying why (a comment with "Long because").
 * @returns one line a finding
 */
export function findStyleProblems(root: string): string[] {
  return globSync('{src,demo,test,tools,bench}/**/*.{ts,tsx}', { cwd: root }).sort()
    .flatMap((file) => findIn(file, readFileSync(join(root, file), 'utf8')));
}

function findIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (position: number, what: string) => {
    found.push(`${file}:${source.getLineAndCharacterOfPosition(position).line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) report(node.getStart(), 'any: say what it is, or unknown');
    if (ts.isEnumDeclaration(node)) report(node.getStart(), 'enum: use a union of strings');
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isTestLeftOut(node.expression)) {
      report(node.getStart(), 'a test that is left out, or leaves others out');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const { index } of text.matchAll(/\/[/*].*\b(?:TO)DO\b|\/[/*].*\b(?:FIX)ME\b/g)) report(index, 'work left for later: do it, or open an issue');
  const lines = text.split('\n').length;
  if (lines > mostLines && !text.includes('Long because')) found.push(`${file}: ${lines} lines; split it, or say "Long because …"`);
  return found;
}

function isTestLeftOut({ expression, name }: ts.PropertyAccessExpression): boolean {
  return ['skip', 'only', 'todo'].includes(name.text) && ['test', 'it', 'describe', 'suite'].includes(expression.getText());
}
