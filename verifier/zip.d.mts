/// <reference types="node" />
export type Entry = { name: string; bytes: number; crc: number };
export function entryOf(name: string, content: Uint8Array): Entry;
export function fileHeader(entry: Entry): Buffer;
export function directory(entries: (Entry & { offset: number })[], offset: number): Buffer;
export function readZip(zip: Buffer): Map<string, Buffer>;
