"""Pages on which people act at the decide stage."""

from __future__ import annotations

from django.urls import path

from cydradd_web.decide import acts, booth, keying_pages, paper_pages, roll_pages

AT = "rounds/<slug:slug>/decide/"

urlpatterns = [
    path(f"{AT}ballot/", booth.ballot, name="ballot"),
    path(f"{AT}ballot/find/", booth.find, name="find-ballot"),
    path(f"{AT}ballot/orders.<slug:form>", booth.orders, name="ballot-orders"),
    path(f"{AT}ballot/receipt/<slug:code>/", booth.receipt, name="ballot-receipt"),
    path(f"{AT}ballot/receipt/<slug:code>.txt", booth.receipt_file, name="ballot-receipt-file"),
    path(f"{AT}roll/", roll_pages.roll, name="roll"),
    path(f"{AT}roll/issue/", roll_pages.issue, name="issue-codes"),
    path(f"{AT}roll/mail/", roll_pages.mail, name="mail-codes"),
    path(f"{AT}roll/replace/", roll_pages.replace, name="replace-code"),
    path(f"{AT}roll/cancel/<int:batch>/", roll_pages.cancel, name="cancel-codes"),
    path(f"{AT}roll/close/", roll_pages.close, name="close-roll"),
    path(f"{AT}paper/", paper_pages.overview, name="paper-ballots"),
    path(f"{AT}paper/print/", paper_pages.print_new, name="paper-print"),
    path(f"{AT}paper/print/<int:batch>/", paper_pages.print_once_more, name="paper-print-again"),
    path(f"{AT}paper/key/", keying_pages.key, name="paper-key"),
    path(f"{AT}paper/<int:number>/settle/", keying_pages.settle, name="paper-settle"),
    path(f"{AT}paper/draw/", paper_pages.draw, name="paper-draw"),
    path(f"{AT}paper/again/", keying_pages.again, name="paper-again"),
    path(f"{AT}paper/again/<int:number>/settle/", keying_pages.settle_last, name="paper-again-settle"),
    path(f"{AT}scores/", acts.scores, name="scores"),
    path(f"{AT}scores/<str:application>/", acts.score, name="score"),
    path(f"{AT}count/", acts.count, name="count"),
    path(f"{AT}award/", acts.award, name="award"),
]
