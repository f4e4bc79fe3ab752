from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0003_import_choices"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["jurisdiction", "year", "plan", "order"], name="task_of_place_and_year"),
        ),
    ]
