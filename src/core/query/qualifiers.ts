import { nearest } from './nearest.ts'

/** MeSH qualifiers (subheadings) with the two letters that stand for each; older records have the last row, which MeSH has given up. */
const names = new Map(
  (
    'administration & dosage=ad|adverse effects=ae|agonists=ag|analogs & derivatives=aa|analysis=an|anatomy & histology=ah|' +
    'antagonists & inhibitors=ai|biosynthesis=bi|blood=bl|blood supply=bs|cerebrospinal fluid=cf|chemical synthesis=cs|' +
    'chemically induced=ci|chemistry=ch|classification=cl|complications=co|congenital=cn|cytology=cy|deficiency=df|' +
    'diagnosis=di|diagnostic imaging=dg|diet therapy=dh|drug effects=de|drug therapy=dt|economics=ec|education=ed|' +
    'embryology=em|enzymology=en|epidemiology=ep|ethics=es|ethnology=eh|etiology=et|genetics=ge|growth & development=gd|' +
    'history=hi|immunology=im|injuries=in|innervation=ir|instrumentation=is|isolation & purification=ip|' +
    'legislation & jurisprudence=lj|metabolism=me|methods=mt|microbiology=mi|mortality=mo|nursing=nu|' +
    'organization & administration=og|parasitology=ps|pathogenicity=py|pathology=pa|pharmacokinetics=pk|pharmacology=pd|' +
    'physiology=ph|physiopathology=pp|poisoning=po|prevention & control=pc|psychology=px|radiation effects=re|' +
    'radiotherapy=rt|rehabilitation=rh|secondary=sc|secretion=se|standards=st|statistics & numerical data=sn|' +
    'supply & distribution=sd|surgery=su|therapeutic use=tu|therapy=th|toxicity=to|transmission=tm|transplantation=tr|' +
    'trends=td|ultrastructure=ul|urine=ur|veterinary=ve|virology=vi|' +
    'abnormalities=ab|contraindications=ct|manpower=ma|radiography=ra|radionuclide imaging=ri|ultrasonography=us|utilization=ut'
  )
    .split('|')
    .flatMap((pair): [string, string][] => {
      const [name = '', letters = ''] = pair.split('=')
      return [
        [name, name],
        [letters, name],
      ]
    }),
)

/** By its name or its two letters. */
export function findQualifier(text: string): string | undefined {
  return names.get(normalise(text))
}

export function nearestQualifier(text: string): string | undefined {
  const near = nearest(normalise(text), names.keys(), 1)[0]
  return near === undefined ? undefined : names.get(near)
}

function normalise(text: string): string {
  return text.toLowerCase().replace(/ and /g, ' & ').replace(/\s+/g, ' ').trim()
}
