import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=60, verbose_name="列表")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("query", models.CharField(blank=True, max_length=4000, verbose_name="条件")),
                ("shared_path", models.CharField(blank=True, db_index=True, max_length=200, verbose_name="共享范围")),
                ("order", models.PositiveIntegerField(default=0, verbose_name="排序")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存人",
                    ),
                ),
            ],
            options={
                "verbose_name": "视图",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "table", "name"), name="saved_view_name_once")
                ],
            },
        ),
    ]
