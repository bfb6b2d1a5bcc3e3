"""The whole life of a case: more states, whose grievance it is, who is accused, and what the citizen says of the outcome.

Every column has its default in the database; constraints are proven and indexes built in the next migrations, while cases go on
arriving.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import sanglap.foundation.districts

STATES = [
    "received", "with_office", "in_hand", "needs_information", "resolved", "confirmed", "unconfirmed", "reopened",
    "inquiry", "appealed", "with_cell", "out_of_scope", "merged", "withdrawn",
]  # fmt: skip
PRIVACY = ("public", "name_hidden", "hidden_from_office", "anonymous")
KINDS = ("citizen", "staff", "office")
OUTCOMES = ("", "confirmed", "partly", "disputed", "unconfirmed")


def _text(length: int, default: str) -> models.CharField:
    return models.CharField(max_length=length, default=default, db_default=default)


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0006_resolved_by_office"),
    ]

    operations = [
        migrations.AddField(model_name="case", name="kind", field=_text(8, "citizen")),
        migrations.AddField(model_name="case", name="has_accused", field=models.BooleanField(default=False, db_default=False)),
        migrations.AddField(model_name="case", name="disposal_kind", field=_text(24, "")),
        migrations.AddField(model_name="case", name="outcome", field=_text(12, "")),
        migrations.AddField(model_name="case", name="satisfaction", field=models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(model_name="case", name="told_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="case", name="merged_into_id", field=models.UUIDField(null=True)),
        migrations.RemoveConstraint(model_name="case", name="case_state_known"),
        AddConstraintNotValid(
            model_name="case", constraint=models.CheckConstraint(condition=models.Q(state__in=STATES), name="case_state_known")
        ),
        AddConstraintNotValid(
            model_name="case", constraint=models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="case_kind_known")
        ),
        AddConstraintNotValid(
            model_name="case", constraint=models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="case_outcome_known")
        ),
        AddConstraintNotValid(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("satisfaction", None), ("satisfaction__range", (1, 5)), _connector="OR"),
                name="case_satisfaction_known",
            ),
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "district_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("district_id", models.CharField(max_length=16)),
                ("id", models.UUIDField()),
                ("remote_id", models.CharField(max_length=160)),
                ("privacy", models.CharField(default="name_hidden", max_length=20)),
                ("kind", models.CharField(default="citizen", max_length=8)),
                ("about_officer", models.CharField(blank=True, max_length=120)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("locked_identity", models.BinaryField(default=bytes)),
                ("relation", models.CharField(blank=True, max_length=24)),
                ("consent", models.CharField(blank=True, max_length=200)),
                ("continues", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "about_office",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "filed_at_office",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("district_id", "remote_id"), name="filing_once"),
                    models.CheckConstraint(condition=models.Q(privacy__in=PRIVACY), name="filing_privacy_known"),
                    models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="filing_kind_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Accused",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "district_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("district_id", models.CharField(max_length=16)),
                ("id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("words", models.CharField(blank=True, max_length=200)),
                ("named_at", models.DateTimeField()),
                (
                    "case",
                    sanglap.foundation.districts.DistrictForeignKey(
                        column="case_id",
                        from_fields=["district_id", "case_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        to_fields=["district_id", "id"],
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["district_id", "case_id"], name="accused_by_case")]},
        ),
        migrations.AddConstraint(
            model_name="accused",
            constraint=sanglap.foundation.districts.DistrictReference(
                column="case_id", name="accused_of_case", to_table="cases_case"
            ),
        ),
    ]
