import { hash } from '@node-rs/argon2';

/** argon2id (the default of the library) with 19 MiB, 2 passes: OWASP's first choice. */
export const hashPassword = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
