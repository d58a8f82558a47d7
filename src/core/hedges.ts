/**
 * PubMed's Clinical Queries: filters for the design of studies, each with how it did when its makers tried it on journals that they had
 * read by hand. Written in the language of queries. Text words are looked for in titles and abstracts, where PubMed takes in headings
 * too, and qualifiers stand for themselves alone; words without quotes count in all their forms.
 * https://www.ncbi.nlm.nih.gov/books/NBK3827/#pubmedhelp.Clinical_Queries_Filters
 */
export interface Hedge {
  id: string
  purpose: HedgePurpose
  /** Broad finds nearly all sound studies and much else; narrow finds fewer, and most of them sound. */
  scope: 'broad' | 'narrow'
  query: string
  performance: HedgePerformance
}

export type HedgePurpose = 'therapy' | 'diagnosis' | 'prognosis' | 'etiology' | 'prediction'

/** In per cent, over the articles of 161 or 162 clinical journals of the year 2000. */
export interface HedgePerformance {
  /** Of the sound studies, how many it finds. */
  sensitivity: number
  /** Of all other articles, how many it leaves out. */
  specificity: number
  source: { title: string; doi?: string; pmid: string }
  /** Whether both figures were compared with the source for this table. */
  verified: boolean
}

const sources = {
  therapy: {
    title: 'Haynes RB et al. BMJ 2005;330:1179',
    doi: '10.1136/bmj.38446.498542.8F',
    pmid: '15894554',
  },
  diagnosis: {
    title: 'Haynes RB, Wilczynski NL. BMJ 2004;328:1040',
    doi: '10.1136/bmj.38068.557998.EE',
    pmid: '15073027',
  },
  prognosis: {
    title: 'Wilczynski NL, Haynes RB. BMC Med 2004;2:23',
    doi: '10.1186/1741-7015-2-23',
    pmid: '15189561',
  },
  etiology: { title: 'Wilczynski NL, Haynes RB. AMIA Annu Symp Proc 2003:719-23', pmid: '14728267' },
  prediction: { title: 'Wong SS et al. AMIA Annu Symp Proc 2003:728-32', pmid: '14728269' },
} satisfies Record<HedgePurpose, HedgePerformance['source']>

export const hedges: readonly Hedge[] = [
  createHedge(
    ['therapy', 'broad'],
    [99.3, 70.4, true],
    '(clinical[tiab] AND trial[tiab]) OR Clinical Trials as Topic[mh] OR clinical trial[pt] OR random*[tiab] OR ' +
      'Random Allocation[mh] OR therapeutic use[sh]',
  ),
  createHedge(
    ['therapy', 'narrow'],
    [93.1, 97.4, true],
    'randomized controlled trial[pt] OR ("randomized"[tiab] AND "controlled"[tiab] AND "trial"[tiab])',
  ),
  createHedge(
    ['diagnosis', 'broad'],
    [98.6, 74.3, true],
    'sensitiv*[tiab] OR Sensitivity and Specificity[mh] OR diagnose[tiab] OR diagnosis[tiab] OR diagnostic[tiab] OR ' +
      'Diagnosis[mh:noexp] OR diagnostic*[mh:noexp] OR Diagnosis, Differential[mh:noexp] OR diagnosis[sh]',
  ),
  createHedge(['diagnosis', 'narrow'], [64.5, 98.4, false], '"specificity"[tiab]'),
  createHedge(
    ['prognosis', 'broad'],
    [90.1, 79.7, true],
    'Incidence[mh:noexp] OR Mortality[mh] OR Follow-Up Studies[mh:noexp] OR prognos*[tiab] OR predict*[tiab] OR course*[tiab]',
  ),
  createHedge(
    ['prognosis', 'narrow'],
    [52.3, 94.1, true],
    'prognos*[tiab] OR (first[tiab] AND episode[tiab]) OR "cohort"[tiab]',
  ),
  createHedge(
    ['etiology', 'broad'],
    [93, 63, false],
    'risk*[tiab] OR risk*[mh:noexp] OR Cohort Studies[mh] OR group[tiab] OR grouped[tiab]',
  ),
  createHedge(
    ['etiology', 'narrow'],
    [51, 95, false],
    '(relative[tiab] AND risk*[tiab]) OR "risks"[tiab] OR Cohort Studies[mh:noexp] OR (cohort[tiab] AND study[tiab])',
  ),
  createHedge(
    ['prediction', 'broad'],
    [96, 79, false],
    'predict*[tiab] OR Predictive Value of Tests[mh] OR score[tiab] OR "scoring system"[tiab] OR observ*[tiab] OR ' +
      'Observer Variation[mh]',
  ),
  createHedge(['prediction', 'narrow'], [54, 99, false], '"validation"[tiab] OR "validate"[tiab]'),
]

function createHedge(
  [purpose, scope]: [HedgePurpose, Hedge['scope']],
  [sensitivity, specificity, verified]: [number, number, boolean],
  query: string,
): Hedge {
  const performance = { sensitivity, specificity, source: sources[purpose], verified }
  return { id: `${purpose}-${scope}`, purpose, scope, query, performance }
}
