import { concatBytes, toBytes, type Bytes } from '../../src/core/bytes.ts'
import { encodeGraph } from '../../src/core/pack/graph.ts'
import { encodePostings } from '../../src/core/pack/postings.ts'
import { encodeOnnx, loop } from '../fakes/onnxModel.ts'
import { randomGraph } from '../fakes/randomGraph.ts'
import { toyManifest } from '../fakes/toyPack.ts'
import { article, articleSet } from '../fixtures/pubmedXml.ts'
import type * as targets from './targets.ts'

const text = (value: string) => new TextEncoder().encode(value)
/** For targets whose first byte means something of its own. */
const after = (first: number, bytes: Bytes) => concatBytes([Uint8Array.of(first), bytes])

const lists = encodePostings(
  new Map([
    ['fever', { rows: Uint32Array.of(0, 3, 4), frequencies: Uint8Array.of(1, 2, 255) }],
    ['µg', { rows: Uint32Array.of(200), frequencies: Uint8Array.of(1) }],
  ]),
)
const library =
  '{"id":"a","title":"A","kind":"pubmed","version":1,"records":1,"libraryBytes":1,"encoderBytes":1,"key":"k","encoder":"e"}'

/** Inputs that each target takes, or nearly: what is changed in them gets further than noise would. */
export const makeSeeds = async (): Promise<Record<keyof typeof targets, readonly Bytes[]>> => ({
  manifest: [text(JSON.stringify(await toyManifest()))],
  catalogue: [
    text(`{"default":"a","libraries":[${library}]}`),
    text('\ufeff{"__proto__":{"a":1},"libraries":[]}'),
  ],
  graph: [1, 2, 3].map((seed) => toBytes(encodeGraph(randomGraph(seed)))),
  postings: [after(201, lists.bytes)],
  shards: [after(9, text('a\t5\nb\t9\n'))],
  xml: [
    after(
      90,
      text(
        articleSet(
          article({ article: '<Abstract><AbstractText Label="A">x &lt; <i>y</i></AbstractText></Abstract>' }),
        ),
      ),
    ),
    after(
      9,
      text(
        articleSet('<DeleteCitation><PMID Version="1">7</PMID></DeleteCitation>', '<!-- x --><![CDATA[y]]>'),
      ),
    ),
  ],
  nbib: [
    after(
      20,
      text(
        'PMID- 12\r\nTI  - Tea against\r\n      thirst.\r\nDP  - 2002 Sep 3\r\nMH  - *Tea\r\n\r\nPMID- 14\nTI  - B\n',
      ),
    ),
  ],
  ris: [
    after(
      20,
      text('TY  - JOUR\r\nAN  - 12\r\nTI  - Tea\r\nAU  - Smith, J\r\nPY  - 2002/09/03\r\nER  - \r\n'),
    ),
  ],
  csv: [
    after(20, text('pmid;title;abstract\r\n12;"Tea ""hot""\nand cold";x\r\n13;=cmd();y\r\n')),
    after(5, text('PMID,Title\n1,a\n')),
  ],
  jsonl: [
    after(
      20,
      text('{"pmid":"12","title":"Tea","mesh":["Tea"],"year":2002}\n{"pmid":13,"abstract":[{"text":"x"}]}\n'),
    ),
  ],
  query: [
    text('("heart failure"[tiab] OR heart*[ti]) NOT 2020/02:2021[dp] AND "Tea"[mh:noexp]'),
    text('fever and tea'),
    text('12 13[pmid] OR )"x'),
  ],
  model: [encodeOnnx(), encodeOnnx({ graph: loop })],
  tokenizer: [
    text(
      '{"model":{"type":"WordPiece","unk_token":"[UNK]","vocab":{"[UNK]":0}},"added_tokens":[{"id":1,"content":"a"}]}',
    ),
    text('{"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]},"normalizer":{"pattern":{"Regex":"a"}}}'),
  ],
})
