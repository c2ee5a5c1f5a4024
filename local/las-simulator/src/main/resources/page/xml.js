const STEP = "  ";

/** The message with an element a line, for reading; one that is not whole is shown as it is. */
export function pretty(text) {
  const read = new DOMParser().parseFromString(text, "application/xml");
  if (read.getElementsByTagName("parsererror").length > 0) {
    return text;
  }
  const lines = [];
  write(read.documentElement, "", lines);
  return lines.join("\n");
}

function write(element, indent, lines) {
  const children = [...element.children];
  const text = children.length === 0 ? element.textContent.trim() : "";
  const start = `<${element.tagName}${[...element.attributes].map((a) => ` ${a.name}="${escaped(a.value)}"`).join("")}`;
  if (children.length === 0) {
    lines.push(indent + (text ? `${start}>${escaped(text)}</${element.tagName}>` : `${start}/>`));
    return;
  }
  lines.push(`${indent}${start}>`);
  children.forEach((child) => write(child, indent + STEP, lines));
  lines.push(`${indent}</${element.tagName}>`);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
