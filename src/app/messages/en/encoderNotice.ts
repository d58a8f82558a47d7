export const encoderNotice = {
  loading: 'Loading the model',
  wordsUntil: 'Searches go by words until the model for meaning is there.',
  wordsOnly: 'Searches go by words only.',
  smaller: (library: string, size: string) => `Or search in “${library}”: its model is smaller (${size}).`,
  searchIn: (library: string) => `Search in “${library}”`,
  import: 'Or import its model',
  runtime: (amount: string) => `Getting the program that runs it${amount && `: ${amount}`} …`,
  amountOf: (done: string, total: string) => `${done} of ${total}`,
  encoder: 'Loading it …',
  selfTest: 'Testing it with texts whose results are known …',
  vectors: 'Opening the library’s vectors …',
}
