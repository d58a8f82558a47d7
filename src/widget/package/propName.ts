import type { WidgetOptions } from '../options.ts'

/** `max-results` as `maxResults`. */
export type PropName<Name extends string> = Name extends `${infer Start}-${infer Rest}`
  ? `${Start}${Capitalize<PropName<Rest>>}`
  : Name

/** Options as props; what is absent has its default. */
export type OptionProps = {
  [Name in keyof WidgetOptions as PropName<Name>]?: WidgetOptions[Name] | undefined
}

export function toPropName(name: keyof WidgetOptions): keyof OptionProps {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as keyof OptionProps
}
