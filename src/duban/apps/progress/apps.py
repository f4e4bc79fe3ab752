"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "duban.apps.progress"
    label = "progress"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.calendars.happenings import calendar_changed
        from duban.apps.organizations import changes
        from duban.apps.outbox import steps
        from duban.apps.plans import regions
        from duban.apps.plans.happenings import tasks_changed
        from duban.apps.progress import entries, evidence_owners, labels, models, submitting
        from duban.apps.progress import jobs as jobs  # registers its periodic work
        from duban.apps.progress.counting_again import count_again
        from duban.apps.progress.following import follow_tasks
        from duban.apps.progress.owing.steps import reminder_steps
        from duban.apps.progress.queries import filed
        from duban.apps.progress.queries.reports import is_readable

        sentences.register(labels.SENTENCES)
        evidence_owners.register(models.Report, may_write=submitting.check_may_write, readable=is_readable)
        regions.register(
            "task", regions.Region("reports", "报送", "progress/review/_story.html", filed.region_of, order=20)
        )
        entries.register_entries()
        _register_parts()
        steps.register("progress", reminder_steps)
        calendar_changed.connect(count_again, dispatch_uid="progress")
        tasks_changed.connect(follow_tasks, dispatch_uid="progress")
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)


def _register_parts() -> None:
    """What each part says to the pages and registers of others."""
    from duban.apps.progress.views import (
        change_parts,
        contribution_parts,
        health_parts,
        implementation_parts,
        instruction_parts,
        report_parts,
        round_parts,
    )

    for part in (
        change_parts,
        contribution_parts,
        report_parts,
        health_parts,
        implementation_parts,
        instruction_parts,
        round_parts,
    ):
        part.register()
