/* The ballots: a Pabulib file (.pb) read as it stands, and ballots that are alike taken together. */

class NotCounted extends Error {
  constructor(word, ...about) {
    super(word);
    this.word = word;
    this.about = about;
  }
}

const PARTNERS = ["citizens", "third_sector", "public"], SECTIONS = ["META", "PROJECTS", "VOTES"];

/** The rows of a file; a cell in quotation marks may hold ; and line ends. */
function rowsOf(text) {
  const rows = [], cell = /"((?:[^"]|"")*)"(?=;|\r?\n|$)|([^;\n]*?)(?=;|\r?\n|$)/y;
  let at = 0, row = [];
  while (at <= text.length) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    row.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    at += found[0].length;
    if (text[at] === ";") { at += 1; continue; }
    rows.push(row);
    row = [];
    at += text[at] === "\r" ? 2 : 1;
  }
  return rows;
}

/** The three sections, each a list of rows by the names of its header. */
function sectionsOf(text) {
  const found = {};
  let current = null;
  for (const row of rowsOf(text.replace(/^\uFEFF/, ""))) {
    if (row.every((cell) => !cell.trim())) continue;
    const word = row[0].trim().toUpperCase();
    if (SECTIONS.includes(word) && row.slice(1).every((cell) => !cell.trim()) && !found[word]) {
      current = found[word] = { header: null, rows: [] };
    } else if (!current) throw new NotCounted("no_section", "META");
    else if (!current.header) current.header = row.map((name) => name.trim());
    else current.rows.push(Object.fromEntries(current.header.map((name, i) => [name, row[i] ?? ""])));
  }
  for (const word of SECTIONS) if (!found[word]?.header) throw new NotCounted("no_section", word);
  return found;
}

const namesOf = (cell) => cell.split(",").map((name) => name.trim()).filter(Boolean);

/** What a ballot gives to which project, by the kind of vote: [[project, points]], only what is above 0. */
function supportOf(row, kind, costs, most) {
  const names = namesOf(row.vote ?? ""), first = new Map();
  const give = (name, points) => { if (costs.has(name) && !first.has(name)) first.set(name, points); };
  if (kind === "cumulative" || kind === "scoring") {
    const points = namesOf(row.points ?? "").map(exactOf);
    names.slice(0, points.length).forEach((name, i) => { if (points[i] !== null) give(name, points[i]); });
  } else if (kind === "ordinal") {
    const known = names.filter((name) => costs.has(name));
    known.forEach((name, i) => give(name, ratio(BigInt((most ?? known.length) - i))));
  } else names.forEach((name) => give(name, ONE));
  return [...first].filter(([, points]) => points.n > 0n).sort(([a], [b]) => byText(a, b));
}

/** A file of ballots: projects, ballots, budget. */
function electionOf(text, column) {
  const { META, PROJECTS, VOTES } = sectionsOf(text);
  const [key, value] = META.header, meta = {};
  for (const row of META.rows) meta[row[key].trim()] ??= row[value];
  const kind = (meta.vote_type ?? "").trim(), longest = Number(meta.max_length) || null;
  const projects = [], costs = new Map();
  for (const row of PROJECTS.rows) {
    const id = row.project_id.trim(), cost = exactOf(row.cost);
    if (cost === null) throw new NotCounted("no_number", `${id}: ${row.cost}`);
    if (!costs.has(id)) projects.push({ id, cost, title: { cy: row.name_cy || null, en: row.name || null } });
    if (!costs.has(id)) costs.set(id, cost);
  }
  const budget = exactOf(meta.budget);
  if (budget === null) throw new NotCounted("no_number", `budget: ${meta.budget}`);
  const ballots = VOTES.rows.map((row) => ({
    partner: PARTNERS.includes((row[column] ?? "").trim()) ? row[column].trim() : null,
    support: supportOf(row, kind, costs, longest),
    entries: namesOf(row.vote ?? "").length,
  }));
  return { projects, costs, ballots, budget, kind, meta, points: !["approval", "choose-1"].includes(kind) };
}

/** Ballots by partner, beginning with none. */
function byPartner(election) {
  const many = new Map();
  for (const { partner } of election.ballots) many.set(partner, (many.get(partner) ?? 0) + 1);
  return many;
}

/** What one ballot of each partner weighs; null when all weigh the same. */
function weightsOf(election, rule) {
  if (!rule.weights) return null;
  const many = byPartner(election), named = rule.shares ? Object.keys(rule.shares) : [...many.keys()].filter(Boolean);
  const size = new Map(named.map((name) => [name, many.get(name) ?? 0]));
  if (!size.size) throw new NotCounted("no_partner");
  const smallest = Math.min(...size.values());
  if (smallest < Math.max(rule.min_partner ?? 1, 1)) {
    if (smallest && rule.small_partner === "one-person-one-weight") return null;
    throw new NotCounted("small_partner");
  }
  const all = ratio(BigInt([...size.values()].reduce((a, b) => a + b)));
  const share = (name) => (rule.shares ? exactOf(rule.shares[name]) : ratio(1n, BigInt(size.size)));
  return new Map([...size].map(([name, ballots]) => [name, times(all, over(share(name), ratio(BigInt(ballots))))]));
}

/** Everything a rule reads: eligible projects, and classes of ballots that are alike, with whole weights. */
function electorateOf(election, eligible, weights, approvals) {
  const classes = new Map();
  for (const { partner, support } of election.ballots) {
    const weight = weights === null ? ONE : (partner && weights.get(partner)) || null;
    if (!weight) continue;
    const key = JSON.stringify([partner, support.map(([name, points]) => [name, exactText(points)])]);
    const alike = classes.get(key) ?? { partner, support, weight, many: 0n };
    alike.many += 1n;
    classes.set(key, alike);
  }
  const held = [...classes.values()];
  if (!held.length) throw new NotCounted("no_ballots");
  const up = held.reduce((all, { weight }) => lcm(all, weight.d), 1n);
  const down = held.reduce((all, { weight }) => gcd(all, weight.n * (up / weight.d)), 0n);
  const scale = ratio(up, down);
  const given = approvals ? [] : held.flatMap(({ support }) => support.map(([, points]) => points.d));
  const pointScale = given.reduce(lcm, 1n), supporters = new Map(eligible.map((id) => [id, []]));
  held.forEach((alike, at) => {
    const heavy = alike.many * times(alike.weight, scale).n;
    for (const [name, points] of alike.support) {
      const whole = approvals ? 1n : points.n * (pointScale / points.d);
      supporters.get(name)?.push({ at, weight: heavy, points: whole });
    }
  });
  return {
    projects: eligible.map((id) => ({ id, cost: election.costs.get(id), supporters: supporters.get(id) })),
    classes: held, scale, pointScale,
    voters: held.reduce((all, { many }) => all + many, 0n),
  };
}

const sum = (all) => all.reduce((a, b) => a + b, 0n);
/** Weight of all ballots that support a project. */
const votesOf = (voters, project) => over(ratio(sum(project.supporters.map(({ weight }) => weight))), voters.scale);
/** Weighted points that a project has. */
const pointsOf = (voters, project) =>
  over(ratio(sum(project.supporters.map(({ weight, points }) => weight * points)), voters.pointScale), voters.scale);
