export function schemaOf(message: string): string;
export function ensurePainSchemas(): Promise<void>;
