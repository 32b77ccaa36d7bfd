/// <reference types="node" />
export type Report = { checked: string[]; faults: { where: string; what: string }[] };
export function checkDossier(bytes: Buffer, options?: { trusted?: string }): Report;
