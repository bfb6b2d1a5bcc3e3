"""Names that both the measuring program and the preparing program know."""

KEY, SECRET = "bench", "bench-secret"
PASSWORD = "measure-measure"  # noqa: S105 – a machine measuring itself
FIRST_PAGE = 500_000
TEMPLATE_NUMBER = "TEMPLATE000"  # a case to copy a million times
SOONEST = "uno-BD30260072"  # the office of these cases
SCHEDULER = "sanglap.running.bench.scheduler"
OFFICERS = {
    "cabinet": "cab",
    "ministry": "min-land",
    "division": "divc-BD30",
    "district": "dc-BD3026",
    "upazila": "uno-BD30260072",
}
BUSIEST = "upazila-agriculture-BD50100054"  # has the most cases of the generated nation, whole and tenth
