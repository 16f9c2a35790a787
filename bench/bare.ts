/** The yardstick: `node:http` and nothing else. Serves given bytes; reads what is posted and answers a word. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions } from './process.ts';

let page = { bytes: Buffer.alloc(0), headers: {} as Record<string, string> };

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { ...page.headers, 'content-length': page.bytes.length }).end(page.bytes);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => { chunks.push(chunk); });
  request.on('end', () => {
    const read = Buffer.concat(chunks).length;
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`${read}`);
  });
});

answerQuestions({
  listen: () => new Promise((resolve) => { server.listen(0, '127.0.0.1', () => { resolve((server.address() as AddressInfo).port); }); }),
  serve: (given: { bytes: Uint8Array; headers: Record<string, string> }) => { page = { bytes: Buffer.from(given.bytes), headers: given.headers }; },
});
