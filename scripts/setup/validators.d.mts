export function hasJava(): boolean;
export const VALIDATORS: { mustang: string; verapdf: string };
export function ensureValidators(): Promise<void>;
