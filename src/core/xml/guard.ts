// saxes with limits, so that a hostile file is refused early instead of being held in memory.
// Entities are never expanded beyond the five of XML and numeric ones; DTDs are never read.

import { SaxesParser } from 'saxes'
import { AppError } from '../errors.ts'

/** Lengths in UTF-16 units. */
export const xmlLimits = {
  sliceChars: 64 * 1024, // saxes works through what it gets at once, so the limits are looked at between slices
  depth: 64,
  nameChars: 128,
  attributes: 64,
  textChars: 2 * 1024 * 1024, // text of one element; one tag, comment or name likewise
  recordChars: 8 * 1024 * 1024,
}

export type XmlAttributes = Readonly<Record<string, string>>

/** @param what with its place; @param remedy by default to download the file again */
export type Refuse = (what: string, remedy?: string) => never

/** What may stand before the records; each refuses what may not. */
export interface Prologue {
  checkDoctype(doctype: string, refuse: Refuse): void
  checkRoot(name: string, refuse: Refuse): void
}

/** Names come without their namespace prefix. */
export interface XmlEvents {
  open(name: string, attributes: XmlAttributes): void
  text(text: string): void
  close(): void
}

export interface GuardedXml {
  write(text: string): void
  /** The end of the file: what is still open makes an error. */
  close(): void
  /** From here until `endRecord` counts as one record. */
  beginRecord(): void
  endRecord(): void
  line(): number
}

/** saxes tells of every fault through `fail`; overriding it needs no handler (see below). */
class StrictParser extends SaxesParser {
  isEnding = false

  override fail(what: string): never {
    if (this.isEnding) {
      this.refuse(`the file ends too early (${withoutDot(what)})`, 'It is cut off: download it again.')
    }
    this.refuse(`not well-formed XML: ${what}`)
  }

  refuse(what: string, remedy = 'It is not a file as NLM writes it; download it again.'): never {
    const place = `line ${this.line}, column ${this.column}`
    throw new AppError('input-invalid', `${place}: ${withoutDot(what)}. ${remedy}`)
  }
}

/** Every error is an AppError `input-invalid` with line and column; what the events throw passes through. */
export function createGuardedXml(prologue: Prologue, events: XmlEvents): GuardedXml {
  const parser = new StrictParser()
  const refuse: Refuse = (what, remedy) => parser.refuse(what, remedy)
  const textChars: number[] = [] // one count per open element
  let lastEventAt = 0
  let recordAt: number | undefined
  let hasBegun = false
  let hasRoot = false

  function addText(text: string): void {
    lastEventAt = parser.position
    const depth = textChars.length - 1
    if (depth < 0) return
    const chars = (textChars[depth] ?? 0) + text.length
    if (chars > xmlLimits.textChars) refuse('an element has more than 2 MB of text')
    textChars[depth] = chars
    events.text(text)
  }

  function checkLengths(): void {
    const { position } = parser
    if (position - lastEventAt > xmlLimits.textChars)
      refuse('a text, tag, name or comment is longer than 2 MB')
    if (recordAt !== undefined && position - recordAt > xmlLimits.recordChars) {
      refuse('a record is larger than 8 MB')
    }
  }

  // Six handlers, no more: with eight V8 turns the parser into a dictionary and it reads 11 MB a second, not 105.
  parser.on('doctype', (doctype) => prologue.checkDoctype(doctype, refuse))
  parser.on('opentagstart', ({ name }) => {
    lastEventAt = parser.position
    if (name.length > xmlLimits.nameChars) refuse(`an element name has ${name.length} characters`)
    if (textChars.length >= xmlLimits.depth) refuse(`elements are nested deeper than ${xmlLimits.depth}`)
    if (hasRoot) return
    hasRoot = true
    checkEncoding(parser.xmlDecl.encoding, refuse)
    prologue.checkRoot(toLocalName(name), refuse)
  })
  parser.on('opentag', ({ name, attributes }) => {
    lastEventAt = parser.position
    if (Object.keys(attributes).length > xmlLimits.attributes) {
      refuse(`an element has more than ${xmlLimits.attributes} attributes`)
    }
    textChars.push(0)
    events.open(toLocalName(name), attributes)
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    lastEventAt = parser.position
    checkLengths()
    textChars.pop()
    events.close()
  })

  return {
    write(text) {
      if (!hasBegun) {
        const first = /[^\s\ufeff]/.exec(text)?.[0]
        if (first !== undefined && first !== '<') {
          refuse(`the file begins with ${JSON.stringify(first)}, so it is not XML`)
        }
        hasBegun = first !== undefined
      }
      for (let start = 0; start < text.length; start += xmlLimits.sliceChars) {
        parser.write(text.slice(start, start + xmlLimits.sliceChars))
        checkLengths()
      }
    },
    close() {
      parser.isEnding = true
      parser.close()
    },
    beginRecord() {
      recordAt = parser.position
    },
    endRecord() {
      recordAt = undefined
    },
    line: () => parser.line,
  }
}

function checkEncoding(encoding: string | undefined, refuse: Refuse): void {
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    refuse(`the file declares the encoding ${encoding}; only UTF-8 is read`, 'Convert it to UTF-8 first.')
  }
}

/** PubMed's DTD fixes the prefix of MathML without declaring it in the file, so namespaces are not resolved. */
function toLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function withoutDot(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
