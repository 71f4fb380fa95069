from django.contrib import admin
from django.urls import include, path

handler400 = "clauses.public.pages.bad_request"
handler404 = "clauses.public.pages.not_found"
handler500 = "treatytracker.requests.unavailable.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("clauses.public.urls")),
]
