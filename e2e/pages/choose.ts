// Radio buttons, boxes and switches that are drawn by their labels.
import { expect, type Locator } from '@playwright/test'

/**
 * Pressed on its label, as a finger does. Playwright waits there until it stands still and nothing lies over it; a forced
 * `check` on the hidden button itself would press wherever it was when the window was still coming up.
 */
export async function choose(choice: Locator, checked = true): Promise<void> {
  if ((await choice.isChecked()) !== checked) {
    const label = await choice.evaluateHandle((button) => (button as HTMLInputElement).labels?.[0] ?? button)
    await label.asElement()?.click()
  }
  await expect(choice).toBeChecked({ checked })
}
