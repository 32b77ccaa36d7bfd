/** What a person may enter in the registers, as data: the door, who may (A9), and the fields of its body. The API checks, the form only asks. */
import type { Me, Role } from '../../api/types.ts';
import type { en } from '../../i18n/en/index.ts';

export type EntryName = keyof (typeof en)['registers']['entries'];
export type FieldName = keyof (typeof en)['registers']['fields'];
export type EntryField = { name: FieldName; optional?: true; staff?: true } & (
  | { kind: 'text' | 'long' | 'day' | 'instant' | 'file' | 'flag' | 'declarations' | 'box' }
  | { kind: 'choice'; options: readonly string[] }
);
/** `inside`: the fields of an object in the body, such as the successor of an assignment. */
export type Entry = {
  command: EntryName;
  door: 'clients' | 'company';
  roles: readonly Role[];
  fields: readonly EntryField[];
  inside?: { name: string; fields: readonly EntryField[] };
};

const text = (name: FieldName, kind: 'text' | 'long' = 'text'): EntryField => ({ name, kind });
const day = (name: FieldName): EntryField => ({ name, kind: 'day' });
const optional = (field: EntryField): EntryField => ({ ...field, optional: true });
const SAFEGUARDS = ['ADEQUACY_DECISION', 'STANDARD_CLAUSES', 'BINDING_RULES'];
const CHANNELS = ['EMAIL', 'REGISTERED_LETTER'];
const safeguard: EntryField = { name: 'safeguard', kind: 'choice', options: SAFEGUARDS, optional: true };
const period: readonly EntryField[] = [{ name: 'from', kind: 'instant' }, { name: 'to', kind: 'instant', optional: true }, text('text', 'long')];

export const ENTRIES: readonly Entry[] = [
  {
    ...{ command: 'change-address', door: 'clients', roles: ['CLIENT_ADMIN', 'SUPPORT'] },
    fields: [
      optional(text('email')),
      optional(text('postalAddress', 'long')),
      { name: 'sentOn', kind: 'day', optional: true, staff: true },
      { name: 'channel', kind: 'choice', options: ['REGISTERED_LETTER', 'HAND', 'EMAIL'], optional: true, staff: true },
      { name: 'proof', kind: 'text', optional: true, staff: true },
    ],
  },
  {
    ...{ command: 'report-unauthorised-use', door: 'clients', roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER'] },
    fields: [text('text', 'long'), optional(text('newPassword'))],
  },
  { command: 'give-feedback', door: 'clients', roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER', 'SUPPORT'], fields: [text('text', 'long')] },
  { command: 'provide-documents', door: 'clients', roles: ['CLIENT_ADMIN', 'SUPPORT'], fields: [text('text', 'long')] },
  {
    ...{ command: 'record-tax-identity', door: 'clients', roles: ['CLIENT_ADMIN', 'BILLING'] },
    fields: [text('vatNumber'), text('territory'), day('from')],
  },
  {
    ...{ command: 'approve-transfer', door: 'clients', roles: ['CLIENT_ADMIN'] },
    fields: [text('destination'), safeguard, optional(text('purpose', 'long'))],
  },
  {
    command: 'open-audit',
    door: 'clients',
    roles: ['CLIENT_ADMIN'],
    fields: [text('auditor'), { name: 'competitor', kind: 'flag' }, text('scope', 'long')],
  },
  {
    ...{ command: 'request-assignment', door: 'clients', roles: ['CLIENT_ADMIN', 'SUPPORT'] },
    fields: [{ name: 'operation', kind: 'choice', options: ['MERGER', 'ASSET_TRANSFER', 'SIMILAR'] }, text('deed', 'long'), day('effectiveOn')],
    inside: {
      name: 'successor',
      fields: [...(['legalName', 'legalForm', 'registration', 'seat', 'country', 'name', 'capacity', 'email'] as const).map((name) => text(name))],
    },
  },
  {
    ...{ command: 'accept-assignment', door: 'clients', roles: ['CLIENT_ADMIN'] },
    fields: [text('paymentMethod')],
    inside: {
      name: 'acceptance',
      fields: [text('termsVersion'), { name: 'declarations', kind: 'declarations' }, { name: 'boxTicked', kind: 'box' }],
    },
  },
  {
    command: 'set-reference',
    door: 'clients',
    roles: ['LEGAL', 'CLIENT_ADMIN'],
    fields: [{ name: 'allowed', kind: 'flag' }, text('reason', 'long')],
  },
  {
    ...{ command: 'request-documents', door: 'clients', roles: ['SUPPORT'] },
    fields: [text('documents', 'long'), { name: 'channel', kind: 'choice', options: CHANNELS, optional: true }],
  },
  { command: 'approve-assignment', door: 'clients', roles: ['LEGAL'], fields: [text('reason', 'long')] },
  {
    ...{ command: 'attach-court-decision', door: 'clients', roles: ['LEGAL'] },
    fields: [text('court'), day('decidedOn'), text('reference'), optional(text('text', 'long')), { name: 'file', kind: 'file', optional: true }],
  },
  { command: 'archive-email', door: 'clients', roles: ['SUPPORT', 'BILLING', 'LEGAL', 'DPO'], fields: [{ name: 'file', kind: 'file' }] },
  { command: 'hand-hardware', door: 'clients', roles: ['SUPPORT'], fields: [text('item'), day('handedOn')] },
  { command: 'return-hardware', door: 'clients', roles: ['SUPPORT'], fields: [text('hardware'), day('returnedOn')] },
  { command: 'record-service-end', door: 'clients', roles: ['LEGAL', 'SUPPORT'], fields: [text('person'), day('lastServiceOn')] },
  {
    ...{ command: 'record-instruction', door: 'clients', roles: ['DPO'] },
    fields: [text('text', 'long'), { name: 'unlawful', kind: 'flag' }, optional(text('why', 'long'))],
  },
  { command: 'enable-destination', door: 'clients', roles: ['DPO', 'ADMIN'], fields: [text('destination'), safeguard] },
  { command: 'record-maintenance', door: 'company', roles: ['ADMIN'], fields: period },
  { command: 'record-incident', door: 'company', roles: ['ADMIN'], fields: period },
  { command: 'record-force-majeure', door: 'company', roles: ['LEGAL'], fields: period },
  { command: 'record-measure', door: 'company', roles: ['DPO'], fields: [day('on'), text('text', 'long')] },
  { command: 'record-training', door: 'company', roles: ['DPO'], fields: [day('on'), text('text', 'long')] },
  {
    ...{ command: 'record-data-breach', door: 'company', roles: ['DPO'] },
    fields: [text('clients', 'long'), { name: 'knownAt', kind: 'instant', optional: true }, text('facts', 'long')],
  },
  { command: 'end-subprocessor', door: 'company', roles: ['DPO'], fields: [text('subprocessor'), day('endsOn')] },
];

export const entriesFor = (me: Me): readonly Entry[] => ENTRIES.filter(({ roles }) => me.roles.some((role) => roles.includes(role)));
