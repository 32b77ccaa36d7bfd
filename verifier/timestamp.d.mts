/// <reference types="node" />
export type Timestamp = { at: string; authority: string; serial: string; nonce: string | null };
export function checkTimestamp(response: Buffer, wanted: { digest: string; trusted: string }): Timestamp;
