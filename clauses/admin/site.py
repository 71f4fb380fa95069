from django.contrib.admin import AdminSite


class TreatyAdminSite(AdminSite):
    site_title = "treatytracker"
    site_header = "treatytracker"
    index_title = "Records"
