from datetime import date

from django.db import migrations

AT_ONCE = 500
SHORTEST_YEAR = 360  # days, as in yearly.py


def clear(apps, schema_editor):
    """Runs of less than a year that were saved before have no rate of a year either."""
    job, result = (apps.get_model("backtests", name) for name in ("Job", "Result"))
    found = result.objects.values_list("job_id", "data__equity__0__0", "data__data__0__end")
    short = []
    for job_id, first, last in found.iterator(AT_ONCE):
        if not first or not last:
            continue
        begin, end = (date.fromisoformat(str(moment)[:10]) for moment in (first, last))
        short += [job_id] if (end - begin).days < SHORTEST_YEAR else []
        if len(short) == AT_ONCE:
            job.objects.filter(pk__in=short).update(cagr=None, calmar=None)
            short = []
    job.objects.filter(pk__in=short).update(cagr=None, calmar=None)


class Migration(migrations.Migration):
    dependencies = [("backtests", "0010_words_of_a_change")]

    operations = [migrations.RunPython(clear, migrations.RunPython.noop)]
