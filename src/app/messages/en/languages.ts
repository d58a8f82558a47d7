export const languages = {
  label: 'Language of the page',
  failed: 'It could not be fetched. Connect to the network and choose it again.',
}
