/** One instance for all tests in a browser. */
import type { TestProject } from 'vitest/node';
import { startInstance } from '../setup/instance.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    web: { url: string; users: { email: string; password: string; role: string }[] };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { instance, stop } = await startInstance();
  project.provide('web', { url: instance.web, users: instance.users ?? [] });
  return () => stop();
}
