/** Boundary days that no test shows yet. A name leaves when both its sides are shown; nothing is added. */
export const awaited: readonly string[] = ['E5.2a: acceptance of the terms of the provider', 'E11.3: survival.nonSolicitationYears'];

/** Entries that nothing executes yet. */
export const unbuilt: readonly string[] = ['E3.1b', 'E4.2', 'E6.2a', 'E11.9b', 'E11.10', 'E12'];

/** Scenarios that are not told yet. */
export const untold: readonly string[] = ['S43', 'S71', 'S80', 'S83', 'S84', 'S85'];
