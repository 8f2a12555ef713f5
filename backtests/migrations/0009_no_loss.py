import math

from django.db import migrations


def mark(apps, schema_editor):
    """Runs that were saved before and never lost stand above every profit factor."""
    lossless = apps.get_model("backtests", "Job").objects.filter(profit_factor=None, win_rate__gt=0)
    lossless.update(profit_factor=math.inf)


def unmark(apps, schema_editor):
    apps.get_model("backtests", "Job").objects.filter(profit_factor=math.inf).update(
        profit_factor=None
    )


class Migration(migrations.Migration):
    dependencies = [("backtests", "0008_figures_of_the_contract")]

    operations = [migrations.RunPython(mark, unmark)]
