import { z } from 'zod';
import { type DataRole, FILES, TABLES } from '../../database/data-roles.ts';
import type { App } from '../deps.ts';

const RETENTION: Record<DataRole, string | null> = { PROCESSOR: 'E8.6b', CONTROLLER: 'E8.6c', NO_PERSONAL_DATA: null };
const Tagged = z.object({
  name: z.string(),
  kind: z.enum(['TABLE', 'FILE']),
  role: z.enum(['CONTROLLER', 'PROCESSOR', 'NO_PERSONAL_DATA']),
  article: z.string().nullable().describe('The entry by which it is kept and erased'),
});

/** E11.8a: in what role the Company keeps each table and file. */
export function dataRoleRoutes(app: App): void {
  app.get(
    '/data-roles',
    {
      config: { roles: ['DPO', 'LEGAL', 'ADMIN', 'AUDITOR'], article: 'E11.8a' },
      schema: {
        tags: ['records'],
        summary: 'Each table and file, controller or processor (E11.8a)',
        response: { 200: z.object({ data: z.array(Tagged), next: z.null() }) },
      },
    },
    async () => {
      const tagged = (names: Record<string, DataRole>, kind: 'TABLE' | 'FILE') =>
        Object.entries(names).map(([name, role]) => ({ name, kind, role, article: RETENTION[role] }));
      return { data: [...tagged(TABLES, 'TABLE'), ...tagged(FILES, 'FILE')], next: null };
    },
  );
}
