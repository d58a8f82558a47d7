export const evidence = {
  title: 'Nearest sentences',
  show: 'Show evidence',
  hide: 'Hide evidence',
  reading: 'Reading the records',
  read: (done: number, total: number) => `${done} of ${total} records read`,
  found: 'Taken word for word from the best records.',
  noAbstract: 'None of the best records has an abstract.',
  failed: 'The records could not be read for sentences. Search again to try once more.',
  more: 'More sentences',
  fewer: 'Fewer sentences',
}
