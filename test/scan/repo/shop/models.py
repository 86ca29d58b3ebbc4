from django.db import models


class User(models.Model):
    full_name = models.CharField(max_length=200)

    class Meta:
        db_table = "users"


class Supplier(models.Model):
    full_name = models.TextField()
