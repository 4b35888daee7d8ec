// Issue 3: header, footer and logo are edited on the till's own page, and the preview beside them is the paper: line by
// line and dot by dot what comes out of the printer.

import type { Page } from '@playwright/test'
import type { Print } from '../simulator/printer/paper-roll.ts'
import { demoCatalogue } from '../sync-server/demo/catalogue.ts'
import { openCounter } from './counter.ts'
import { expect, test } from './fixtures.ts'

const barcode = demoCatalogue().products.find(({ barcode: code }) => code !== null)?.barcode ?? ''
const header = ['Лавка «У ключа»', 'Питьевая вода — с доставкой', 'ИНН 7700000000']
const footer = ['Приходите ещё!', 'Обмен бутылей: 8 800 000-00-00']

test('the receipt’s header, footer and logo come out as the preview shows them', async ({ company, device }) => {
  const counter = await openCounter(await device(), company, { name: 'Касса 84', cashiers: ['Ирина Власова'] })
  const { page, till, printer } = counter
  await till.openShift(1, '0')
  const receipts = () => printer.paper.pieces().filter((piece) => linesOf(piece).some((line) => /ЧЕК № \d/.test(line)))
  const sell = async (number: number): Promise<Print[]> => {
    await page.getByRole('link', { name: 'Продажа' }).first().click()
    await till.scan(barcode)
    await till.payCash('5000')
    await till.expectClosed(number, /\d/)
    // Whole when it is cut off.
    await expect.poll(() => receipts()[number - 1]?.at(-1)?.kind).toBe('cut')
    return receipts()[number - 1] ?? []
  }

  await test.step('as it comes: the company’s own words, no picture', async () => {
    const shown = await openForm(page)
    expect(shown.dots).toBeNull()
    const paper = await sell(1)
    expect(parts(linesOf(paper))).toEqual(parts(shown.lines))
    expect(paper.filter(({ kind }) => kind === 'image')).toEqual([])
  })

  await test.step('edited, with a picture: the paper is what the preview shows', async () => {
    await openForm(page)
    await page.getByLabel('Шапка').fill(header.join('\n'))
    await page.getByLabel('Подвал').fill(footer.join('\n'))
    await page.getByLabel('Логотип', { exact: true }).setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: Buffer.from(await drawLogo(page), 'base64'),
    })
    const preview = page.getByRole('img', { name: 'Так выйдет на бумаге' })
    await expect(preview.locator('canvas')).toHaveCount(1)
    await expect(preview).toContainText('8 800 000-00-00')
    const shown = await readPreview(page)
    // Quotes and dashes as this printer has them.
    expect(parts(shown.lines).above.map((line) => line.trim())).toEqual([
      'Лавка "У ключа"',
      'Питьевая вода - с доставкой',
      'ИНН 7700000000',
    ])
    expect(parts(shown.lines).below.map((line) => line.trim())).toEqual(footer)
    const paper = await sell(2)
    expect(parts(linesOf(paper))).toEqual(parts(shown.lines))
    const [logo, ...others] = paper.flatMap((print) => (print.kind === 'image' ? [print] : []))
    expect(others).toEqual([])
    expect(shown.dots?.filter((row) => row.includes('#')).length, 'the picture is not empty').toBeGreaterThan(20)
    expect(logo && dotsOf(logo)).toEqual(shown.dots)
  })

  await test.step('kept over a reload; taken back, it is the company’s own again', async () => {
    await page.reload()
    await expect(till.search).toBeVisible()
    const kept = await openForm(page)
    expect(parts(kept.lines).below.map((line) => line.trim())).toEqual(footer)
    await page.getByRole('button', { name: 'Убрать логотип' }).click()
    await page.getByRole('button', { name: 'Как в настройках' }).click()
    const preview = page.getByRole('img', { name: 'Так выйдет на бумаге' })
    await expect(preview.locator('canvas')).toHaveCount(0)
    await expect(preview).not.toContainText('8 800 000-00-00')
    const shown = await readPreview(page)
    const paper = await sell(3)
    expect(parts(linesOf(paper))).toEqual(parts(shown.lines))
    expect(paper.filter(({ kind }) => kind === 'image')).toEqual([])
  })
})

type Preview = { lines: string[]; dots: string[] | null }

async function openForm(page: Page): Promise<Preview> {
  await page.evaluate(() => {
    window.location.hash = 'shift/printer'
  })
  const preview = page.getByRole('img', { name: 'Так выйдет на бумаге' })
  await expect(preview).toContainText('ЧЕК № ')
  return readPreview(page)
}

/** Its lines with the spaces before them, and the picture's black dots row by row. */
async function readPreview(page: Page): Promise<Preview> {
  return page.getByRole('img', { name: 'Так выйдет на бумаге' }).evaluate((paper) => {
    const rows = [...(paper.firstElementChild?.children ?? [])]
    const canvas = paper.querySelector('canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    return {
      lines: rows.flatMap((row) => {
        if (row.querySelector('svg')) return ['[QR]']
        return row.tagName === 'DIV' && row.firstElementChild?.tagName === 'SPAN' ? [row.textContent] : []
      }),
      dots:
        canvas && pixels
          ? Array.from({ length: canvas.height }, (_, y) =>
              Array.from({ length: canvas.width }, (_dot, x) =>
                (pixels[(y * canvas.width + x) * 4 + 3] ?? 0) > 0 ? '#' : ' ',
              ).join(''),
            )
          : null,
    }
  })
}

/** The same of what came out of the printer. */
const linesOf = (piece: readonly Print[]): string[] =>
  piece.flatMap((print) => {
    if (print.kind === 'qr') return ['[QR]']
    return print.kind === 'line' ? [' '.repeat(print.indent) + print.text] : []
  })

function dotsOf({ width, height, rows }: Extract<Print, { kind: 'image' }>): string[] {
  const rowBytes = rows.length / height
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_dot, x) =>
      ((rows[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0 ? ' ' : '#',
    ).join(''),
  )
}

/** What is the shop's own on every receipt: above its number, and below its code. */
function parts(lines: readonly string[]): { above: string[]; below: string[] } {
  const isText = (line: string) => line.trim() !== ''
  const title = lines.findIndex((line) => line.includes('ЧЕК № '))
  const code = lines.indexOf('[QR]')
  return { above: lines.slice(0, title).filter(isText), below: lines.slice(code + 1).filter(isText) }
}

/** A picture that is the same from no two sides, as base64 of its PNG. */
const drawLogo = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 96
    canvas.height = 64
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws nothing')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, 96, 64)
    context.fillStyle = '#103050'
    context.beginPath()
    context.moveTo(8, 56)
    context.lineTo(40, 8)
    context.lineTo(72, 56)
    context.fill()
    context.fillRect(80, 8, 8, 24)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
