from django.db import migrations, models


def fill(apps, schema_editor):
    """Runs from before carry the words in what was read alone."""
    jobs = apps.get_model("backtests", "Job").objects
    for job in jobs.filter(reading__amended__words__isnull=False).only("reading").iterator():
        jobs.filter(pk=job.pk).update(changed=job.reading["amended"]["words"])


def of_words(owner, column, condition, searched):
    """As 0005 made it, of all that is searched now."""
    columns = f"{column}, created_at, id, {searched}"
    where = f"removed_at IS NULL AND user_id IS {condition}"
    return f"CREATE INDEX job_{owner}_words ON backtests_job ({columns}) WHERE {where}"


def index(schema_editor, searched):
    if schema_editor.connection.vendor == "sqlite":
        for owner, column, condition in (
            ("user", "user_id", "NOT NULL"),
            ("guest", "guest", "NULL"),
        ):
            schema_editor.execute(f"DROP INDEX IF EXISTS job_{owner}_words")
            schema_editor.execute(of_words(owner, column, condition, searched))


def add_words(apps, schema_editor):
    index(schema_editor, "prompt, changed, symbols, tags, note")


def remove_words(apps, schema_editor):
    index(schema_editor, "prompt, symbols, tags, note")


class Migration(migrations.Migration):
    dependencies = [("backtests", "0009_no_loss")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="changed",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(add_words, remove_words),
    ]
