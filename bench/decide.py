"""Counting beside pabutools, and everything else that deciding does: ``python bench/decide.py [PART ...]``.

Parts: ``peers`` (file to winners by exact equal shares, pabutools 1.2.3 and ours in turn, CPU seconds whole and after
imports, peak memory and ratio, the winners compared), ``loaded`` (equal shares, add1 and the audit after load),
``explain`` (all losers of Łódź 2022, proven), ``fund`` (20 pots, 200 projects, 10,000 ballots), ``alike`` (100,000
identical ballots) and ``library`` (every shared file by every lawful rule, and its audit). Without a part: ``peers
loaded fund alike library``. Real data is read from ``../shared/data/pabulib``; pabutools from ``make bench-env``. Each
line is JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from cydradd.decide import pabulib
from cydradd.decide.ballots import Ballot, VoteType, approvals
from cydradd.decide.count import count
from cydradd.decide.election import Election, Project
from cydradd.decide.explain import Explained
from cydradd.decide.fairness import audit, strongest_claims
from cydradd.decide.fund import fund as fund_election
from cydradd.decide.funders import Pot
from cydradd.decide.options import Options
from cydradd.decide.outcome import decide
from cydradd.decide.standing import Standing, standing
from cydradd.vocabulary.text import Bilingual

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT.parent / "shared" / "data" / "pabulib" / "files"
PEERS = ROOT / ".bench-venv" / "bin" / "python"
RUNS = int(os.environ.get("RUNS", "5"))
NAMES = (
    "Poland_Wieliczka_2023_Green_Budget",
    "Poland_Swiecie_2023",
    "Poland_Warszawa_2020_Praga-Poludnie",
    "Poland_Lodz_2022",
    "Poland_Warszawa_2026",
)
OURS = """
import gc, sys
gc.disable()  # as the command does
import time
from pathlib import Path
from cydradd.decide import pabulib
from cydradd.decide.options import Options
from cydradd.decide.outcome import decide
from cydradd.decide.standing import standing
began = time.process_time()
election, _ = pabulib.read(Path(sys.argv[1]))
print(sorted(decide(standing(election, Options.from_settings({"utility": "cost", "tie": "id"}), {}, {})).winners))
"""
PEER = """
import sys, time, warnings
warnings.simplefilter("ignore")
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
began = time.process_time()
instance, profile = parse_pabulib(sys.argv[1])
print(sorted(p.name for p in method_of_equal_shares(instance, profile.as_multiprofile(), sat_class=Cost_Sat)))
"""
# The child reports its work after imports, and its own peak: that of all children so far would hide a smaller one.
TAIL = """
took = time.process_time() - began
import resource
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
RULES: tuple[dict[str, str], ...] = (
    {"utility": "cost"},
    {"utility": "cardinality"},
    {"utility": "sqrt"},
    {"utility": "cost", "completion": "greedy"},
    {"rule": "greedy"},
    {"rule": "phragmen"},
)
WITH_POINTS: tuple[dict[str, str], ...] = ({"utility": "score"}, {"utility": "cost-score"})


def say(**facts: object) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def child(python: str, program: str, path: Path) -> tuple[float, float, float, str]:
    """CPU seconds of the process and of its work after imports, peak memory in MiB, and what the program printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([python, "-c", program + TAIL, str(path)], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    took, peak = done.stderr.split()[-2:]
    return cpu, float(took), int(peak) / 1024, done.stdout.strip().splitlines()[-1]


def timed(what: Callable[[], object], runs: int = RUNS) -> float:
    """Median CPU seconds."""
    taken = []
    for _ in range(runs):
        before = time.process_time()
        what()
        taken.append(time.process_time() - before)
    return round(statistics.median(taken), 4)


def stood(name: str, **settings: str) -> Standing:
    """A file, loaded."""
    election, _ = pabulib.read(FILES / f"{name}.pb")
    return standing(election, Options.from_settings({"utility": "cost", "tie": "id", **settings}), {}, {})


def peers() -> None:
    """File to winners, both in turn."""
    for name in NAMES:
        pairs = []
        for _ in range(RUNS):
            pairs.append(
                (child(sys.executable, OURS, FILES / f"{name}.pb"), child(str(PEERS), PEER, FILES / f"{name}.pb"))
            )
        ours, theirs = ([statistics.median(pair[who][i] for pair in pairs) for i in (0, 1, 2)] for who in (0, 1))
        say(
            part="peers",
            file=name,
            cpu=round(ours[0], 2),
            after_imports=round(ours[1], 2),
            mib=round(ours[2]),
            pabutools_cpu=round(theirs[0], 2),
            pabutools_after_imports=round(theirs[1], 2),
            pabutools_mib=round(theirs[2]),
            ratio=round(statistics.median(pair[1][0] / pair[0][0] for pair in pairs), 1),
            ratio_after_imports=round(statistics.median(pair[1][1] / pair[0][1] for pair in pairs), 1),
            equal=pairs[0][0][3] == pairs[0][1][3],
        )


def loaded() -> None:
    """After load."""
    for name in NAMES:
        given = stood(name)
        found = decide(given)
        won = [given.voters.projects.index(winner) for winner in found.winners]
        add1 = stood(name, completion="add1")
        say(
            part="loaded",
            file=name,
            classes=given.voters.size,
            equal_shares=timed(lambda given=given: decide(given)),
            audit=timed(lambda given=given, won=won: strongest_claims(given.voters, given.election.budget, won)),
            add1=timed(lambda add1=add1: decide(add1), 1),
        )


def explain() -> None:
    """All losers of Łódź 2022."""
    explained = Explained(stood("Poland_Lodz_2022"))
    before = time.process_time()
    losses = explained.losses()
    say(
        part="explain",
        losers=len(losses),
        proofs=sum(len(each.proof) for each in losses),
        figures={
            name: sum(getattr(each, name) is not None for each in losses)
            for name in ("cost_reduction", "singletons", "supporters_added", "supporters_added_any")
        },
        cpu=round(time.process_time() - before, 1),
    )


def fund() -> None:
    """Many pots, invented."""
    rng = random.Random(5)  # noqa: S311 - an invented election, no secret
    names = [f"p{at:03}" for at in range(200)]
    projects = tuple(Project(name, Bilingual(None, name), Fraction(rng.randint(500, 20_000))) for name in names)
    ballots = tuple(Ballot(str(at), approvals(rng.sample(names, rng.randint(3, 10)))) for at in range(10_000))
    pots = tuple(
        Pot(f"k{at}", "", Fraction(rng.randint(5_000, 80_000)), None if at < 3 else frozenset(rng.sample(names, 60)))
        for at in range(20)
    )
    election = Election(projects, ballots, sum((pot.amount for pot in pots), Fraction(0)), VoteType.APPROVAL)
    for completion in ("none", "greedy", "add1e"):
        before = time.process_time()
        found = fund_election(election, Options(completion=completion), pots)
        say(
            part="fund",
            completion=completion,
            winners=len(found.result.winners),
            refused=len(found.refused),
            pairs=len(found.shares.pays),
            lower_bound=found.shares.lower_bound,
            cpu=round(time.process_time() - before, 2),
        )


def alike() -> None:
    """100,000 identical ballots are one class."""
    projects = tuple(Project(name, Bilingual(None, name), Fraction(10)) for name in "abc")
    election = Election(projects, (Ballot("v", approvals("abc")),) * 100_000, Fraction(30), VoteType.APPROVAL)
    given = standing(election, Options(), {}, {})
    say(part="alike", classes=given.voters.size, count=timed(lambda: decide(given)))


def library() -> None:
    """Every shared file by every lawful rule without a completion that steps, and the audit of each result."""
    before, counts, refused = time.process_time(), 0, 0
    for path in sorted(FILES.glob("*.pb")):
        election, _ = pabulib.read(path)
        points = election.vote_type.has_points
        for settings in (*RULES, *(WITH_POINTS if points else ())):
            if points and settings.get("rule") == "phragmen":
                refused += 1
                continue
            result = count(election, Options.from_settings({"tie": "id", **settings}))
            audit(election, result.winners, aside={each.project: each.kind for each in result.set_aside})
            counts += 1
    say(part="library", counts=counts, not_lawful=refused, cpu=round(time.process_time() - before, 1))


PARTS = {"peers": peers, "loaded": loaded, "explain": explain, "fund": fund, "alike": alike, "library": library}


def main() -> None:
    """Run the parts that are named."""
    for name in sys.argv[1:] or ["peers", "loaded", "fund", "alike", "library"]:
        if name not in PARTS:
            sys.exit(f"There is no part {name}: {', '.join(PARTS)}.")
        PARTS[name]()


if __name__ == "__main__":
    main()
