/** What can be announced, as data: the fields of each subject. The contract decides, the form only asks. */
import type { en } from '../../i18n/en/index.ts';
import type { CampaignSubject } from '../../session/permissions.ts';

export type CampaignField = { name: keyof (typeof en)['campaigns']['field']; kind: 'text' | 'long' | 'day' | 'flag'; optional?: true };
const text = (name: CampaignField['name']): CampaignField => ({ name, kind: 'text' });
const long = (name: CampaignField['name']): CampaignField => ({ name, kind: 'long' });
const day = (name: CampaignField['name']): CampaignField => ({ name, kind: 'day' });
const optional = (field: CampaignField): CampaignField => ({ ...field, optional: true });

export const SUBJECT_FIELDS: Record<CampaignSubject, readonly CampaignField[]> = {
  'publish-security-standard': [long('standard'), optional(day('effectiveOn'))],
  'change-psp': [text('provider'), optional(text('version')), optional(long('terms'))],
  'record-service-change': [text('before'), text('after'), { name: 'equalOrGreater', kind: 'flag' }, long('reason'), optional(day('effectiveOn'))],
  'rename-company-domain': [text('client'), text('before'), text('after')],
  'assign-contracts': [long('assignee'), day('effectiveOn')],
  'register-subprocessor': [text('name'), text('country'), long('purpose'), day('startsOn'), optional(text('replaces'))],
  'change-company-address': [long('postal'), text('email')],
  'price-schedule': [text('schedule'), optional(long('note'))],
  'terms-version': [text('version'), optional(long('note'))],
};
