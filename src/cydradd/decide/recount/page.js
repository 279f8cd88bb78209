/* What the reader sees: count, compare, tell; in either language; with the file's own data or another round's. */

const GIVEN = JSON.parse(document.getElementById("given").textContent);
const WORDS = JSON.parse(document.getElementById("words").textContent);
const at = (id) => document.getElementById(id);
let language = document.documentElement.lang, ballots = GIVEN.ballots, published = GIVEN.result, last = null;

const say = (word, ...about) => about.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), WORDS[word][language]);

function money(text) {
  const { n, d } = exactOf(text), pennies = (n * 100n + d / 2n) / d;
  const whole = (pennies / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ","), part = (pennies % 100n).toString();
  const sign = published.input.currency === "GBP" || published.input.currency === null ? "£" : `${published.input.currency} `;
  return `${sign}${whole}${pennies % 100n ? `.${part.padStart(2, "0")}` : ""}`;
}

function decimal(text) {
  if (text === null) return "–";
  const { n, d } = exactOf(text), tenths = (n * 10n + d / 2n) / d;
  return tenths % 10n ? `${tenths / 10n}.${tenths % 10n}` : `${tenths / 10n}`;
}

function cell(row, text, kind = "td") {
  const made = row.appendChild(document.createElement(kind));
  made.textContent = text;
  return made;
}

function titleOf(election, id) {
  const { title } = election.projects.find((project) => project.id === id);
  const other = language === "cy" ? "en" : "cy";
  return title[language] ? [title[language], language] : title[other] ? [title[other], other] : [id, null];
}

function showTable({ election, document: counted }) {
  const body = at("funded");
  body.replaceChildren();
  for (const entry of counted.rounds) {
    const row = body.appendChild(document.createElement("tr")), [title, tongue] = titleOf(election, entry.project);
    cell(row, entry.round).className = "n";
    const head = cell(row, title, "th");
    head.scope = "row";
    if (tongue) head.lang = tongue;
    cell(row, money(entry.cost)).className = "n";
    cell(row, decimal(entry.votes)).className = "n";
    cell(row, published.winners.includes(entry.project) ? say("yes") : say("no"));
  }
}

function show() {
  document.documentElement.lang = language;
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  at("language").lang = language === "cy" ? "en" : "cy";
  at("about").textContent = published.rule.seed === null ? say("about", published.input.voters)
    : `${say("about", published.input.voters)} ${say("seed", published.rule.seed)}`;
  at("result").hidden = !last?.counted;
  document.documentElement.dataset.state = last?.state ?? "waiting";
  if (!last) return;
  at("verdict").textContent = say(`verdict_${last.state}`);
  at("detail").textContent = last.detail();
  if (last.counted) showTable(last.counted);
}

function toldOf(counted) {
  const { document: here, budgetOfFile, election } = counted, found = firstDifference(here, published);
  const budget = compare(budgetOfFile, election.budget) ? () => ` ${say("budget", money(exactText(budgetOfFile)), money(published.input.budget))}` : () => "";
  if (!found) {
    const pots = () => (here.pots ? ` ${say("pots")}` : "");
    return { state: "same", counted, detail: () => say("same", here.rounds.length, money(here.spent), money(here.left)) + pots() + budget() };
  }
  const read = (value) => (value === null ? say("nothing") : typeof value === "object" ? JSON.stringify(value) : `${value}`);
  return { state: "different", counted, detail: () => say("different", found.at, read(found.here), read(found.there)) + budget() };
}

/** Let the page breathe between runs, and say how far the count is. */
function breathe(number) {
  if (number % 20) return null;
  at("detail").textContent = say("counting", number);
  return new Promise((resume) => { setTimeout(resume); });
}

async function count() {
  last = null;
  show();
  at("verdict").textContent = say("verdict_waiting");
  try {
    last = toldOf(await recount(ballots, published, breathe));
  } catch (error) {
    if (error instanceof NotCounted) last = { state: "refused", detail: () => say(`refused_${error.word}`, ...error.about) };
    else last = { state: "refused", detail: () => say("refused_unreadable", error.message) };
  }
  show();
}

/** A result as `decide count` writes it, or the results.json of a round that holds one. */
function resultOf(text) {
  const read = JSON.parse(text), found = read.decide ?? read;
  if (!found?.rule || !found.input || !Array.isArray(found.winners) || !Array.isArray(found.eligibility)) {
    throw new NotCounted("no_result");
  }
  return found;
}

async function another(event) {
  event.preventDefault();
  try {
    const [file] = at("ballots-file").files, [result] = at("result-file").files;
    if (!file && !result) throw new NotCounted("no_file");
    const read = result ? resultOf(await result.text()) : published;
    if (file) ballots = await file.text();
    published = read;
    await count();
  } catch (error) {
    const word = error instanceof NotCounted ? `refused_${error.word}` : "refused_unreadable";
    last = { state: "refused", detail: () => say(word, error.message) };
    show();
  }
}

at("language").addEventListener("click", () => { language = language === "cy" ? "en" : "cy"; show(); });
at("again").addEventListener("click", count);
at("others").addEventListener("submit", another);
count();
