import type { AnyAnnouncing } from '../announcing.ts';
import { assignContracts } from './assignment.ts';
import { changeCompanyAddress } from './address.ts';
import { newsOfSchedule, newsOfTerms } from './news.ts';
import { changePsp } from './provider.ts';
import { publishSecurityStandard } from './security.ts';
import { recordServiceChange, renameCompanyDomain } from './services.ts';
import { registerSubprocessor } from './subprocessors.ts';

/** What the Company announces, by the name of its command. */
export const ANNOUNCING: Record<string, AnyAnnouncing> = {
  'publish-security-standard': publishSecurityStandard,
  'change-psp': changePsp,
  'record-service-change': recordServiceChange,
  'rename-company-domain': renameCompanyDomain,
  'assign-contracts': assignContracts,
  'register-subprocessor': registerSubprocessor,
  'change-company-address': changeCompanyAddress,
};

/** What a campaign can be about: every command that announces, and the news of what is published already. */
export const SUBJECTS: Record<string, AnyAnnouncing> = { ...ANNOUNCING, 'price-schedule': newsOfSchedule, 'terms-version': newsOfTerms };
