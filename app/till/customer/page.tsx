import { CustomerWindow } from './customer-window.tsx'

export default function Page() {
  return <CustomerWindow />
}
