from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Fault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder", models.CharField(max_length=255, unique=True)),
                ("folder_hash", models.CharField(max_length=64)),
                ("sentence_cy", models.TextField(null=True)),
                ("sentence_en", models.TextField(null=True)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("folder",),
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, unique=True)),
                ("reference", models.CharField(max_length=200)),
                ("folder", models.CharField(max_length=255, unique=True)),
                ("folder_hash", models.CharField(max_length=64)),
                ("title_cy", models.TextField(null=True)),
                ("title_en", models.TextField(null=True)),
                ("place_code", models.CharField(max_length=200, null=True)),
                ("place_cy", models.TextField(null=True)),
                ("place_en", models.TextField(null=True)),
                ("currency", models.CharField(max_length=20)),
                ("money", models.BigIntegerField(null=True)),
                ("as_of", models.DateTimeField()),
                ("stages", models.JSONField()),
                (
                    "stage_reached",
                    models.CharField(
                        choices=[
                            ("listen", "listen"),
                            ("design", "design"),
                            ("apply", "apply"),
                            ("decide", "decide"),
                            ("deliver", "deliver"),
                            ("evaluate", "evaluate"),
                            ("share", "share"),
                            ("follow", "follow"),
                        ],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("objections", models.PositiveIntegerField()),
                ("overrides", models.PositiveIntegerField()),
                ("ok", models.BooleanField()),
                ("body_cy", models.TextField()),
                ("body_en", models.TextField()),
                ("output", models.CharField(max_length=255)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("-as_of", "slug"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("money__isnull", True), ("money__gte", 0), _connector="OR"),
                        name="round_money_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage_reached__isnull", True),
                            (
                                "stage_reached__in",
                                ["listen", "design", "apply", "decide", "deliver", "evaluate", "share", "follow"],
                            ),
                            _connector="OR",
                        ),
                        name="round_stage_is_one_of_eight",
                    ),
                ],
            },
        ),
    ]
