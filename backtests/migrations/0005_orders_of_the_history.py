from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

FIGURES = ("total_return", "benchmark_return", "sharpe", "max_drawdown", "trade_count")
SEEN = Q(removed_at__isnull=True)
OWNERS = {"user": Q(user__isnull=False), "guest": Q(user__isnull=True)}


def index(name, fields, condition):
    made = models.Index(fields=[*fields, "created_at", "id"], condition=condition, name=name)
    return migrations.AddIndex(model_name="job", index=made)


def orders(owner, theirs):
    yield index(f"job_{owner}_unsaved", [owner], theirs & Q(saved=False))
    yield index(f"job_{owner}_starred", [owner], theirs & SEEN & Q(starred=True))
    yield index(f"job_{owner}_status", [owner, "status"], theirs & SEEN & Q(saved=True))
    yield index(f"job_{owner}_symbols", [owner, "symbols"], theirs & Q(saved=True))
    for name in FIGURES:
        known = Q(**{f"{name}__isnull": False})
        yield index(f"job_{owner}_{name}", [owner, name], theirs & SEEN & known)


def of_words(owner, column, condition):
    """What is searched, apart from the strategies that stand between in a row of SQLite.

    PostgreSQL keeps long values outside of its rows, and takes no long text in an index.
    """
    columns = f"{column}, created_at, id, prompt, symbols, tags, note"
    where = f"removed_at IS NULL AND user_id IS {condition}"
    return f"CREATE INDEX job_{owner}_words ON backtests_job ({columns}) WHERE {where}"


def add_words(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(of_words("user", "user_id", "NOT NULL"))
        schema_editor.execute(of_words("guest", "guest", "NULL"))


def remove_words(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS job_user_words")
    schema_editor.execute("DROP INDEX IF EXISTS job_guest_words")


class Migration(migrations.Migration):
    dependencies = [
        ("backtests", "0004_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        index("job_unsaved", [], Q(saved=False)),
        *(operation for owner, theirs in OWNERS.items() for operation in orders(owner, theirs)),
        migrations.RunPython(add_words, remove_words),
    ]
