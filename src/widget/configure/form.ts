import { readFrameOptions } from '../frame/frameOptions.ts'
import { choicesOf, defaultOptions, optionNames, type WidgetOptions } from '../options.ts'

export type OptionName = keyof WidgetOptions

/** What stands in the fields of the form, by option. */
export type FormTexts = Readonly<Record<OptionName, string>>

export interface ReadForm {
  /** Options that fit and are not at their default. */
  given: Partial<WidgetOptions>
  /** Of the others, what is wrong with them, in words. */
  faults: Partial<Record<OptionName, string>>
}

export const emptyForm = Object.fromEntries(
  optionNames.map((name) => [name, toChoices(name) ? String(defaultOptions[name]) : '']),
) as FormTexts

/** @returns undefined for an option that is written into a field */
export function toChoices(name: OptionName): readonly string[] | undefined {
  return choicesOf(name) ?? (typeof defaultOptions[name] === 'boolean' ? ['false', 'true'] : undefined)
}

/** An empty field is the default. */
export function readForm(texts: FormTexts): ReadForm {
  const given: Record<string, unknown> = {}
  const faults: ReadForm['faults'] = {}
  for (const name of optionNames) {
    const text = texts[name]
    if (text === '' || text === String(defaultOptions[name])) continue
    const { options, warnings } = readFrameOptions([[name, text]])
    if (warnings[0] === undefined) given[name] = options[name]
    else faults[name] = warnings[0]
  }
  return { given, faults }
}
