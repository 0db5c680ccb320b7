"""Addresses of the staff site."""

from django.urls import path

from wardbook.office.views import claims, documents, figures, session

app_name = "office"

urlpatterns = [
    path("", documents.home, name="home"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("documents/receive/", documents.receive, name="document-receive"),
    path("documents/<int:number>/", documents.document, name="document"),
    path("claims/<int:number>/", claims.claim, name="claim"),
    path("figures/", figures.results, name="results"),
    path("figures/release/", figures.release, name="release"),
    path("figures/<int:number>/correct/", figures.correct, name="correct"),
    path("figures/<int:number>/discard/", figures.discard, name="discard"),
    path("figures/<int:number>/mask/", figures.mask, name="mask"),
    path("figures/<int:number>/withdraw/", figures.withdraw, name="withdraw"),
]
