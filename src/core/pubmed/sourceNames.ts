// Names apart from the parsers: the page asks for a name only, and would carry all parsers for it.

export type SourceExtension = (typeof extensions)[number]

const extensions = ['.xml', '.jsonl', '.nbib', '.ris', '.csv', '.tsv'] as const

/** Names of source files end in one of these, in either case. */
export const sourceExtensions = extensions.flatMap((extension) => [extension, `${extension}.gz`])

export function isSourceName(name: string): boolean {
  return sourceExtensions.some((extension) => name.toLowerCase().endsWith(extension))
}

/** Whether its first row names the columns. */
export function isTableName(name: string): boolean {
  return /\.[ct]sv(\.gz)?$/i.test(name)
}

export function isPacked(name: string): boolean {
  return name.toLowerCase().endsWith('.gz')
}
