import { cleanText } from '../text/cleanText.ts'
import { createFlattener } from './flatten.ts'
import { createGuardedXml, type GuardedXml, type Prologue, type XmlAttributes } from './guard.ts'
import type { Shape } from './shape.ts'

interface OpenElement<Draft> {
  shape: Shape<Draft> | undefined // undefined: passed over
  attributes: XmlAttributes
}

/**
 * Reads a document by the shapes of its roots, by name.
 * @param draft what is filled at the moment; the shapes may put another in its place
 */
export function createShapeReader<Draft>(
  prologue: Prologue,
  roots: ReadonlyMap<string, Shape<Draft>>,
  draft: () => Draft,
): GuardedXml {
  const stack: OpenElement<Draft>[] = []
  const flat = createFlattener()
  /** Depth below the element whose text is being collected; 0 when none is. */
  let inlineDepth = 0

  function open(name: string, attributes: XmlAttributes): void {
    if (inlineDepth > 0) {
      inlineDepth++
      flat.open(name)
      return
    }
    const parent = stack.at(-1)
    const shape = parent ? parent.shape?.children?.get(name) : roots.get(name)
    stack.push({ shape, attributes })
    shape?.open?.(draft(), attributes)
    if (shape?.text) inlineDepth = 1
    if (!shape) parent?.shape?.unknown?.(name)
  }

  function close(): void {
    if (inlineDepth > 1) {
      inlineDepth--
      flat.close()
      return
    }
    inlineDepth = 0
    const element = stack.pop()
    if (element?.shape?.text) {
      const text = cleanText(flat.take())
      if (text !== '') element.shape.text(draft(), text, element.attributes)
    }
    element?.shape?.close?.(draft())
  }

  return createGuardedXml(prologue, {
    open,
    text: (text) => void (inlineDepth > 0 && flat.text(text)),
    close,
  })
}
