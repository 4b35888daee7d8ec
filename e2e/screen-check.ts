// What every screen must keep on a narrow phone in a foreign language: it fits, it speaks one language, it can be hit
// with a finger. Answers what is wrong, in words that name the place.

import type { Page } from '@playwright/test'

export interface ScreenRules {
  /** Cyrillic that is no word of ours: names, goods, addresses, notes. */
  data: readonly string[]
  /** Every target, in CSS pixels both ways (screens.md). */
  targetPx: number
  /** Of the workplace's own part, where it is larger than that of the frame around it. */
  mainTargetPx?: number
}

export async function faultsOf(page: Page, rules: ScreenRules): Promise<string[]> {
  const { data, targetPx, mainTargetPx = targetPx } = rules
  return [
    ...(await wideParts(page)),
    ...(await cutWords(page)),
    ...(await foreignWords(page, data)),
    ...(await smallTargets(page, targetPx, mainTargetPx)),
  ]
}

/** Nothing scrolls sideways and no part stands outside, except in a strip that is made to be pulled. */
function wideParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class')?.split(' ').at(-1) ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`
    const pulled = (element: Element): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement)
        if (
          /auto|scroll/.test(getComputedStyle(at).overflowX) &&
          at !== document.scrollingElement &&
          at.scrollWidth > at.clientWidth &&
          at.matches('ul, nav, pre')
        )
          return true
      return false
    }
    const faults: string[] = []
    const roots = [document.documentElement, ...document.querySelectorAll('main, dialog[open], main *, dialog[open] *')]
    for (const element of roots) {
      const over = element.scrollWidth - element.clientWidth
      const { overflowX } = getComputedStyle(element)
      const scrolls = element === document.documentElement ? overflowX !== 'hidden' : /auto|scroll/.test(overflowX)
      if (over > 1 && scrolls && !pulled(element)) faults.push(`scrolls sideways by ${over} px: ${name(element)}`)
    }
    for (const element of document.querySelectorAll('a, button, input, select, textarea, h1, h2, h3, td, strong')) {
      const { left, right, width, height } = element.getBoundingClientRect()
      const style = getComputedStyle(element)
      if (width < 2 || height < 2 || style.visibility === 'hidden' || style.clipPath !== 'none') continue
      if ((left < -1 || right > innerWidth + 1) && !pulled(element) && !element.closest('.r-only-heard'))
        faults.push(`stands outside (${Math.round(left)}…${Math.round(right)}): ${name(element)}`)
    }
    return faults
  })
}

/** A word on a button or link that ends in the middle of a letter, with no sign that it goes on. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scope: ParentNode = document.querySelector('dialog[open]') ?? document
    return [...scope.querySelectorAll<HTMLElement>('button, button *, a[href], a[href] *')].flatMap((element) => {
      const { overflowX, textOverflow, clipPath, visibility } = getComputedStyle(element)
      const isCut = overflowX !== 'visible' && textOverflow === 'clip' && element.scrollWidth - element.clientWidth > 1
      const isSeen = element.clientWidth > 1 && clipPath === 'none' && visibility === 'visible'
      const text = (element.textContent ?? '').trim()
      return isCut && isSeen && text !== '' ? [`cut off: “${text.slice(0, 60)}”`] : []
    })
  })
}

/** What is read or heard, without what is only drawn. */
async function foreignWords(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found = new Set<string>([document.title])
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || parent.closest('[aria-hidden=true], script, style, noscript')) continue
      if (parent.checkVisibility({ visibilityProperty: true })) found.add(node.textContent?.trim() ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-description]'))
      for (const attribute of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
        found.add(element.getAttribute(attribute) ?? '')
    return [...found]
  })
  const known = [...data, 'Русский'].toSorted((a, b) => b.length - a.length)
  return texts.flatMap((text) => {
    const own = known.reduce((rest, word) => (word === '' ? rest : rest.replaceAll(word, '')), text)
    const faults: string[] = []
    if (/\p{Script=Cyrillic}/u.test(own)) faults.push(`Russian in an English screen: “${own.trim()}” of “${text}”`)
    if (/\{\{|\}\}|\bundefined\b|\bNaN\b|\[object |\bnull\b/.test(own)) faults.push(`a hole in a sentence: “${text}”`)
    return faults
  })
}

/** The area that reacts, which may be larger than what is drawn: a label's, or one that is only laid over. */
function smallTargets(page: Page, targetPx: number, mainTargetPx: number): Promise<string[]> {
  return page.evaluate(
    ([everywhere, inMain]) => {
      const targets =
        'a[href], button, select, textarea, summary, input:not([type=hidden]), [role=option], [role=switch]'
      const faults: string[] = []
      const scope: ParentNode = document.querySelector('dialog[open]') ?? document
      for (const element of scope.querySelectorAll<HTMLElement>(targets)) {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: false })) continue
        const wanted = element.closest('main') ? inMain : everywhere
        if (element.closest('.r-only-heard, [inert]') || element.matches(':disabled')) continue
        const isBox = element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type)
        const parts: Element[] = [element, ...(isBox ? (element.labels ?? []) : [])]
        const area = () => {
          const boxes = parts.map((part) => part.getBoundingClientRect())
          const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
          const [right, bottom] = [
            Math.max(...boxes.map((box) => box.right)),
            Math.max(...boxes.map((box) => box.bottom)),
          ]
          return { left, top, right, bottom, width: right - left, height: bottom - top }
        }
        const drawn = area()
        if (drawn.width === 0 || drawn.height === 0) continue
        // The link that only the keyboard brings into sight.
        if (getComputedStyle(element).position === 'absolute' && (drawn.bottom <= 0 || drawn.right <= 0)) continue
        const isNarrow = drawn.width < wanted - 0.5
        const isLow = drawn.height < wanted - 0.5
        if (!isNarrow && !isLow) continue
        element.scrollIntoView({ block: 'center', inline: 'nearest' })
        const { left, right, top, bottom } = area()
        const [x, y] = [(left + right) / 2, (top + bottom) / 2]
        const reacts = (px: number, py: number) => {
          const there = document.elementFromPoint(px, py)
          return (
            there !== null &&
            (parts.some((part) => part.contains(there)) || there.closest('label')?.control === element)
          )
        }
        /** How far it reacts from its middle to this side. */
        const reach = (dx: number, dy: number) => {
          let far = 0
          while (far < wanted && reacts(x + dx * (far + 1), y + dy * (far + 1))) far += 1
          return far
        }
        const isWideEnough = !isNarrow || reach(-1, 0) + reach(1, 0) >= wanted - 1
        const isHighEnough = !isLow || reach(0, -1) + reach(0, 1) >= wanted - 1
        if (isWideEnough && isHighEnough) continue
        const kind = `${element.tagName.toLowerCase()}.${element.getAttribute('class')?.split(' ').at(-1) ?? ''}`
        const told = element.getAttribute('aria-label') ?? (parts.at(-1)?.textContent ?? '').trim()
        faults.push(
          `small target ${Math.round(drawn.width)}×${Math.round(drawn.height)}: ${kind} “${told.slice(0, 40)}”`,
        )
      }
      return faults
    },
    [targetPx, mainTargetPx] as const,
  )
}
