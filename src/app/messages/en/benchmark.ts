import type { BenchStep } from '../../../core/bench/figures.ts'

export const benchmark = {
  about:
    'Measures on this device what a search takes with the libraries and the model that are open: thirty fixed questions, some of the library’s own records, and how many of the exact ten nearest the approximate index finds. It takes a minute or so, longer with a large model. Whatever else the computer does meanwhile makes the figures worse: other tabs and programs, saving energy, a processor that is hot. Two runs easily differ by a tenth. Leaving this page ends it.',
  measuring: 'Measuring …',
  measured: 'The figures are there.',
  noLibrary: 'No library is open that could be measured.',
  wordsOnly: 'Searches go by words only.',
  onlyTheseMeasured: 'So only these are measured.',
  measure: 'Measure',
  cancel: 'Cancel',
  whenModelOpen: 'as soon as the model is open',
  progress: (done: number, total: number) => `${done} of ${total}`,
  steps: {
    'warm-up': 'Warming up',
    queries: 'Asking the fixed questions',
    texts: 'Encoding records of the library',
    searches: 'Searching in each way',
    recall: 'Comparing approximate with exact',
    memory:
      'Asking the browser how much memory is used: it may take a minute to answer; the other figures are below',
  } satisfies Record<BenchStep | 'memory', string>,
  unfinished: 'The benchmark was not finished.',
}
