/** Mantine's theme: one accent (water blue), 8 px grid, 48 px targets. Colours of states stand in base.css. */
import { Button, createTheme, Input, type MantineColorsTuple } from '@mantine/core'

/** Shade 7 on white and white on shade 7 are 6.3:1; shade 3 on the dark ground is 7.9:1. */
const water: MantineColorsTuple = [
  '#e6f4fb',
  '#cbe6f5',
  '#97cdec',
  '#62b3e2',
  '#3a9dd8',
  '#2189c6',
  '#1476b1',
  '#0b6499',
  '#085079',
  '#063c5b',
]

/** Neutrals of the dark look, tinted like the light ones; Mantine takes grounds, borders and fields from here. */
const dark: MantineColorsTuple = [
  '#eef4f8',
  '#c9d5dd',
  '#a9bac6',
  '#7b8f9d',
  '#5b6e7b',
  '#2c3b46',
  '#1d2932',
  '#17222a',
  '#0e161c',
  '#0a1115',
]

export const theme = createTheme({
  primaryColor: 'water',
  colors: { water, dark },
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'md' },
      vars: (_theme, props) => ({
        root: { '--button-height': props.size === 'lg' ? '3.5rem' : props.size === 'md' ? '3rem' : undefined },
      }),
    }),
    Input: Input.extend({
      vars: (_theme, props) => ({ wrapper: props.size === 'md' ? { '--input-height': '3rem' } : {} }),
    }),
    ActionIcon: { defaultProps: { size: 48, variant: 'subtle' } },
    CloseButton: { defaultProps: { size: 48 } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    SegmentedControl: {
      defaultProps: { size: 'md' },
      styles: { label: { display: 'grid', alignItems: 'center', minHeight: '3rem' } },
    },
  },
})
