export const card = {
  rank: 'Rank',
  sampleNote: 'Sample note',
  number: (pmid: string, isSample: boolean) => `${isSample ? 'No.' : 'PMID'} ${pmid}`,
  inLibraries: (titles: string) => `in ${titles}`,
  meaning: 'Nearness in meaning',
  words: 'Match of words',
  headings: 'MeSH headings',
  moreHeadings: (count: number) => `+ ${count} more`,
  majorTopic: '(major topic)',
  why: 'Why this result',
  moreLike: 'More like this',
  lessLike: 'Less like this',
}
