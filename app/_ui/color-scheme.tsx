/**
 * Sets light or dark before the first paint. A file of its own: the layout is rendered on the build machine, and an import
 * of Mantine's from there would put all of Mantine into every page.
 */
'use client'
import { ColorSchemeScript } from '@mantine/core'

export function ColorScheme() {
  return <ColorSchemeScript defaultColorScheme="auto" />
}
