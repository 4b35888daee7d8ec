// screens.md: nothing jumps. What is tapped stays under the finger, on every size of screen.

import { expect, test } from './fixtures.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'
import { Till } from './pages/till.ts'

for (const size of ['desktop', 'tablet', 'narrow'] as const)
  test(`two quick taps on one product are two of it, ${size}`, async ({ company, device }) => {
    const { page } = await device({ size })
    const till = new Till(page)
    await enrolAndSignIn(page, company, 'Ирина Власова', '/till')
    await till.openShift(1, '0')
    const tile = page.locator('#favourite-1')
    const name = (await tile.locator('span').first().textContent()) ?? ''
    await tile.dblclick()
    await expect(till.line(name)).toHaveAccessibleName(/ 2\u00a0/)
    for (let taps = 0; taps < 5; taps += 1) await tile.dblclick()
    await expect(till.line(name)).toHaveAccessibleName(/ 12\u00a0/)
  })
