import { Start } from './_ui/start.tsx'

export default function Page() {
  return <Start />
}
