import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCanonicalJson } from '../../src/core/canonicalJson.ts'

const value = {
  zeta: [1, -2, 0, true, false, null, [], {}],
  '\u00dcn\u00efcode': 'f\u00fcr \u00e4ltere Menschen \u2013 \u03b2, \u00b5, \u2028, \ud83d\ude00, \u007f',
  a: { b: '"quoted" \\ / \b\f\n\r\t\u0001\u001f', B: '</script>' },
  '': '',
  '10': 1,
  '9': 2,
  'a b': 1.5,
}

/** json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False) of Python 3.12 */
const fromPython =
  '{"":"","10":1,"9":2,"a":{"B":"</script>","b":"\\"quoted\\" \\\\ / \\b\\f\\n\\r\\t\\u0001\\u001f"},"a b":1.5,"zeta":[1,-2,0,true,false,null,[],{}],"\u00dcn\u00efcode":"f\u00fcr \u00e4ltere Menschen \u2013 \u03b2, \u00b5, \u2028, \ud83d\ude00, \u007f"}'

it("gives the text that Python's json.dumps gives, so that both sides hash the same", () => {
  expect(toCanonicalJson(value)).toBe(fromPython)
})

it('does not depend on the order of members, at any depth', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      tie('object'),
      fc.array(tie('value')),
    ),
    object: fc.dictionary(fc.string(), tie('value')),
  })).object
  fc.assert(
    fc.property(json, (object) => {
      const reversed = (part: unknown): unknown => {
        if (Array.isArray(part)) return part.map(reversed)
        if (typeof part !== 'object' || part === null) return part
        return Object.fromEntries(
          Object.entries(part)
            .reverse()
            .map(([key, member]) => [key, reversed(member)]),
        )
      }
      const text = toCanonicalJson(object as never)
      expect(toCanonicalJson(reversed(object) as never)).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)))
    }),
  )
})
