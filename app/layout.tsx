import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import './_ui/mantine-styles.css'
import './_ui/base.css'
import { ColorScheme } from './_ui/color-scheme.tsx'
import { Providers } from './_ui/providers.tsx'

export const metadata: Metadata = {
  title: 'Родник',
  description: 'Заказы, доставка и касса, которые работают без сети',
  applicationName: 'Родник',
  manifest: '/manifest.webmanifest',
  icons: {
    icon: [
      { url: '/icons/rodnik.svg', type: 'image/svg+xml' },
      { url: '/icons/rodnik-192.png', sizes: '192x192', type: 'image/png' },
    ],
    apple: '/icons/apple-touch-icon.png',
  },
  appleWebApp: { capable: true, title: 'Родник' },
  // Numbers that are phones are links of our own; guessed ones would be wrong.
  formatDetection: { telephone: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#17222a' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The colour scheme is set on <html> before React looks at it.
    <html lang="ru" data-mantine-color-scheme="light" suppressHydrationWarning>
      <head>
        <ColorScheme />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
