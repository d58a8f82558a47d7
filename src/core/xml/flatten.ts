// Inline markup to plain text. A number must keep its value on the way: 10<sup>5</sup> becomes 10^5, never 105, and a
// MathML fraction 1/2, never 12. Other markup (i, b, u, sub, CO<sub>2</sub>) just goes.

const mathTokens = new Set(['mi', 'mn', 'mo', 'mtext', 'ms'])
/** Which child of the element stands raised. */
const raisedChild = new Map([
  ['msup', 2],
  ['msubsup', 3],
])

interface OpenInline {
  name: string
  isMath: boolean
  children: number
}

export interface Flattener {
  open(name: string): void
  text(text: string): void
  close(): void
  /** The text so far, as it came; clears it. */
  take(): string
}

export function createFlattener(): Flattener {
  const parts: string[] = []
  let endsWithDigit = false
  let isRaised = false
  const stack: OpenInline[] = []

  function append(text: string): void {
    if (text === '') return
    if (isRaised && endsWithDigit && /^[-+\u2212\u2013]?\d/.test(text)) parts.push('^')
    isRaised = false
    endsWithDigit = /\d/.test(text.slice(-1))
    parts.push(text)
  }

  return {
    open(name) {
      const parent = stack.at(-1)
      if (parent) {
        parent.children++
        if (parent.name === 'mfrac' && parent.children === 2) parts.push('/')
        if (raisedChild.get(parent.name) === parent.children) isRaised = true
      }
      if (name === 'sup') isRaised = true
      stack.push({ name, isMath: name === 'math' || (parent?.isMath ?? false), children: 0 })
    },
    text(text) {
      const top = stack.at(-1)
      if (!top?.isMath) return append(text)
      // Between MathML elements there is only layout, and annotations repeat the formula in TeX.
      if (mathTokens.has(top.name)) append(top.name === 'mtext' ? text : text.trim())
    },
    close() {
      if (stack.pop()?.name === 'sup') isRaised = false
    },
    take() {
      const taken = parts.join('')
      parts.length = 0
      endsWithDigit = false
      isRaised = false
      stack.length = 0
      return taken
    },
  }
}
