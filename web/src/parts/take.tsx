import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import { download } from './csv.ts';
import { ProblemAlert } from './problem-alert.tsx';

/** Takes a file of the API away. */
export function Take({ path, children, name }: { path: string; children: string; name?: string }) {
  const take = useMutation({ mutationFn: () => download(path) });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Download size={14} aria-hidden />}
        aria-label={name ?? children}
        loading={take.isPending}
        onClick={() => take.mutate()}
      >
        {children}
      </Button>
      {take.isError && <ProblemAlert error={take.error} />}
    </>
  );
}
