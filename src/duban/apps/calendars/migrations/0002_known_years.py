from typing import Any

from django.db import migrations

from duban.apps.calendars.known_years import fill
from duban.apps.calendars.labels import SUPPLIED


def fill_calendar(apps: Any, schema_editor: Any) -> None:
    year, day = apps.get_model("calendars", "CalendarYear"), apps.get_model("calendars", "CalendarDay")
    fill(year.objects, day.objects, source=SUPPLIED)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]

    operations = [migrations.RunPython(fill_calendar, migrations.RunPython.noop)]
