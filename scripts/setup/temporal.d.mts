export function ensureTemporal(): Promise<void>;
