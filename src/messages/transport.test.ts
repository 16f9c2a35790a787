import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { testHouse } from '../../test/support/index.ts';
import { NoSuchAddress, sendByMail } from './transport.ts';

/** A mail server as far as one letter needs it: what the client said, and the letter. Refuses recipients at `full.example`, `gone.example` and `closed.example`. */
const said: string[] = [];
const server = createServer((socket: Socket) => {
  let [inLetter, rest] = [false, ''];
  const answer = (line: string) => socket.write(`${line}\r\n`);
  answer('220 mail.example ESMTP');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop()!;
    for (const line of lines) {
      said.push(line);
      if (inLetter) {
        if (line !== '.') continue;
        inLetter = false;
        answer('250 taken');
      } else if (/^EHLO/i.test(line)) answer('250 mail.example');
      else if (/^RCPT.*full\.example/i.test(line)) answer('452 mailbox full');
      else if (/^RCPT.*gone\.example/i.test(line)) answer('550 5.1.1 no such user');
      else if (/^RCPT.*closed\.example/i.test(line)) answer('550 5.7.1 relaying denied');
      else if (/^DATA/i.test(line)) {
        inLetter = true;
        answer('354 go on');
      } else answer(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
    }
  });
  socket.on('error', () => undefined);
});
await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
after(() => { server.close(); });
const smtp = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
const house = await testHouse({ rooms: [], settings: { smtp } });
const mail = { id: '01a2', from: 'Exempelkommun <ingen-svarar@exempel.example>', to: 'anna@mottagare.example', subject: 'Du har ett meddelande', text: 'Logga in på Mina sidor.', language: 'sv' };

test('a notice is handed to the mail server, once named so that a second sending is the same letter', async () => {
  await sendByMail(house, mail);
  const conversation = said.join('\n');
  assert.match(conversation, /^MAIL FROM:<ingen-svarar@exempel\.example>/m);
  assert.match(conversation, /^RCPT TO:<anna@mottagare\.example>/m);
  assert.match(conversation, /^Message-ID: <01a2@exempel\.example>/m);
  assert.match(conversation, /^Auto-Submitted: auto-generated/m);
});

test('a notice that the server does not take is a fault, so that it is tried again', async () => {
  await assert.rejects(sendByMail(house, { ...mail, to: 'bo@full.example' }));
});

test('a mail server that is not there is a fault too, and not the address\'s', async () => {
  const away = { ...house, settings: { ...house.settings, smtp: 'smtp://127.0.0.1:1' } };
  await assert.rejects(sendByMail(away, mail), (error) => !(error instanceof NoSuchAddress));
});

test('an address that the server says nobody has is told apart from a refusal that may pass, or that is about us', async () => {
  const fault = async (to: string) => sendByMail(house, { ...mail, to }).then(() => 'taken', (error: unknown) => (error instanceof NoSuchAddress ? 'nobody' : 'refused'));
  assert.deepEqual([await fault('bo@gone.example'), await fault('bo@full.example'), await fault('bo@closed.example')], ['nobody', 'refused', 'refused']);
});
