from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from duban.apps.plans.models import grams


def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    grams.install(editor.connection)


def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    grams.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0001_plans_and_tasks"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="task",
            options={"ordering": ["-year", "plan_id", "order", "pk"], "verbose_name": "任务"},
        ),
        migrations.RemoveIndex(
            model_name="receipt",
            name="receipts_of_unit",
        ),
        migrations.RemoveIndex(
            model_name="responsibility",
            name="responsibility_of_unit",
        ),
        migrations.RemoveIndex(
            model_name="responsibility",
            name="responsibility_of_post",
        ),
        migrations.RemoveIndex(
            model_name="task",
            name="task_ledger",
        ),
        migrations.AddField(
            model_name="task",
            name="grams",
            field=grams.GramsField(blank=True, editable=False, verbose_name="检索字对"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["unit", "state", "task"], name="receipts_of_unit"),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(fields=["state", "task"], name="receipts_in_state"),
        ),
        migrations.AddIndex(
            model_name="responsibility",
            index=models.Index(fields=["unit", "role", "task"], name="responsibility_of_unit"),
        ),
        migrations.AddIndex(
            model_name="responsibility",
            index=models.Index(fields=["post", "role", "task"], name="responsibility_of_post"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["-year", "plan", "order", "id", "jurisdiction_path", "state"], name="task_ledger"
            ),
        ),
        migrations.RunPython(install, remove),
    ]
