/** The ways that something leaves by, by the kind of its receiver. */
import { bySftp } from './sftp.ts';
import { byWebhook } from './webhook.ts';

export type { Carried, Parcel, Way } from './way.ts';
export const ways = { webhook: byWebhook, sftp: bySftp } as const;
