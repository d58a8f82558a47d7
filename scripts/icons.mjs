// Draws the icons and the picture for links in PNG from public/icon.svg. Run it when the mark changes: node scripts/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { root } from './process.mjs'

const mark = readFileSync(join(root, 'public/icon.svg'), 'utf8')
const markAddress = `data:image/svg+xml;base64,${Buffer.from(mark).toString('base64')}`

/** `inset`: share of the side that stays free around the mark, on its colour, where a system cuts the corners away. */
const icons = [
  { name: 'icon-192.png', side: 192, inset: 0 },
  { name: 'icon-512.png', side: 512, inset: 0 },
  { name: 'icon-maskable-512.png', side: 512, inset: 0.1 },
  { name: 'apple-touch-icon.png', side: 180, inset: 0.04 },
]

const social = `
  <style>
    body { margin: 0; display: grid; grid-template-columns: auto 1fr; align-items: center; gap: 56px; padding: 0 84px;
      inline-size: 1200px; block-size: 630px; box-sizing: border-box; background: #faf8f3; color: #1c2422;
      font-family: 'Liberation Sans', sans-serif; border-block-end: 18px solid #0b5b4c }
    img { inline-size: 250px }
    h1 { margin: 0; font-size: 80px; line-height: 1; letter-spacing: -0.02em }
    h1 span { color: #0b5b4c }
    p { margin: 28px 0 0; font-size: 37px; line-height: 1.35; color: #545f5b }
  </style>
  <img src="${markAddress}" alt="">
  <div><h1>BioHiCL <span>Search</span></h1><p>Biomedical literature by meaning,<br>in your browser, offline.</p></div>`

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  for (const { name, side, inset } of icons) {
    const pad = Math.round(side * inset)
    const tile = inset > 0 ? 'background:#0b5b4c' : ''
    await draw(
      name,
      { width: side, height: side },
      `<body style="margin:0;${tile}"><img src="${markAddress}" style="display:block;padding:${pad}px" width="${side - 2 * pad}">`,
    )
  }
  await draw('social.png', { width: 1200, height: 630 }, `<body>${social}`)
} finally {
  await browser.close()
}

async function draw(name, viewport, html) {
  const page = await browser.newPage({ viewport })
  await page.setContent(html)
  const png = await page.screenshot({ omitBackground: true })
  writeFileSync(join(root, 'public', name), png)
  await page.close()
}
