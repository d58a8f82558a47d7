import type { Author } from '../record.ts'

/** "Mangalam H", "Smith JA Jr": family name and initials; a suffix goes, as it does in XML. Anything else is one name. */
export function parseShortName(text: string): Author {
  const [, name, initials] = /^(.+?) (\p{Lu}{1,6})(?: (?:Jr|Sr|\d\w{2}|I{2,3}))?$/u.exec(text) ?? []
  return name !== undefined && initials !== undefined ? { name, initials } : { name: text }
}

/** "Mangalam, Harry": family name, fore names, suffix. */
export function parseFullName(text: string): Author {
  const [name = '', fore] = text.split(/, */)
  const initials = toInitials(fore)
  return initials === '' ? { name } : { name, initials }
}

export function toInitials(fore: string | undefined): string {
  const words = fore?.match(/\p{L}+/gu) ?? []
  return words.map((word) => Array.from(word)[0]?.toUpperCase() ?? '').join('')
}
