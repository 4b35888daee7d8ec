/** The way back from a page to the screen that it belongs to. */
'use client'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { placeHref } from './place.ts'

export function BackLink({
  to,
  className,
  children,
}: {
  to: string
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <Button
      component="a"
      href={placeHref(to)}
      variant="subtle"
      className={className ?? ''}
      leftSection={<IconArrowLeft size={22} aria-hidden />}
    >
      {children}
    </Button>
  )
}
