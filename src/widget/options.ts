/**
 * The options of the widget, under the same names in attributes, in `data-*`, in the frame's address and in messages. Host pages load
 * this too, so it stays small and imports nothing.
 */
export interface WidgetOptions {
  /** Id in the site's catalogue; `default` is the one that this names. */
  library: string
  lang: 'auto' | 'en' | 'de'
  theme: 'auto' | 'light' | 'dark'
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
}

/** `null`, as for an attribute that was taken away, asks for the default. */
export type OptionValue = string | number | boolean | null

/** @returns undefined where the text does not fit */
type Reader<T> = (text: string) => T | undefined

const readers: { [Name in keyof WidgetOptions]: Reader<WidgetOptions[Name]> } = {
  library: form(/^[a-z0-9][a-z0-9-]{0,63}$/),
  lang: oneOf('auto', 'en', 'de'),
  theme: oneOf('auto', 'light', 'dark'),
  query: form(/^[^]{0,4000}$/),
  'max-results': numberWithin(1, 50),
  mode: oneOf('inline', 'modal', 'link'),
  // Not a character alone: who dictates, or hits a key by accident, would set it off (WCAG 2.1.4).
  shortcut: form(/^((Ctrl|Alt|Meta|Mod)\+(Shift\+)?\S)?$/i),
  height: (text) => (text === 'auto' ? text : numberWithin(200, 2000)(text.replace(/px$/, ''))),
  share: oneOf('nothing', 'results'),
}

export const defaultOptions: WidgetOptions = {
  library: 'default',
  lang: 'auto',
  theme: 'auto',
  query: '',
  'max-results': 5,
  mode: 'inline',
  shortcut: '',
  height: 'auto',
  share: 'nothing',
}

/** In a table of its own, as the scripts in other people's pages do without it: the frame tells of what does not fit. */
const expected: Record<keyof WidgetOptions, string> = {
  library: 'the id of a library, such as asthma-2026',
  lang: 'auto, en or de',
  theme: 'auto, light or dark',
  query: 'at most 4,000 characters',
  'max-results': 'a whole number from 1 to 50',
  mode: 'inline, modal or link',
  shortcut: 'Ctrl, Alt, Meta or Mod with a key, such as Ctrl+K',
  height: 'auto or a whole number from 200 to 2000',
  share: 'nothing or results',
}

export const optionNames = Object.keys(defaultOptions) as (keyof WidgetOptions)[]

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
 * @returns only options that were given; of what was given twice the last. `warnings` tell in words of everything else
 */
export function readOptions(entries: Iterable<readonly [name: string, value: OptionValue]>): {
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
    if (read === undefined) warnings.push(`${name} is “${short(String(value))}”: expected ${expected[name]}.`)
    else options[name] = read
  }
  return { options, warnings }
}

/** What stands in the frame's address: behind `?`, and behind `#`, which is not sent to the site. */
export function readAddress({
  search,
  hash,
}: Pick<Location, 'search' | 'hash'>): ReturnType<typeof readOptions> {
  return readOptions([...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))])
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
  return (text) => values.find((value) => value === text)
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
