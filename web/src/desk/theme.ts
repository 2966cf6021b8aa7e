import {
  type CSSVariablesResolver,
  colorsTuple,
  createTheme,
  defaultVariantColorsResolver,
  type VariantColorsResolver,
} from '@mantine/core';

/** The two colours buttons and marks come in. The shades themselves are tokens: these tuples only give them names. */
const ACCENT = 'accent';
const BAD = 'bad';

/** Every variant from our tokens, so that light and dark need no second table. */
const variants: VariantColorsResolver = (input) => {
  const name = input.color === BAD ? 'bad' : ACCENT;
  const colour = `var(--${name})`;
  const mix = (share: number) => `color-mix(in srgb, ${colour} ${share}%, transparent)`;
  switch (input.variant) {
    case 'filled':
      return {
        background: colour,
        hover: `color-mix(in srgb, ${colour} 88%, var(--text))`,
        color: 'var(--on-accent)',
        border: 'none',
      };
    case 'light':
      return { background: mix(14), hover: mix(22), color: colour, border: 'none' };
    case 'outline':
      return { background: 'transparent', hover: mix(10), color: colour, border: `1px solid ${mix(60)}` };
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: mix(10), color: colour, border: 'none' };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  primaryColor: ACCENT,
  colors: { [ACCENT]: colorsTuple('#F5B83D'), [BAD]: colorsTuple('#FF7A70') },
  variantColorResolver: variants,
  defaultRadius: 10,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md', allowDeselect: false, checkIconPosition: 'right' } },
    Radio: { defaultProps: { size: 'md', iconColor: 'var(--on-accent)' } },
    RadioGroup: { defaultProps: { size: 'md' } },
    Button: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { centered: true, radius: 14, padding: 'lg', overlayProps: { backgroundOpacity: 0.6 } } },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
  },
});

const ours: Record<string, string> = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'color-mix(in srgb, var(--quiet) 80%, transparent)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'color-mix(in srgb, var(--text) 6%, var(--surface))',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'color-mix(in srgb, var(--quiet) 55%, transparent)',
  '--mantine-color-dark-4': 'color-mix(in srgb, var(--quiet) 45%, transparent)',
  '--mantine-color-dark-5': 'color-mix(in srgb, var(--text) 8%, var(--surface))',
  '--mantine-color-dark-6': 'var(--field)',
  '--mantine-color-gray-4': 'color-mix(in srgb, var(--quiet) 55%, transparent)',
  '--mantine-color-disabled': 'var(--track)',
  '--mantine-color-disabled-color': 'var(--quiet)',
  '--mantine-color-disabled-border': 'var(--hairline)',
  '--mantine-primary-color-filled': 'var(--accent)',
  // A button of no colour of its own takes these, not what the variants say.
  '--mantine-primary-color-filled-hover': 'color-mix(in srgb, var(--accent) 88%, var(--text))',
  '--mantine-primary-color-light': 'color-mix(in srgb, var(--accent) 14%, transparent)',
  '--mantine-primary-color-light-hover': 'color-mix(in srgb, var(--accent) 22%, transparent)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

/** Mantine's own variables, said in our tokens for both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
