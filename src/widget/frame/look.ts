import { contrast, toRgb } from './contrast.ts'

type Part = 'accent' | 'background' | 'text' | 'font' | 'radius'

/** The property by whose rules a value is judged, and the tokens that it gives its value to. */
const parts: Record<Part, { property: string; tokens: string[] }> = {
  accent: { property: 'color', tokens: ['--accent'] },
  background: { property: 'color', tokens: ['--paper', '--surface'] },
  text: { property: 'color', tokens: ['--ink'] },
  font: { property: 'font-family', tokens: ['--sans', '--serif'] },
  radius: { property: 'border-radius', tokens: ['--radius'] },
}

/** What goes with another colour of text or background. */
const mixed: Record<string, number> = {
  '--ink-soft': 78,
  '--line': 18,
  '--line-strong': 55,
  '--hover': 8,
  '--chip': 6,
}

/** Of text and its background (WCAG 2.2, success criterion 1.4.3). */
const leastContrast = 4.5

/**
 * Gives the page the colours, the font and the corners that are asked for.
 * @param look declarations, as in CSS
 * @returns what is wrong with them, in words, for whoever embeds; colours that are hard to read are not taken
 */
export function applyLook(look: string, { style }: HTMLElement = document.documentElement): string[] {
  const tokens = [
    ...Object.values(parts).flatMap((part) => part.tokens),
    ...Object.keys(mixed),
    '--on-accent',
  ]
  const removeAll = () => tokens.forEach((token) => style.removeProperty(token))
  removeAll()
  const warnings: string[] = []
  const given = new Set<string>()
  for (const declaration of look.split(';')) {
    if (declaration.trim() === '') continue
    const [name = '', ...rest] = declaration.split(':')
    const [part, value] = [name.trim(), rest.join(':').trim()]
    if (!isPart(part) || !fits(parts[part].property, value)) {
      warnings.push(
        `look: “${declaration.trim().slice(0, 60)}” is none of accent, background, text, font and radius with a value of CSS.`,
      )
      continue
    }
    given.add(part)
    for (const token of parts[part].tokens) style.setProperty(token, value)
  }
  if (given.has('background') || given.has('text'))
    for (const [token, share] of Object.entries(mixed))
      style.setProperty(token, `color-mix(in srgb, var(--ink) ${share}%, var(--paper))`)
  const poor = findPoor()
  if (poor.length > 0) {
    removeAll()
    warnings.push(
      `look: ${poor.join(', ')}: expected a contrast of ${leastContrast} or more. Nothing of it is taken.`,
    )
  } else if (given.has('accent')) {
    const [accent, white] = [toRgb('var(--accent)'), toRgb('#fff')]
    style.setProperty('--on-accent', contrast(accent, white) >= leastContrast ? '#fff' : '#000')
  }
  return warnings
}

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name)
}

/** A reference to something else would pass for any value. */
function fits(property: string, value: string): boolean {
  return !/\b(var|env)\(/i.test(value) && CSS.supports(property, value)
}

function findPoor(): string[] {
  const paper = toRgb('var(--paper)')
  const pairs: [what: string, token: string][] = [
    ['text on background', '--ink'],
    ['soft text on background', '--ink-soft'],
    ['accent on background', '--accent'],
  ]
  return pairs.flatMap(([what, token]) => {
    const found = contrast(toRgb(`var(${token})`), paper)
    return found < leastContrast ? [`${what} has ${found.toFixed(1)}`] : []
  })
}
