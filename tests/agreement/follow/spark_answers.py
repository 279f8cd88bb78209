"""What Apache Spark answers, on a cluster of two executors: ``.spark-venv/bin/python spark_answers.py OUT FOLDER``.

One JSON document: what every question and every function gives for a folder of tables; and which executors did it.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
from pyspark.sql import SparkSession
from tests.agreement.follow import asked

from cydradd.follow.warehouse.asking import ask
from cydradd.follow.warehouse.spark import OnSpark, on_spark

ROOT = Path(__file__).resolve().parents[3]
AT_ONCE = 4
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
"""For Java processes of a short life: no time to make fast code, or to prove Spark's own."""


def start(folder: Path) -> SparkSession:
    """A cluster of two executors with one core and 1 GB each, in processes of their own, on this machine alone.

    Whatever Spark writes, it writes into ``folder``.
    """
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": QUICK,
        "spark.executor.extraJavaOptions": QUICK,
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "local"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    made = SparkSession.builder.master("local-cluster[2,1,1024]").appName("cydradd")
    for name, value in settings.items():
        made = made.config(name, value)
    session = made.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def processes(session: SparkSession) -> list[int]:
    """Numbers of the processes in which two tasks at once are done."""
    pid = "CAST(java_method('java.lang.ProcessHandle', 'current') AS BIGINT)"
    rows = session.range(0, 2_000, 1, 8).selectExpr(f"{pid} AS pid", "id").distinct().collect()
    return sorted({row.pid for row in rows})


def executors(session: SparkSession) -> dict[str, int]:
    """Tasks that each executor has ended, by its name."""
    found = session._jsc.sc().statusStore().executorList(True)
    every = [found.apply(position) for position in range(found.size())]
    return {each.id(): each.completedTasks() for each in every if each.id() != "driver"}


def answers(tables: OnSpark) -> dict[str, Any]:
    """Each question and each function by the words that name it and what it is given."""
    calls = asked.few(asked.ASKED)
    functions = [each for function in asked.every_function_that_asks() for each in asked.answered(function)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        rows = pool.map(lambda each: asked.plain(ask(tables, each[0], *each[1])), calls)
        told = pool.map(lambda each: asked.answer(tables, each), functions)
        return {
            "questions": dict(zip(map(asked.named, calls), rows, strict=True)),
            "functions": dict(zip(map(asked.named, functions), told, strict=True)),
        }


def how_to(session: SparkSession, folder: str) -> Any:
    """What the page of instructions finds, with this cluster and these tables in place of its own."""
    page = (ROOT / "docs" / "how-to" / "run-the-questions-on-spark.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    made = "session = SparkSession.builder"
    lines = ["session = GIVEN" if line.startswith(made) else line for line in code.splitlines()]
    names: dict[str, Any] = {"GIVEN": session}
    exec("\n".join(lines).replace("hdfs:///cydradd/tables", folder), names)  # noqa: S102 (our own page)
    return asked.plain(names["found"])


def main(out: str, folder: str) -> None:
    session = start(Path(out).parent)
    try:
        found: dict[str, Any] = {
            "driver": session._jvm.java.lang.ProcessHandle.current().pid(),
            "processes": processes(session),
            "how_to": how_to(session, folder),
            **answers(on_spark(session.newSession(), folder)),
            "executors": executors(session),
        }
    finally:
        session.stop()
    Path(out).write_bytes(orjson.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
