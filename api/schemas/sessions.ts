import { z } from 'zod';
import { RoleName, Text } from './common.ts';

export const SignIn = z
  .object({ email: z.email().max(254), password: Text(200) })
  .meta({ examples: [{ email: 'legal@tacite.example', password: 'une phrase secrète' }] });
export const Me = z.object({ id: z.string(), email: z.string(), roles: z.array(RoleName), client: z.string().nullable() });
export const SessionBody = z.object({ token: z.string(), user: Me });
