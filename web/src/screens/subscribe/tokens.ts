import { useTranslations } from 'use-intl';
import type { Option } from '../../parts/field.tsx';

const TOKENS = [
  'card_ok',
  'sepa_ok',
  'card_declined',
  'card_expired',
  'sepa_am04',
  'sepa_am04_once',
  'sepa_md06',
  'card_lost_reply',
  'card_down',
  'sepa_down',
] as const;

/** The test tokens of the sandbox, each with what it does. */
export function useTokens(): Option[] {
  const t = useTranslations('subscribe.tokens');
  return TOKENS.map((token) => ({ value: token, label: `${token} · ${t(token)}` }));
}
