import { createTheme } from '@mantine/core';
import { DECIMAL_MARK, DECIMAL_MARKS, takeEitherMark } from './controls/decimal-mark.ts';

/**
 * Colours, sizes and defaults: greys without a tint, so that they do not colour the eye that judges a picture, and one quiet accent.
 * Every text colour stands at 4.5:1 or more on every surface that it is used on.
 */
export const theme = createTheme({
  fontFamily:
    'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace',
  primaryColor: 'teal',
  primaryShade: { light: 4, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.25,
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  colors: {
    dark: [
      '#ededee',
      '#b9babd',
      '#9fa1a5',
      '#7d7f84',
      '#3a3c40',
      '#2f3135',
      '#26282b',
      '#1c1d1f',
      '#161719',
      '#0f1011',
    ],
    teal: [
      '#e2f7f8',
      '#c5eef0',
      '#a3e2e5',
      '#84d5d9',
      '#6cc7cc',
      '#54b1b7',
      '#3f939a',
      '#2f747a',
      '#22575c',
      '#173d41',
    ],
  },
  components: {
    Tooltip: { defaultProps: { openDelay: 500, withArrow: true, color: 'dark.5', c: 'dark.0', fz: 'xs' } },
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    // The page itself never scrolls, so nothing has to be locked (and no style element is written behind the policy's back).
    Modal: { defaultProps: { lockScroll: false, centered: true, overlayProps: { backgroundOpacity: 0.6 } } },
    SegmentedControl: { defaultProps: { size: 'xs', withItemsBorders: false } },
    TextInput: { defaultProps: { size: 'xs' } },
    // What a field is refused for is said at once, wherever the focus is.
    InputWrapper: { defaultProps: { errorProps: { role: 'alert' } } },
    // Whoever is used to the other mark writes that one.
    NumberInput: {
      defaultProps: {
        size: 'xs',
        decimalSeparator: DECIMAL_MARK,
        allowedDecimalSeparators: DECIMAL_MARKS,
        onInputCapture: takeEitherMark,
      },
    },
    Select: {
      defaultProps: {
        size: 'xs',
        allowDeselect: false,
        comboboxProps: { portalProps: { target: '#popups' } },
      },
    },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Slider: { defaultProps: { size: 'sm', label: null } },
    Badge: { defaultProps: { tt: 'none' } },
    // The first item has the focus; a placeholder that takes it is no item, and a menu may hold nothing else.
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#popups' },
      },
    },
  },
});
