from django.db import migrations, models
from django.db.models import Q

OWNERS = {"user": Q(user__isnull=False), "guest": Q(user__isnull=True)}


def index(owner, theirs):
    condition = theirs & Q(removed_at__isnull=False)
    fields = [owner, "removed_at", "created_at", "id"]
    made = models.Index(fields=fields, condition=condition, name=f"job_{owner}_removed")
    return migrations.AddIndex(model_name="job", index=made)


class Migration(migrations.Migration):
    dependencies = [("backtests", "0006_more_figures")]

    operations = [index(owner, theirs) for owner, theirs in OWNERS.items()]
