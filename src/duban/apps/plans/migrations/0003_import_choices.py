from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_find_tasks"),
    ]

    operations = [
        migrations.AddField(
            model_name="planimport",
            name="choices",
            field=models.JSONField(default=dict, verbose_name="对照中的决定"),
        ),
    ]
