import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The green of a ledger's cloth. */
const cloth: MantineColorsTuple = ['#eef5f2', '#d9e8e2', '#b3d1c6', '#8abaa9', '#66a58f', '#4a9079', '#35775f', '#256049', '#1d4a3e', '#12332a'];
/** The red of a ledger's margin rule: what is owed and late, and nothing else. */
const margin: MantineColorsTuple = ['#fbefec', '#f3d9d3', '#e8b4aa', '#dc8e80', '#d26e5d', '#c25443', '#aa4031', '#8f3226', '#74281f', '#4f1a14'];

export const theme = createTheme({
  colors: { cloth, margin },
  primaryColor: 'cloth',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  respectReducedMotion: true, // who asked their system for less motion gets none from us
  fontFamily: "'Source Sans 3 Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: "'Source Serif 4 Variable', Georgia, serif", fontWeight: '560' },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  defaultRadius: 3,
  cursorType: 'pointer',
  components: {
    // what helps to fill a field stands under it, so that fields side by side stay in line
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
});

/** Greys that can be read: at least 4.5 to 1 on their paper, in both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf8f3',
    '--mantine-color-text': '#22252a',
    '--mantine-color-dimmed': '#5c5f63',
    '--mantine-color-placeholder': '#6b6e72',
    '--mantine-color-anchor': '#1d5a46',
    '--mantine-color-error': '#8f3226',
    '--mantine-color-default': '#fffefb',
    '--mantine-color-default-border': '#cfcabd',
    '--tc-sheet': '#fffefb',
    '--tc-rule': '#e2ddd0',
    '--tc-rule-strong': '#a9a392',
    '--tc-margin': '#c98678',
    '--tc-late': '#8f3226',
    '--tc-tint': '#f2eee3',
  },
  dark: {
    '--mantine-color-body': '#15181a',
    '--mantine-color-text': '#e7e3da',
    '--mantine-color-dimmed': '#aaa79f',
    '--mantine-color-placeholder': '#9b988f',
    '--mantine-color-anchor': '#9ccdb9',
    '--mantine-color-error': '#f0a294',
    '--mantine-color-default': '#1e2224',
    '--mantine-color-default-border': '#454a4c',
    '--tc-sheet': '#1b1f21',
    '--tc-rule': '#2f3436',
    '--tc-rule-strong': '#6d706c',
    '--tc-margin': '#7d4a40',
    '--tc-late': '#f0a294',
    '--tc-tint': '#23282a',
  },
});
