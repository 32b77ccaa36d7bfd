export function sentenceOf(error: unknown): string;
export function run(what: string, program: string, args: string[], env?: NodeJS.ProcessEnv): Promise<string>;
