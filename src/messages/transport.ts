import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { slot, type House } from '../platform/index.ts';

/** A notice ready to be sent. Says nothing about the person but their address. */
export interface Mail {
  /** of the notice: the same twice is the same letter, also to the mail server (Message-ID) */
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  language: string;
}

/** The mail server says that nobody has the address: trying again is no use, another way is needed. */
export class NoSuchAddress extends Error {
  readonly code = 'noSuchAddress';
}

/** A way out. @throws NoSuchAddress, or another fault when it could not be handed over: it is then tried again */
export type Transport = (house: House, mail: Mail) => Promise<void>;

/** The way e-mail leaves. `messages` fills it; the last filling is used, so that an installation can put its own in its place. */
export const transport = slot<Transport>('transport');

/** By SMTP when `SPRANG_SMTP` is set; otherwise as a file in `<var>/mail/`, for demonstration and tests. */
export async function sendByMail(house: House, mail: Mail): Promise<void> {
  const { smtp, varDirectory } = house.settings;
  const letter = {
    from: mail.from, to: mail.to, subject: mail.subject, text: mail.text, messageId: `<${mail.id}@${mail.from.split('@').at(-1)!.replace('>', '')}>`,
    headers: { 'Content-Language': mail.language === 'en' ? 'en' : 'sv', 'Auto-Submitted': 'auto-generated' },
  };
  if (smtp) {
    await smtpOf(smtp).sendMail(letter).catch((error: unknown) => { throw saysNobody(error) ? new NoSuchAddress('nobody has the address') : error; });
    return;
  }
  const made = await createTransport({ streamTransport: true, buffer: true }).sendMail(letter);
  const folder = join(varDirectory, 'mail');
  await mkdir(folder, { recursive: true });
  // Written beside and renamed: a reader never meets half a letter.
  const file = join(folder, `${mail.id}.eml`);
  await writeFile(`${file}.part`, made.message as Buffer);
  await rename(`${file}.part`, file);
}

/**
 * Whether the server refused the recipient for good because there is nobody (RFC 5321: 550, 551, 553). A refusal for its policy (RFC 3463: 5.7.x) is
 * about us, not about the address: else a server that is set up wrongly would make every address seem to be gone.
 */
function saysNobody(error: unknown): boolean {
  const { command, responseCode, response = '' } = error as { command?: string; responseCode?: number; response?: string };
  return command === 'RCPT TO' && [550, 551, 553].includes(responseCode ?? 0) && !/\b5\.7\.\d/.test(response);
}

const servers = new Map<string, ReturnType<typeof createTransport>>();

function smtpOf(url: string): ReturnType<typeof createTransport> {
  const known = servers.get(url) ?? createTransport({ url, connectionTimeout: 10_000, socketTimeout: 20_000 } as object);
  servers.set(url, known);
  return known;
}
