import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeshHeading } from '../../src/core/mesh/heading.ts'
import { createMeshXmlParser } from '../../src/core/mesh/xml.ts'
import { cutAt } from '../fixtures/parseAll.ts'

const doctype =
  '<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20240101.dtd">'

const term = (text: string, isPermuted = 'N') =>
  `<Term IsPermutedTermYN="${isPermuted}" RecordPreferredTermYN="N"><TermUI>T1</TermUI><String>${text}</String></Term>`

const descriptor = (ui: string, name: string, numbers: string[], concepts: string[][]) => `
  <DescriptorRecord DescriptorClass="1">
    <DescriptorUI>${ui}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName>
    <AllowableQualifiersList><AllowableQualifier><QualifierReferredTo><QualifierUI>Q1</QualifierUI>
      <QualifierName><String>therapy</String></QualifierName></QualifierReferredTo></AllowableQualifier></AllowableQualifiersList>
    <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>D9</DescriptorUI>
      <DescriptorName><String>Other</String></DescriptorName></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
    ${numbers.length > 0 ? `<TreeNumberList>${numbers.map((n) => `<TreeNumber>${n}</TreeNumber>`).join('')}</TreeNumberList>` : ''}
    <ConceptList>${concepts
      .map(
        (terms) =>
          `<Concept><ConceptName><String>${name}</String></ConceptName><TermList>${terms.join('')}</TermList></Concept>`,
      )
      .join('')}</ConceptList>
  </DescriptorRecord>`

const records = [
  descriptor(
    'D0003',
    'Tea &amp; more',
    ['G07.100.200', 'J02.300'],
    [
      [term('Tea &amp; more'), term('Black Tea'), term('Tea, Black', 'Y')],
      [term('Chai'), term('Black Tea')],
    ],
  ),
  descriptor('D0005', 'Female', [], [[term('Female')]]),
]
const set = (content: string, type = doctype) =>
  `<?xml version="1.0"?>\n${type}\n<DescriptorRecordSet LanguageCode = "eng">${content}</DescriptorRecordSet>\n`

function read(...pieces: string[]): MeshHeading[] {
  const headings: MeshHeading[] = []
  const parser = createMeshXmlParser((heading) => headings.push(heading))
  for (const piece of pieces) parser.write(piece)
  parser.close()
  return headings
}

describe('NLM’s MeSH descriptors', () => {
  const whole = set(records.join(''))

  it('give headings with tree numbers and entry terms, and nothing of the headings they refer to', () => {
    expect(read(whole)).toEqual([
      {
        ui: 'D0003',
        name: 'Tea & more',
        treeNumbers: ['G07.100.200', 'J02.300'],
        terms: ['Black Tea', 'Tea, Black', 'Chai'],
      },
      { ui: 'D0005', name: 'Female', treeNumbers: [], terms: [] },
    ])
  })

  it('are read alike however the file is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length)), (cuts) => {
        expect(read(...cutAt(whole, cuts))).toEqual(read(whole))
      }),
    )
  })

  it.each([
    ['cut off', whole.slice(0, -40), /ends too early.*download it again/],
    ['PubMed XML', '<PubmedArticleSet/>', /root element is PubmedArticleSet, not DescriptorRecordSet/],
    ['a page', '<html></html>', /an HTML page, not MeSH descriptors/],
    [
      'with another DOCTYPE',
      set('', '<!DOCTYPE DescriptorRecordSet SYSTEM "http://evil.test/x">'),
      /not one of NLM's/,
    ],
    ['with entities of its own', set('', `${doctype.slice(0, -1)} [<!ENTITY a "b">]>`), /internal subset/],
    ['with a descriptor without a name', set(descriptor('D1', '', [], [])), /line \d+: a descriptor without/],
  ])('are refused when %s', (_what, text, words) => {
    expect(() => read(text)).toThrow(words)
  })
})
