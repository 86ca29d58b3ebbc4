def people(request):
    found = User.objects.filter(full_name__icontains=request.GET["q"]).order_by("full_name")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM users WHERE full_name IN %s AND id > %(after)s", [names])
    return JsonResponse({"full_name": found[0].full_name})


def rename(user, value):
    user.full_name = value
    user.save(update_fields=["full_name"])
