"""Pages on which people act at the listen stage."""

from __future__ import annotations

from django.urls import path

from cydradd_web.listen.acts import (
    joining,
    keying,
    mine,
    moderating,
    paper,
    place,
    reporting,
    safeguarding,
    saying,
    voting,
)

AT = "rounds/<slug:slug>/"
urlpatterns = [
    path(f"{AT}vote/", voting.vote, name="listen-vote"),
    path(f"{AT}listen/join/", joining.join, name="listen-join"),
    path(f"{AT}listen/say/", saying.say, name="listen-say"),
    path(f"{AT}listen/say/<slug:statement>/", saying.say, name="listen-draft"),
    path(f"{AT}listen/seed/", saying.seed, name="listen-seed"),
    path(f"{AT}listen/place/", place.place, name="listen-place"),
    path(f"{AT}listen/mine/", mine.mine, name="listen-mine"),
    path(f"{AT}listen/mine/votes.csv", mine.my_votes, name="listen-my-votes"),
    path(f"{AT}listen/mine/erase/", mine.erase, name="listen-erase"),
    path(f"{AT}listen/mine/<slug:statement>/withdraw/", saying.withdraw, name="listen-withdraw"),
    path(f"{AT}listen/mine/<slug:statement>/appeal/", saying.appeal, name="listen-appeal"),
    path(f"{AT}listen/policy/", moderating.policy, name="listen-policy"),
    path(f"{AT}listen/moderation/", moderating.log, name="listen-log"),
    path(f"{AT}listen/moderation.csv", moderating.log_file, name="listen-log-file"),
    path(f"{AT}listen/queue/", moderating.waiting, name="listen-queue"),
    path(f"{AT}listen/queue/<slug:statement>/", moderating.moderate, name="listen-moderate"),
    path(f"{AT}listen/at-risk/", safeguarding.risk, name="listen-risk"),
    path(f"{AT}listen/at-risk/<slug:statement>/", safeguarding.risk, name="listen-statement-risk"),
    path(f"{AT}listen/safeguarding/", safeguarding.concerns, name="listen-concerns"),
    path(f"{AT}listen/safeguarding/<int:number>/", safeguarding.concern, name="listen-concern"),
    path(f"{AT}listen/report/", reporting.report, name="listen-report"),
    path(f"{AT}listen/report/write/", reporting.write, name="listen-report-write"),
    path(f"{AT}listen/paper/", paper.overview, name="listen-paper"),
    path(f"{AT}listen/paper/make/", paper.make, name="listen-paper-make"),
    path(f"{AT}listen/paper/check/", paper.check, name="listen-paper-check"),
    path(f"{AT}listen/paper/erase/", paper.erase, name="listen-paper-erase"),
    path(f"{AT}listen/paper/key/", keying.key, name="listen-paper-key"),
    path(f"{AT}listen/paper/<int:number>/settle/", keying.settle, name="listen-paper-settle"),
    path(f"{AT}listen/paper/batch/<int:batch>/cancel/", paper.cancel, name="listen-paper-cancel"),
    path(f"{AT}listen/unknown/", reporting.unknown, name="listen-unknown"),
]
