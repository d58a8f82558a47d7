import type { RecordHeading } from '../record.ts'

/** MEDLINE's "*Gout/drug therapy/*genetics": a star marks what is major. */
export function parseHeading(text: string): RecordHeading {
  const [heading = toMarked(''), ...qualifiers] = text.split('/').map(toMarked)
  return { ...heading, major: heading.major || qualifiers.some(({ major }) => major), qualifiers }
}

function toMarked(text: string) {
  return { name: text.replace(/^\*/, ''), major: text.startsWith('*') }
}
