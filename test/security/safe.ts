import assert from 'node:assert/strict';
import type { ClientResponse } from '../support/index.ts';

/** A page obeys its policy, and holds nothing that the policy is there to stop. Asked of every answer in `test/matrix/access.test.ts`. */
export function safe({ headers, text }: ClientResponse, what: string): void {
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/, what);
  assert.doesNotMatch(policy, /unsafe|data: *;.*script|\*/, what);
  for (const directive of ['base-uri \'none\'', 'frame-ancestors \'none\'', 'script-src \'self\'', 'style-src \'self\'']) assert.ok(policy.includes(directive), `${what}: ${directive}`);
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  if (!String(headers['content-type']).startsWith('text/html')) return;
  for (const [wrong, pattern] of Object.entries(forbidden)) assert.doesNotMatch(text, pattern, `${what}: ${wrong}`);
}

const forbidden: Record<string, RegExp> = {
  'a script in the page': /<script(?![^>]*\ssrc=)[^>]*>(?!\s*<\/script>)/i,
  'a script from another place': /<script[^>]*\ssrc="(?!\/)[^"]*"/i,
  'a style in the page': /<style/i,
  'a style attribute': /<[a-z][^>]*\sstyle=/i,
  'an event handler': /<[a-z][^<>]*\son[a-z]+\s*=\s*["'a-z]/i,
  'an address that is code': /\b(href|src|action|formaction)="\s*(javascript:|vbscript:|data:(?!,"|image\/))/i,
  'a sheet, picture or frame from another place': /<(link|img|iframe|object|embed)\b[^>]*\s(href|src|data)="(https?:)?\/\//i,
};
