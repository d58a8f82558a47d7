/**
 * The options of the widget, under the same names in attributes, in `data-*`, in the frame's address and in messages. Host pages load
 * this too, so it stays small and imports nothing.
 */
export interface WidgetOptions {
  /** Id in the site's catalogue; `default` is the one that this names. */
  library: string
  /** By which meaning is compared: that which the library was made with, by name or not, or none. */
  encoder: string
  backend: 'auto' | 'webgpu' | 'wasm'
  /** Whether the encoder and the library may be fetched, which searching by meaning takes: where the user agrees, or without being asked. */
  'allow-download': 'ask' | 'never' | 'always'
  /** As the app writes them into its address, in JSON; empty: none. */
  filters: string
  lang: 'auto' | 'en' | 'de'
  theme: 'auto' | 'light' | 'dark'
  /** Colours, font and corners: declarations of accent, background, text, font and radius, as in CSS. */
  look: string
  /** What is searched for at the beginning. */
  query: string
  'max-results': number
  /** In the page, in a dialog behind a button, or only a link to the app. */
  mode: 'inline' | 'modal' | 'link'
  /** Keys that go to the search from anywhere in the page, such as `Ctrl+K`; empty: none. */
  shortcut: string
  /** In CSS pixels; `auto` follows the content. */
  height: 'auto' | number
  /** What the host page is told, where the site's list of embedders grants it. */
  share: 'nothing' | 'results'
  /** Whether the frame tells how it came to its answers. */
  debug: boolean
}

/** `null`, as for an attribute that was taken away, asks for the default. */
export type OptionValue = string | number | boolean | null

/** @returns undefined where the text does not fit */
type Reader<T> = ((text: string) => T | undefined) & { choices?: readonly string[] }

const readers: { [Name in keyof WidgetOptions]: Reader<WidgetOptions[Name]> } = {
  library: form(/^[a-z0-9][a-z0-9-]{0,63}$/),
  encoder: form(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  backend: oneOf('auto', 'webgpu', 'wasm'),
  'allow-download': oneOf('ask', 'never', 'always'),
  filters: form(/^(\{[^]{0,4000}\})?$/),
  lang: oneOf('auto', 'en', 'de'),
  theme: oneOf('auto', 'light', 'dark'),
  look: form(/^[^{}<>]{0,500}$/),
  query: form(/^[^]{0,4000}$/),
  'max-results': numberWithin(1, 50),
  mode: oneOf('inline', 'modal', 'link'),
  // Not a character alone: who dictates, or hits a key by accident, would set it off (WCAG 2.1.4).
  shortcut: form(/^((Ctrl|Alt|Meta|Mod)\+(Shift\+)?\S)?$/i),
  height: (text) => (text === 'auto' ? text : numberWithin(200, 2000)(text.replace(/px$/, ''))),
  share: oneOf('nothing', 'results'),
  debug: (text) => (text === 'true' || text === '' ? true : text === 'false' ? false : undefined),
}

export const defaultOptions: WidgetOptions = {
  library: 'default',
  encoder: 'auto',
  backend: 'auto',
  'allow-download': 'ask',
  filters: '',
  lang: 'auto',
  theme: 'auto',
  look: '',
  query: '',
  'max-results': 5,
  mode: 'inline',
  shortcut: '',
  height: 'auto',
  share: 'nothing',
  debug: false,
}

/** In a table of its own, as the scripts in other people's pages do without it: the frame tells of what does not fit. */
const expected: Record<keyof WidgetOptions, string> = {
  library: 'the id of a library, such as asthma-2026',
  encoder: 'auto, none or the name of the encoder of the library',
  backend: 'auto, webgpu or wasm',
  'allow-download': 'ask, never or always',
  filters: 'filters in JSON, such as {"years":{"from":2020}}',
  lang: 'auto, en or de',
  theme: 'auto, light or dark',
  look: 'declarations such as accent: #06c; background: white; text: black; font: Inter; radius: 4px',
  query: 'at most 4,000 characters',
  'max-results': 'a whole number from 1 to 50',
  mode: 'inline, modal or link',
  shortcut: 'Ctrl, Alt, Meta or Mod with a key, such as Ctrl+K',
  height: 'auto or a whole number from 200 to 2000',
  share: 'nothing or results',
  debug: 'true or false',
}

export const optionNames = Object.keys(defaultOptions) as (keyof WidgetOptions)[]

/** All values that fit, where they have names. */
export const choicesOf = (name: keyof WidgetOptions): readonly string[] | undefined => readers[name].choices

/** What does not fit changes nothing. */
export function changeOptions(
  options: WidgetOptions,
  changes: Readonly<Record<string, OptionValue>>,
): WidgetOptions {
  const changed: Record<string, unknown> = { ...options }
  for (const name of optionNames)
    if (Object.hasOwn(changes, name)) changed[name] = readOption(name, changes[name] ?? null) ?? options[name]
  return changed as unknown as WidgetOptions // as the readers say: TypeScript does not follow a name to its type
}

/**
 * Takes over what is known and fits.
 * @param fits looks closer at a value that has the right form
 * @returns only options that were given; of what was given twice the last. `warnings` tell in words of everything else
 */
export function readOptions(
  entries: Iterable<readonly [name: string, value: OptionValue]>,
  fits: (name: keyof WidgetOptions, value: OptionValue) => boolean = () => true,
): {
  options: Partial<WidgetOptions>
  warnings: string[]
} {
  const options: Record<string, unknown> = {}
  const warnings: string[] = []
  for (const [name, value] of entries) {
    if (!isOptionName(name)) {
      warnings.push(`“${short(name)}” is no option. There are: ${optionNames.join(', ')}.`)
      continue
    }
    const read = readOption(name, value)
    if (read === undefined || !fits(name, read))
      warnings.push(`${name} is “${short(String(value))}”: expected ${expected[name]}.`)
    else options[name] = read
  }
  return { options, warnings }
}

/** What stands in the frame's address: behind `?`, and behind `#`, which is not sent to the site. */
export function listAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): [string, string][] {
  return [...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))]
}

function isOptionName(name: string): name is keyof WidgetOptions {
  return Object.hasOwn(readers, name)
}

function readOption(name: keyof WidgetOptions, value: OptionValue): OptionValue | undefined {
  return value === null ? defaultOptions[name] : readers[name](String(value))
}

/** For the frame's address, behind its `#`. What does not fit is handed on too: the frame tells of it. */
export function toParameters(options: Readonly<Record<string, OptionValue>>): URLSearchParams {
  const given = Object.entries(options).filter(([, value]) => value !== null)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

function oneOf<T extends string>(...values: T[]): Reader<T> {
  return Object.assign((text: string) => values.find((value) => value === text), { choices: values })
}

function form(pattern: RegExp): Reader<string> {
  return (text) => (pattern.test(text) ? text : undefined)
}

function numberWithin(least: number, most: number): Reader<number> {
  return (text) => (/^\d+$/.test(text) && +text >= least && +text <= most ? +text : undefined)
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
