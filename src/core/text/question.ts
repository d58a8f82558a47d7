const questionWord =
  /^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|may|might)\s/i

/** Whether a query reads like a question in English: its mark at the end, or a word that questions begin with. */
export function isQuestion(query: string): boolean {
  const text = query.trim()
  return (/[?？؟]$/.test(text) && /\p{L}/u.test(text)) || questionWord.test(text)
}
