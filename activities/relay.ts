export type Relay = { wake: () => void; stop: () => Promise<void> };

/** Does something every so often until stopped: `wake` has it done at once, `stop` waits for what is under way. */
export function startRelay(work: () => Promise<unknown>, { everyMs, onError }: { everyMs: number; onError: (error: Error) => void }): Relay {
  let stopped = false;
  let wake = (): void => undefined;
  let again = false;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!stopped) {
      again = false;
      await work().catch(onError);
      if (!stopped && !again) await pause();
    }
  })();
  return {
    wake: () => {
      again = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
