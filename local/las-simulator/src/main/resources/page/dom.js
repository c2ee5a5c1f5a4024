/** Makes an element. Children that are texts become text nodes: nothing of a school is ever read as markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick" || name === "onsubmit" || name === "oninput" || name === "onchange" || name === "ontoggle") {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

/** A table whose rows fall apart into labelled lines on a narrow screen. The first cell heads its row. */
export function table(caption, columns, rows) {
  return el(
    "table",
    { class: "stack", "aria-label": caption },
    el("thead", {}, el("tr", {}, columns.map((c) => el("th", { scope: "col", class: columnKind(c) }, c.name)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, i) => tableCell(columns[i], cell, i))))),
  );
}

function columnKind(column) {
  return column.actions ? "actions" : column.number ? "number" : undefined;
}

function tableCell(column, content, index) {
  if (index === 0) {
    return el("th", { scope: "row" }, content);
  }
  return el("td", { class: columnKind(column), "data-label": column.actions ? undefined : column.name }, content);
}

const day = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric" });
const moment = new Intl.DateTimeFormat("nl-NL", {
  weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

export const showDay = (text) => (text ? el("span", { class: "day" }, day.format(new Date(`${text}T12:00:00`))) : "");
export const showMoment = (text) => (text ? moment.format(new Date(text)) : "");

/** "1 leerling", "12 leerlingen". */
export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  const text = await answer.text();
  const read = text && answer.headers.get("Content-Type")?.startsWith("application/json") ? JSON.parse(text) : {};
  if (!answer.ok) {
    throw Object.assign(new Error(`HTTP ${answer.status}`), { reason: read.reason });
  }
  return read;
}
