"""Addresses of the staff site."""

from django.urls import path

from wardbook.office.views import (
    accounts,
    claims,
    documents,
    figures,
    mending,
    own,
    posts,
    release,
    session,
    units,
)
from wardbook.office.views.audit import audit
from wardbook.office.views.originals import original_paper

app_name = "office"

urlpatterns = [
    path("", documents.home, name="home"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("invitations/<str:token>/", session.invitation, name="invitation"),
    path("me/", own.own_account, name="own"),
    path("me/password/", own.password, name="password"),
    path("me/sessions/end/", own.end_session, name="session-end"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/invite/", accounts.account_new, name="account-new"),
    path("accounts/<int:number>/", accounts.account, name="account"),
    path("accounts/<int:number>/link/", accounts.link, name="account-link"),
    path("accounts/<int:number>/disable/", accounts.disable, name="account-disable"),
    path("accounts/<int:number>/enable/", accounts.enable, name="account-enable"),
    path("posts/", posts.posts, name="posts"),
    path("posts/open/", posts.post_new, name="post-new"),
    path("posts/<int:number>/", posts.post, name="post"),
    path("posts/<int:number>/rename/", posts.rename, name="post-rename"),
    path("posts/<int:number>/close/", posts.close, name="post-close"),
    path("posts/<int:number>/give/", posts.give, name="post-give"),
    path("tenures/<int:number>/end/", posts.end, name="tenure-end"),
    path("units/", units.units, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/add/", units.add, name="unit-add"),
    path("units/<int:number>/usual/", units.usual, name="unit-usual"),
    path("units/<int:number>/rename/", units.rename, name="unit-rename"),
    path("units/<int:number>/close/", units.close, name="unit-close"),
    path("documents/receive/", documents.receive, name="document-receive"),
    path("documents/<int:number>/", documents.document, name="document"),
    path("documents/<int:number>/original/", original_paper, name="original"),
    path("audit/", audit, name="audit"),
    path("claims/<int:number>/", claims.claim, name="claim"),
    path("figures/", figures.results, name="results"),
    path("figures/export.<str:form>", figures.export, name="figures-export"),
    path("figures/release/", release.release, name="release"),
    path("figures/releases/", release.released_list, name="releases"),
    path("figures/releases/<int:number>/", release.released, name="released"),
    path("figures/<int:number>/", figures.figure, name="figure"),
    path("figures/<int:number>/correct/", mending.correct, name="correct"),
    path("figures/<int:number>/discard/", mending.discard, name="discard"),
    path("figures/<int:number>/mask/", mending.mask, name="mask"),
    path("figures/<int:number>/withdraw/", mending.withdraw, name="withdraw"),
]
