// `npm run icons`: draws the icons of the installed app from public/icons/rodnik.svg. The pictures are committed.
//
// A maskable icon may be cut to any shape within its middle 80 %, so it has no corners of its own and a smaller drawing.

import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { chromiumArgs, ensureChromium } from './find-chromium.ts'

const folder = path.resolve(import.meta.dirname, '../public/icons')
const drawing = readFileSync(path.join(folder, 'rodnik.svg'), 'utf8')
const pictures = [
  { name: 'rodnik-192', size: 192, maskable: false },
  { name: 'rodnik-512', size: 512, maskable: false },
  { name: 'rodnik-maskable-192', size: 192, maskable: true },
  { name: 'rodnik-maskable-512', size: 512, maskable: true },
  // iOS cuts its own corners too.
  { name: 'apple-touch-icon', size: 180, maskable: true },
]

const browser = await chromium.launch({
  executablePath: await ensureChromium((line) => console.log(line)),
  args: chromiumArgs,
})
const page = await browser.newPage()
for (const { name, size, maskable } of pictures) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${maskable ? fullBleed(drawing) : drawing}`,
  )
  writeFileSync(path.join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }))
  console.log(`${name}.png`)
}
await browser.close()

function fullBleed(svg: string): string {
  const [before, after] = svg.split(/(?<=<rect[^>]*>)/)
  if (before === undefined || after === undefined) throw new Error('The drawing should begin with its background')
  const inner = after.replace('</svg>', '</g></svg>')
  return `${before.replace('rx="112"', '')}<g transform="translate(256 256) scale(0.82) translate(-256 -256)">${inner}`
}
