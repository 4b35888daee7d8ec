/** One record of the file as a small tree, read by name and never by position. */
export type XmlNode = {
  name: string
  attributes: Readonly<Record<string, string>>
  line: number
  text: string
  children: XmlNode[]
}

export function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((each) => each.name === name)
}

export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((each) => each.name === name)
}

/** The entries of a list element; several lists of the same name count as one. */
export function listed(node: XmlNode, list: string, entry: string): XmlNode[] {
  return childrenNamed(node, list).flatMap((each) => childrenNamed(each, entry))
}

/** undefined: no such element. '': the element is there and empty. */
export function childText(node: XmlNode, name: string): string | undefined {
  return child(node, name)?.text.trim()
}
