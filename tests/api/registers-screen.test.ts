import { expect, test } from 'vitest';
import { CLIENT_COMMANDS } from '../../api/client-commands.ts';
import { COMPANY_COMMANDS } from '../../api/company-commands.ts';
import { ENTRIES } from '../../web/src/screens/registers/entries.ts';

test('the roles and fields of each entry are those of its command (A9)', () => {
  for (const { command, door, roles, fields, inside } of ENTRIES) {
    const asked = (door === 'clients' ? CLIENT_COMMANDS : COMPANY_COMMANDS)[command];
    expect(asked?.roles, command).toEqual(roles);
    const body = Object.keys(asked?.body.shape ?? {});
    for (const name of [...fields.map((one) => one.name), ...(inside ? [inside.name] : [])]) expect(body, command).toContain(name);
  }
});
