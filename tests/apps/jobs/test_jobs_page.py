"""后台工作: what the administrator sees of jobs, and runs again."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import job_samples
import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from job_samples import noted

from cast import City
from duban.apps.jobs import naming, queries, schedule
from duban.apps.jobs.actions import run_again
from duban.apps.jobs.alive import alive
from duban.apps.jobs.models import PeriodicJob
from duban.apps.jobs.running import run_waiting
from duban.rulebook.refusals import Conflict, NotAllowed
from repo.tree import ROOT


def failed_job(file: Path) -> DBTaskResult:
    job_samples.fail.enqueue(str(file))
    DBTaskResult.objects.update(status="FAILED", worker_ids=["a", "b", "c"], finished_at=timezone.now())
    return DBTaskResult.objects.get()


def page(city: City, key: str = "system_admin") -> str:
    return city.client(key).get(reverse("jobs:jobs")).content.decode()


def test_a_failed_job_is_shown_with_its_reason_in_words_and_nothing_it_was_given(city: City, tmp_path: Path) -> None:
    failed_job(tmp_path / "机密内容")
    DBTaskResult.objects.update(exception_class_path="builtins.ValueError", traceback="ValueError: 机密内容")

    shown = page(city)
    assert "程序出错（ValueError），详情见服务器日志" in shown
    assert "机密内容" not in shown


def test_a_failed_job_is_run_again_once_however_often_the_button_is_pressed(city: City, tmp_path: Path) -> None:
    job, client = failed_job(tmp_path / "lines"), city.client("system_admin")
    address = reverse("jobs:job-run-again", args=[job.pk])

    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 409
    assert run_waiting() == 1
    assert noted(tmp_path / "lines") == ["tried"]
    assert city.events() == ["job.run_again"]


def test_a_job_whose_program_is_gone_is_not_run_again(city: City, tmp_path: Path) -> None:
    job = failed_job(tmp_path / "lines")
    DBTaskResult.objects.update(task_path="job_samples.no_longer_there")

    with pytest.raises(Conflict, match="程序已不存在"):
        run_again(key=job.pk, at=timezone.now(), by=city.actor("system_admin"))


def test_only_the_uppermost_place_runs_jobs_again_and_the_others_read_why(city: City, tmp_path: Path) -> None:
    job = failed_job(tmp_path / "lines")

    with pytest.raises(NotAllowed, match="最上级行政区"):
        run_again(key=job.pk, at=timezone.now(), by=city.actor("county_admin"))
    assert "最上级行政区的系统管理员" in page(city, "county_admin")


def test_the_page_says_when_no_worker_runs(city: City, settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path

    assert "没有工作进程在运行" in page(city)
    with alive("one"):
        assert "1 个工作进程在运行" in page(city)


def test_a_running_job_says_whether_its_worker_lives(city: City, settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    job_samples.tick.enqueue()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["one"], started_at=timezone.now())

    assert "工作进程已中断，将自动重新运行" in page(city)
    with alive("one"):
        assert "工作进程正常" in page(city)


def test_periodic_work_stands_with_its_last_and_next_time(city: City) -> None:
    now = timezone.now()
    PeriodicJob.objects.create(name="prune-jobs", slot=now - timedelta(hours=1), started_at=now - timedelta(hours=1))
    found = {one.name: one for one in queries.regular(now=now)}

    assert found["清理旧的后台工作"].last == now - timedelta(hours=1)
    assert all(now < one.next for one in found.values())
    assert found["生成当天的提醒"].last is None
    assert "生成当天的提醒" in page(city)


def test_the_number_of_questions_does_not_grow_with_jobs(city: City, django_assert_max_num_queries) -> None:
    for _ in range(25):
        job_samples.tick.enqueue()
    client = city.client("system_admin")

    with django_assert_max_num_queries(20):
        client.get(reverse("jobs:jobs"))


def test_every_job_of_the_product_has_a_name() -> None:
    jobs = []
    for path in (ROOT / "src").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        jobs += [
            f"{module}.{name}" for name in re.findall(r"^@task\(\)\n(?:@.*\n)*def (\w+)", path.read_text("utf-8"), re.M)
        ]

    assert len(jobs) >= 6
    assert [path for path in jobs if naming.words_of(path).startswith("其他工作")] == []
    assert {one.job.module_path for one in schedule.registered()} <= set(jobs) | {"job_samples.tick"}
