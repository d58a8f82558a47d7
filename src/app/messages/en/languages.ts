export const languages = {
  label: 'Language of the page',
  failed: 'It could not be fetched. Connect to the network, reload the page and choose it again.',
}
