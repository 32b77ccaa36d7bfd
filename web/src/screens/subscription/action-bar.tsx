import { Button, Menu } from '@mantine/core';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Me, Subscription } from '../../api/types.ts';
import { ActionDialog } from './action-dialog.tsx';
import { type Action, actionsFor } from './actions.ts';

const IN_SIGHT = 3;
const PAYING = new Set<string>(['pay-now', 'record-payment']);

/** What this person may ask of this subscription: the first ones in sight, the others in a menu. What a role cannot do is absent. */
export function ActionBar({ subscription, me }: { subscription: Subscription; me: Me }) {
  const t = useTranslations();
  const [open, setOpen] = useState<Action | null>(null);
  const actions = actionsFor(me, subscription);
  const find = (command: string): Action | null => actions.find((one) => one.command === command) ?? null;
  const owes = subscription.overdueCents > 0;
  const others = actions.slice(IN_SIGHT);
  if (actions.length === 0 && !open) return null;
  return (
    <div className="action-bar">
      {actions.slice(0, IN_SIGHT).map(({ command }) => (
        <Button key={command} variant={owes && PAYING.has(command) ? 'filled' : 'default'} onClick={() => setOpen(find(command))}>
          {t(`commands.${command}.label`)}
        </Button>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" width={300} withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button variant="default" rightSection={<ChevronDown size={16} aria-hidden />}>
              {t('view.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ command }) => (
              <Menu.Item key={command} onClick={() => setOpen(find(command))}>
                {t(`commands.${command}.label`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && (
        <ActionDialog
          key={open.command}
          action={open}
          subscription={subscription}
          mayOpen={(command) => find(command) !== null}
          onInstead={(command) => setOpen(find(command))}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
