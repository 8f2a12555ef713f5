from django.db import migrations, models
from django.db.models import Q

FIGURES = ("volatility", "calmar", "exposure", "expectancy")
OWNERS = {"user": Q(user__isnull=False), "guest": Q(user__isnull=True)}
AT_ONCE = 500


def index(owner, theirs, name):
    condition = theirs & Q(removed_at__isnull=True) & Q(**{f"{name}__isnull": False})
    fields = [owner, name, "created_at", "id"]
    made = models.Index(fields=fields, condition=condition, name=f"job_{owner}_{name}")
    return migrations.AddIndex(model_name="job", index=made)


def fill(apps, schema_editor):
    """From the results that were saved before."""
    job, result = (apps.get_model("backtests", name) for name in ("Job", "Result"))
    found = result.objects.values_list("job_id", *(f"data__metrics__{name}" for name in FIGURES))
    some = []
    for job_id, *values in found.iterator(AT_ONCE):
        some.append(job(pk=job_id, **dict(zip(FIGURES, values, strict=True))))
        if len(some) == AT_ONCE:
            job.objects.bulk_update(some, FIGURES)
            some = []
    job.objects.bulk_update(some, FIGURES)


class Migration(migrations.Migration):
    dependencies = [("backtests", "0007_removed_runs")]

    operations = [
        *(
            migrations.AddField("job", name, models.FloatField(blank=True, null=True))
            for name in FIGURES
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(index(owner, theirs, name) for owner, theirs in OWNERS.items() for name in FIGURES),
    ]
