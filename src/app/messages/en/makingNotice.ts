/** While the window is closed in which a library is made. */
export const makingNotice = {
  searchIn: 'Search in it',
  show: 'Show',
  notBegun: 'A new library was not begun.',
  columnsAsked: 'It is asked what the columns of the table hold.',
  reading: 'Records for a new library are being read.',
  fetching: 'Records for a new library are being fetched.',
  notFetched: 'Records for a new library could not be fetched.',
  toBeFetched: 'A new library waits for its records to be fetched.',
  toBeMade: (title: string) => `“${title}” waits to be made.`,
  beingMade: (title: string) => `“${title}” is being made.`,
  unfinished: (title: string) => `“${title}” is not finished.`,
  ready: (title: string) => `“${title}” is ready.`,
  myLibrary: 'My library',
  andMore: (title: string, others: number) => `${title} and ${others} more`,
}
