// Push parser for NLM's own MeSH descriptors, desc20XX.xml, 300 MB: https://www.nlm.nih.gov/mesh/xml_data_elements.html

import { AppError } from '../errors.ts'
import { createPrologue } from '../xml/prologue.ts'
import { createShapeReader } from '../xml/reader.ts'
import { within, type Shape } from '../xml/shape.ts'
import type { MeshHeading } from './heading.ts'

interface Draft {
  ui: string
  name: string
  treeNumbers: string[]
  terms: string[]
}

const prologue = createPrologue({
  name: 'MeSH descriptors (desc20XX.xml)',
  roots: ['DescriptorRecordSet'],
  doctype: /^SYSTEM\s+["'](?:https?:\/\/www\.nlm\.nih\.gov\/[^"'[\s]*|[\w.-]+\.dtd)["']$/,
})

const createDraft = (): Draft => ({ ui: '', name: '', treeNumbers: [], terms: [] })

/**
 * Hands on one heading after the other with its entry terms, its own name left out. A bad file throws AppError `input-invalid` with its place from `write` or `close`.
 */
export function createMeshXmlParser(onHeading: (heading: MeshHeading) => void) {
  let draft = createDraft()

  const term = within<Draft>({
    String: { text: (d, text) => void (text !== d.name && d.terms.push(text)) },
  })
  const record = within<Draft>(
    {
      DescriptorUI: { text: (d, text) => void (d.ui = text) },
      DescriptorName: within({ String: { text: (d, text) => void (d.name = text) } }),
      TreeNumberList: within({ TreeNumber: { text: (d, text) => void d.treeNumbers.push(text) } }),
      ConceptList: within({ Concept: within({ TermList: within({ Term: term }) }) }),
    },
    {
      open() {
        xml.beginRecord()
        draft = createDraft()
      },
      close(d) {
        xml.endRecord()
        const { ui, name, treeNumbers, terms } = d
        if (ui === '' || name === '')
          throw new AppError('input-invalid', `line ${xml.line()}: a descriptor without identifier or name.`)
        onHeading({ ui, name, treeNumbers, terms: [...new Set(terms)] })
      },
    },
  )
  const roots = new Map<string, Shape<Draft>>([['DescriptorRecordSet', within({ DescriptorRecord: record })]])
  const xml = createShapeReader(prologue, roots, () => draft)
  return { write: (text: string) => xml.write(text), close: () => xml.close() }
}
