import { Shop } from './shop.tsx'

export default function Page() {
  return <Shop />
}
