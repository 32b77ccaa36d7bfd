/** Boundary days that no test shows yet. A name leaves when both its sides are shown; nothing is added. */
export const awaited: readonly string[] = [
  'E5.1b: a rise published after the last denunciation day',
  'E5.1d: the rate of the invoice date',
  'E5.2a: acceptance of the terms of the provider',
  'E5.2b: the publication of the terms of the new provider',
  'E8.2-iii: the judgment',
  'E8.2-iii: the month of the administrator',
  'E8.3b: default.cureDays',
  'E8.6d: the tariff in force on the day of termination',
  'E9.2b: liability.capMonths',
  'E10.1b: the chosen day',
  'E11.3: survival.nonSolicitationYears',
  'E11.8e: gdpr.subprocessorNoticeDays',
];

/** Entries that nothing executes yet. */
export const unbuilt: readonly string[] = [
  'E1.6',
  'E3.1b',
  'E3.3',
  'E4.2',
  'E4.3',
  'E4.4',
  'E5.4',
  'E6.2a',
  'E6.2b',
  'E6.2c',
  'E7.1',
  'E8.2-iii',
  'E8.2c',
  'E8.3b',
  'E8.3c',
  'E8.4b',
  'E9.2b',
  'E10.1a',
  'E10.1b',
  'E11.3',
  'E11.7',
  'E11.8d',
  'E11.8e',
  'E11.9b',
  'E11.10',
  'E12',
];

/** Scenarios that are not told yet. */
export const untold: readonly string[] = ['S37', 'S38', 'S43', 'S45', 'S71', 'S80', 'S83', 'S84', 'S85'];
