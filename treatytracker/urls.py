from django.contrib import admin
from django.urls import include, path

handler400 = "clauses.public.pages.bad_request"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("clauses.public.urls")),
]
